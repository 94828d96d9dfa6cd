// Package site turns a corpus into pages.
//
// A [Page] is a path and a pure function that renders its bytes; [New] makes the indexes that pages share and reports
// what is wrong with templates, assets and addresses, [Site.Pages] lists every page. Pages may be rendered in any
// order and at the same time.
//
// # Editions
//
// A site has an edition for each language of its interface: the first at the root, each other in a folder named by its
// language ("fr/"), with the same addresses under it. What is the same in all — assets, open data, clippings, icons —
// stands at the root alone. [New] makes the indexes once; editions share them and how lists are cut into pages
// (shelves.go, chapters.go), so page 3 of a list holds the same in every language.
//
// # Addresses
//
//	index.html                     home
//	documents/                     the list; documents/<slug>/ a document, its source.txt the clipping as it is
//	entities/                      the list; entities/<id>/ an entity, its feed.xml and timeline.ics
//	timeline/  quotes/  sources/   one page each; an event is timeline/#e-<id>
//	print/                         the whole briefing, where it isn't too long
//	<id>/                          a free page
//	404.html feed.xml feed.json timeline.ics robots.txt _headers _redirects, and sitemap.xml where the address is known
//	documents.json entities.json timeline.json quotes.json
//	assets/<name>.<hash>.<ext>     named by their bytes, so that they can be kept for ever
//	card.png                       beside each page that has one, where the address is known
//
// No page of a long list has much more than a hundred kilobytes. What goes on is numbered: documents/page-2/,
// entities/<id>/2/ (mentions), entities/<id>/timeline/, entities/<id>/quotes/, entities/<id>/about/, sources/<slug>/.
// A long timeline is a table of contents and pages for each month, timeline/2020-08/, timeline/2020-08/2/; for what is
// dated by years, timeline/2020/; and timeline/undated/. An event with very many sentences has events/<id>/.
//
// All links are relative, so a site works at any address and from a folder; 404.html, which is served at any, uses
// the path of the site's address. A sentence is documents/<slug>/#s12.
//
// # How a page is made
//
// A view (view_*.go) collects what a page shows, with every link already written for the page's place. A template of
// the theme lays it out; layout.html surrounds all of them. What pages show by the thousand — events, quotations,
// sentences in context, lists of documents — is written by a [writer]: a template looks up every value and every escaper
// by reflection. The running text of documents has its own ([running]), since spans of different kinds cross. What many
// pages say alike is made once for an edition: the words of a date ([dating]), the name of an entity ([calling]), the
// menus ([surroundings]). Editors' Markdown goes through goldmark, code through chroma. Words of the interface come from the catalogues in i18n/, one file a language. Nothing is inline: a page's
// Content-Security-Policy may be "default-src 'self'".
package site
