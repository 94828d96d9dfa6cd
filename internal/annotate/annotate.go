// Package annotate runs the annotators over one document. It is the only room that knows their order:
//
//	language → sentences → publication date → time expressions → entities → quotations
//
// Each annotator reads what stands before it in that order and returns its own annotations; none imports another.
// The same clipping, metadata and lines always give the same document.
package annotate

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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
	a := &Annotator{}
	var diags diag.List
	var names sync.WaitGroup // each reads the lists of its languages first: side by side, a small site is done sooner
	names.Go(func() { a.entities, diags = entity.Compile(entities) })
	names.Go(func() { a.quotes = quote.New(entities) })
	times, err := timex.New(strategy)
	names.Wait()
	if err != nil {
		return nil, diag.List{diag.About(diag.Error, "strategy", "", "%v", err)}
	}
	a.times = times
	return a, diags
}

// Document annotates a clipping that was cleaned. meta is never nil; tokens are those of the clipping's text.
func (a *Annotator) Document(clip *corpus.Clipping, meta *corpus.DocumentMeta, cleaned corpus.Cleaned, tokens *text.Tokens) (*corpus.Document, diag.List) {
	doc, diags := a.Dated(clip, meta, cleaned, tokens)
	doc, found := a.Named(doc, tokens)
	return doc, append(diags, found...)
}

// Dated is the first half of [Annotator.Document], which asks nothing of the entities: all but mentions and quotations.
func (a *Annotator) Dated(clip *corpus.Clipping, meta *corpus.DocumentMeta, cleaned corpus.Cleaned, tokens *text.Tokens) (*corpus.Document, diag.List) {
	doc := &corpus.Document{
		Clipping: clip, Meta: meta, Found: found(clip, cleaned), Lang: meta.Lang,
		Lines: cleaned.Lines, Cuts: cleaned.Cuts, Truncated: cleaned.Truncated,
	}
	if doc.Lang == "" {
		doc.Lang = language(doc, tokens)
	}
	var diags diag.List
	doc.Plain = doc.Lang != "" && !a.times.Reads(doc.Lang)
	doc.Sentences = sentences(clip.Source, tokens, doc)
	doc.Title = title(doc)
	doc.Published, doc.Timexes, diags = a.times.Annotate(doc, tokens)
	doc.Timexes, diags = settled(doc, tokens, doc.Timexes, diags)
	return doc, append(diags, a.notices(doc)...)
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

// notices tells what an editor may want to know of a document.
func (a *Annotator) notices(doc *corpus.Document) (diags diag.List) {
	if doc.Plain {
		d := diag.About(diag.Info, "language-plain", doc.Clipping.Source.Name, "the text is in a language (%s) whose dates and quotations aren't read", doc.Lang)
		diags = append(diags, d.WithHint("it is shown plain; `language:` in its metadata corrects a wrong guess"))
	}
	if !doc.Truncated.Empty() {
		d := diag.At(diag.Info, "truncated", doc.Clipping.Source, doc.Truncated, "the article breaks off here")
		diags = append(diags, d.WithHint("replace the clipping by a complete one if there is one"))
	}
	return diags
}

// found returns what the file says of itself, and what the text does where the file says nothing.
func found(clip *corpus.Clipping, cleaned corpus.Cleaned) *corpus.FoundMeta {
	f := *clip.Meta.OrNothing()
	if !cleaned.Byline.Empty() && f.Byline.Text == "" {
		f.Byline = corpus.Stated{Text: clip.Source.Slice(cleaned.Byline), Basis: corpus.OnLine.OfLine(clip.Source.LineAt(cleaned.Byline.Start))}
	}
	if f.Publisher.Text == "" && f.URL.Text != "" {
		if host := hostOf(f.URL.Text); host != "" {
			f.Publisher = corpus.Stated{Text: host, Basis: corpus.Reason{Code: corpus.ItsAddress}}
		}
	}
	return f.Kept()
}

// hostOf returns the host of an address, without "www.".
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#:"); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

// language returns the language of the article's own words, else that of all words, else what the file says. A file
// is believed at once where it names a language that words aren't told by.
func language(doc *corpus.Document, tokens *text.Tokens) string {
	said := doc.Found.OrNothing().Lang.Text
	if said != "" && !lang.Known(said) {
		return said
	}
	if l := lang.DetectIn(tokens, func(line int) bool { return doc.Lines[line].Zone.Kept() }); l != "" {
		return l
	}
	if l := lang.Detect(tokens); l != "" {
		return l
	}
	return said
}

// sentences cuts every line that isn't blank, whatever its zone: so a corrected zone renames no sentence. What is cut
// out of a line is a block of its own.
func sentences(src *text.Source, tokens *text.Tokens, doc *corpus.Document) []corpus.Sentence {
	blocks := make([]text.Span, 0, len(doc.Lines)+2*len(doc.Cuts))
	cuts := doc.Cuts
	for _, l := range doc.Lines {
		if l.Zone == corpus.Blank || l.Span.Empty() {
			continue
		}
		rest := l.Span
		for ; len(cuts) > 0 && cuts[0].Span.Start < l.Span.End; cuts = cuts[1:] {
			if cut := cuts[0].Span; cut.Start >= rest.Start {
				blocks = append(blocks, text.Span{Start: rest.Start, End: cut.Start}, cut)
				rest.Start = cut.End
			}
		}
		blocks = append(blocks, rest)
	}
	blocks = slices.DeleteFunc(blocks, text.Span.Empty)
	spans := sentence.Split(src, tokens, doc.Lang, blocks)
	out := make([]corpus.Sentence, len(spans))
	for i, s := range spans {
		out[i] = corpus.Sentence{Span: s}
	}
	return out
}

// title returns an editor's title, else the title line, else what the file gives as its title, else the first sentence
// of the article, marked as such.
func title(doc *corpus.Document) corpus.Headline {
	if doc.Meta.Title != "" {
		return corpus.Headline{Text: doc.Meta.Title, Basis: corpus.Reason{Code: corpus.ByEditor}}
	}
	for i, l := range doc.Lines {
		if l.Zone == corpus.Title {
			span := trim(doc.Clipping.Source, doc.Lines[i].Span)
			return corpus.Headline{Text: shorten(doc.Text(span)), Span: span, Basis: corpus.Reason{Code: corpus.TitleLine}}
		}
	}
	if t := doc.Found.OrNothing().Title; t.Text != "" {
		return corpus.Headline{Text: t.Text, Basis: t.Basis}
	}
	for _, zones := range [...]func(corpus.Zone) bool{
		func(z corpus.Zone) bool { return z == corpus.Lede || z == corpus.Body },
		corpus.Zone.Kept,
		func(corpus.Zone) bool { return true },
	} {
		for _, s := range doc.Sentences {
			if zones(doc.ZoneAt(s.Span.Start)) {
				return corpus.Headline{Text: shorten(doc.Text(s.Span)), Span: s.Span, Basis: corpus.Reason{Code: corpus.FirstSentence}}
			}
		}
	}
	return corpus.Headline{Text: doc.Clipping.ID, Basis: corpus.Reason{Code: corpus.FileName}}
}

// longestTitle is how many bytes of a sentence stand for a title at most.
const longestTitle = 400

// shorten cuts what is too long for a title behind a word.
func shorten(s string) string {
	if len(s) <= longestTitle {
		return s
	}
	cut := strings.LastIndexByte(s[:longestTitle], ' ')
	if cut <= 0 {
		for cut = longestTitle; !utf8.RuneStart(s[cut]); cut-- {
		}
	}
	return s[:cut] + "…"
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
