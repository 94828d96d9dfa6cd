// Package search makes the index by which a reader's browser searches a site without any server.
//
// What can be found are units: an entity, an event, a quotation, or a passage of a document, which is a run of its
// sentences. [New] gives each unit a number and each word of it, brought to its stem, a posting; [Index.Files] writes
// both in a form that a browser reads piece by piece.
//
// # Files
//
//	search/index.json        what every search needs; a small site's is all there is
//	search/terms/<n>.json    the postings of the n-th stretch of the alphabet; all editions of a site share them
//	search/units/<n>.json    the n-th block of units of one kind and language, as they are shown
//
// index.json holds
//
//	version    changes whenever any of the files does; asked for as ?v=version, so that old and new never mix
//	root       the way from the edition's root to the site's, where search/terms/ stands
//	units      how many units there are
//	ranges     [kind, language, first unit, count, units in a block, first block] of each run of units of one kind and
//	           language
//	stems      by language the steps of its stemmer, each a list of [ending, replacement, letters left]
//	stop       words that are not searched for
//	shards     [first term, bytes] of each file of search/terms/
//	terms      instead of shards, where the index is small: the postings themselves
//	blocks     likewise: the units
//
// The postings of a term are [n, p, p, …]: n is how many units hold it, each p is the distance to the unit before times
// four plus a weight of 0 to 3. A term "@id" lists the units that name an entity. Of a term that very many units hold
// only those are listed where it weighs most; then n is larger than their number.
//
// # How much a search fetches
//
// Every file is bounded however large the site is: a stretch of the alphabet by [shardSize] and the longest list, a
// block by the size of a passage. The browser counts what it fetches and stops at 300 KB.
package search
