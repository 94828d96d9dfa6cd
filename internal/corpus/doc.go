// Package corpus holds the types that flow through the program, and nothing else.
//
// # The line
//
//	seeds/ + content/  →  clippings  →  documents  →  corpus  →  pages  →  public/
//
// A [Clipping] is a raw file of seeds/, never edited. [Content] is what the editors wrote. A [Document] is a clipping
// cleaned (each [Line] has a [Zone]) and annotated ([Sentence], [Mention], [Timex], [Quote]). The [Corpus] is all
// documents plus what only shows across them: a [Dossier] for each entity, and the timeline of [Event]. A page is a path
// and a pure function that renders its bytes; what builds and what previews a site call the same function.
//
// # The rooms
//
// Each stage is a package that imports the leaves (text, diag, edtf, corpus) and no other stage:
//
//	seed      reads a folder of clippings: text, saved pages, Markdown, mails, PDFs
//	content   reads the editors' files
//	clean     clipping → lines with their zones, and cuts inside lines
//	annotate  document → its sentences, mentions, time expressions and quotations; one room an annotator, none knows
//	          another: lang, sentence, timex, entity, quote
//	copies    finds the documents that say the same
//	link      documents → corpus
//	search    corpus → an index that browsers search
//	site      corpus → pages
//	publish   pages → a folder
//	check     looks over the pages: links, anchors, formats
//	host      what a published folder asks of hosts: headers, redirects, media types
//	reach     asks whether links to other sites still answer
//	build     composes all of these, and is the only room that does
//	serve     shows what build makes while it is written
//	suggest   documents → the names worth declaring
//
// The leaves are text (a source and spans of it), edtf (dates), diag (what there is to say about the input), parallel
// (many things side by side), langfile (what is known of languages, as rooms embed it) and this package. Dates
// have a leaf of their own because content, the time annotator, link and site all speak of them.
//
// # Rules
//
// What readers are told of how something is known is a [Reason]: a code, which each language of the interface has words
// for. Every annotation is a [text.Span] of the clipping's own text. Cleaning classifies lines and never rewrites them.
// Values are immutable once a stage has returned them. Stages return diagnostics and never print. Nothing in the line
// reads the clock, the environment, the order of a map or a random number: the same input gives the same bytes.
// Offsets are in bytes inside the program, in Unicode code points in every JSON that leaves it.
package corpus
