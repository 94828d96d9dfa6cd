// Package annotate runs the annotators over one document. It is the only room that knows their order:
//
//	language → sentences → publication date → time expressions → entities → quotations
//
// Each annotator reads what stands before it in that order and returns its own annotations; none imports another.
// The same clipping, metadata and lines always give the same document.
package annotate

import (
	"fmt"

	"briefing/internal/annotate/entity"
	"briefing/internal/annotate/lang"
	"briefing/internal/annotate/quote"
	"briefing/internal/annotate/sentence"
	"briefing/internal/annotate/timex"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/text"
)

// An Annotator holds what is made once for all documents: the entities in a trie, the lexicons. It is safe for
// concurrent use.
type Annotator struct {
	times    *timex.Annotator
	entities *entity.Matcher
	quotes   *quote.Annotator
}

// New returns an annotator for the entities, and what is wrong with their declarations. The strategy is that of
// dates: "news", "narrative" or "future".
func New(entities []*corpus.Entity, strategy string) (*Annotator, diag.List) {
	times, err := timex.New(strategy)
	if err != nil {
		return nil, diag.List{diag.About(diag.Error, "strategy", "", "%v", err)}
	}
	matcher, diags := entity.Compile(entities)
	return &Annotator{times, matcher, quote.New(entities)}, diags
}

// Document annotates a clipping whose lines have their zones. meta is never nil; tokens are those of the clipping's
// text.
func (a *Annotator) Document(clip *corpus.Clipping, meta *corpus.DocumentMeta, lines []corpus.Line, tokens *text.Tokens) (*corpus.Document, diag.List) {
	doc, diags := a.Dated(clip, meta, lines, tokens)
	doc, found := a.Named(doc, tokens)
	return doc, append(diags, found...)
}

// Dated is the first half of [Annotator.Document], which asks nothing of the entities: all but mentions and quotations.
func (a *Annotator) Dated(clip *corpus.Clipping, meta *corpus.DocumentMeta, lines []corpus.Line, tokens *text.Tokens) (*corpus.Document, diag.List) {
	doc := &corpus.Document{Clipping: clip, Meta: meta, Lines: lines, Lang: meta.Lang}
	if doc.Lang == "" {
		doc.Lang = lang.Detect(tokens)
	}
	var diags diag.List
	doc.Sentences = sentences(clip.Source, tokens, doc.Lang, lines)
	doc.Title = title(doc)
	doc.Published = a.times.Published(doc, tokens)
	doc.Timexes, diags = a.times.Annotate(doc, tokens)
	return doc, diags
}

// Named is the other half: it returns the document with the mentions of the entities and the quotations. Those that
// doc has, of other entities, are replaced.
func (a *Annotator) Named(doc *corpus.Document, tokens *text.Tokens) (*corpus.Document, diag.List) {
	named := *doc
	named.Mentions, named.Quotes = nil, nil
	var diags diag.List
	named.Mentions, diags = a.entities.Annotate(&named, tokens)
	named.Quotes = a.quotes.Annotate(&named, tokens)
	return &named, diags
}

// sentences cuts every line that isn't blank, whatever its zone: so a corrected zone renames no sentence.
func sentences(src *text.Source, tokens *text.Tokens, lang string, lines []corpus.Line) []corpus.Sentence {
	blocks := make([]text.Span, 0, len(lines))
	for _, l := range lines {
		if l.Zone != corpus.Blank && !l.Span.Empty() {
			blocks = append(blocks, l.Span)
		}
	}
	spans := sentence.Split(src, tokens, lang, blocks)
	out := make([]corpus.Sentence, len(spans))
	for i, s := range spans {
		out[i] = corpus.Sentence{ID: fmt.Sprintf("s%d", i+1), Span: s}
	}
	return out
}

// title returns an editor's title, else the title line, else the first sentence of the article, marked as such.
func title(doc *corpus.Document) corpus.Headline {
	if doc.Meta.Title != "" {
		return corpus.Headline{Text: doc.Meta.Title, Basis: "editor"}
	}
	for i, l := range doc.Lines {
		if l.Zone == corpus.Title {
			span := trim(doc.Clipping.Source, doc.Lines[i].Span)
			return corpus.Headline{Text: doc.Text(span), Span: span, Basis: "title line"}
		}
	}
	for _, zones := range [...]func(corpus.Zone) bool{
		func(z corpus.Zone) bool { return z == corpus.Lede || z == corpus.Body },
		corpus.Zone.Kept,
		func(corpus.Zone) bool { return true },
	} {
		for _, s := range doc.Sentences {
			if zones(doc.ZoneAt(s.Span.Start)) {
				return corpus.Headline{Text: doc.Text(s.Span), Span: s.Span, Basis: "first sentence"}
			}
		}
	}
	return corpus.Headline{Text: doc.Clipping.ID, Basis: "file name"}
}

func trim(src *text.Source, s text.Span) text.Span {
	for s.Start < s.End && isSpace(src.Text[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(src.Text[s.End-1]) {
		s.End--
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }
