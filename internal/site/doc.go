// Package site turns a corpus into pages.
//
// A [Page] is a path and a pure function that renders its bytes; [New] makes the indexes that pages share and reports
// what is wrong with templates, assets and addresses, [Site.Pages] lists every page. Pages may be rendered in any
// order and at the same time.
//
// # Addresses
//
//	index.html                     home
//	documents/                     the list; documents/<slug>/ a document, its source.txt the clipping as it is
//	entities/                      the list; entities/<id>/ an entity
//	timeline/  quotes/             one page each; an event is timeline/#e-<id>
//	<id>/                          a free page
//	404.html feed.xml robots.txt   and sitemap.xml where the site's address is known
//	documents.json entities.json timeline.json quotes.json
//	assets/<name>.<hash>.<ext>     named by their bytes, so that they can be kept for ever
//
// All links are relative, so a site works at any address and from a folder; 404.html, which is served at any, uses
// the path of the site's address. A sentence is documents/<slug>/#s12.
//
// # How a page is made
//
// A view (view_*.go) collects what a page shows, with every link already written for the page's place. A template of
// the theme lays it out; layout.html surrounds all of them. The running text of documents has its own writer
// ([running]), since spans of different kinds cross; editors' Markdown goes through goldmark, code through chroma.
// Words of the interface come from the catalogues in i18n/, one file a language. Nothing is inline: a page's
// Content-Security-Policy may be "default-src 'self'".
package site
