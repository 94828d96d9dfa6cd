package site

import (
	"strings"

	"briefing/internal/corpus"
)

// href writes the link to an address of the edition, as an attribute.
func (w *writer) href(target string) {
	page, anchor, _ := strings.Cut(target, "#")
	w.anchorHref(page, "", anchor)
}

// anchorHref writes the link to what has an id on a page, as an attribute; without an id, to the page. The id is in two
// parts, that it needn't be put together.
func (w *writer) anchorHref(page, prefix, id string) {
	w.write(` href="`)
	switch anchored := prefix+id != ""; {
	case !plain(page) || !plain(id):
		target := page
		if anchored {
			target += "#" + prefix + id
		}
		w.out = appendEscaped(w.out, w.at.href(target))
	case anchored:
		if page != w.at.folder {
			w.write(w.at.root)
			w.write(page)
		}
		w.write("#")
		w.write(prefix)
		w.write(id)
	default:
		w.write(w.at.root)
		w.write(page)
	}
	w.write(`"`)
}

// link is href for an address that is fit for an attribute, and isn't one on this page.
func (w *writer) link(link string) {
	w.write(` href="`)
	w.write(w.at.root)
	w.write(link)
	w.write(`"`)
}

// eventHref writes the link to an event on the timeline, as an attribute.
func (w *writer) eventHref(e *corpus.Event) {
	w.anchorHref(w.s.eventPages[e], "e-", e.ID)
}

// sentenceHref writes the link to a sentence, or to its document where the page doesn't show the sentence.
func (w *writer) sentenceHref(ref corpus.SentenceRef) {
	art := w.s.articleOf(ref.Document)
	if !w.s.shows(ref) {
		w.link(art.link)
		return
	}
	if art.target == w.at.folder {
		w.write(` href="#`)
	} else {
		w.write(` href="`)
		w.write(w.at.root)
		w.write(art.link)
		w.write("#")
	}
	w.out = appendEscaped(w.out, ref.ID())
	w.write(`"`)
}
