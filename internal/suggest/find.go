package suggest

import (
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// A sight is one place where a name stands.
type sight struct {
	doc      int // index in finder.docs
	from, to int // tokens
	span     text.Span
	text     string // on one line
	key      string // squashed
	kept     bool   // in the article, not in what surrounds it
	opening  bool   // at the beginning of a sentence
}

// A finder holds what all documents say of their words.
type finder struct {
	docs  []page
	words map[string]map[string]*usage // by language, by folded word
}

// A page is a document and its tokens.
type page struct {
	doc    *corpus.Document
	tokens *text.Tokens
	lex    lexicon
	taken  []bool // by token: part of a mention of a declared entity
	opens  []bool // by token: a capital here may be that of a beginning
}

// usage counts how a word is written where nothing asks for a capital.
type usage struct{ lower, capital int }

func newFinder(docs []*corpus.Document, tokens func(*corpus.Document) *text.Tokens) *finder {
	f := &finder{words: map[string]map[string]*usage{}}
	for _, d := range docs {
		t := tokens(d)
		p := page{doc: d, tokens: t, lex: lexiconOf(d.Lang), taken: make([]bool, t.Len()), opens: make([]bool, t.Len())}
		for _, m := range d.Mentions {
			for i := t.At(m.Span.Start); i < t.Len() && t.List[i].Start < m.Span.End; i++ {
				p.taken[i] = true
			}
		}
		p.markOpenings()
		f.docs = append(f.docs, p)
		f.count(&p)
	}
	return f
}

// markOpenings marks the first words of sentences and lines, and what follows an opening sign.
func (p *page) markOpenings() {
	t := p.tokens
	for _, s := range p.doc.Sentences {
		for i := t.At(s.Span.Start); i < t.Len() && t.List[i].Start < s.Span.End; i++ {
			p.opens[i] = true
			if t.List[i].Kind == text.Word {
				break
			}
		}
	}
	for i := range t.List {
		if i == 0 || t.List[i].Line != t.List[i-1].Line {
			p.opens[i] = true
			continue
		}
		switch t.Raw(i - 1) {
		case ":", "•", "|", ">", "!", "?", "…", "«", "“", `"`:
			p.opens[i] = !t.Glued(i) || !p.briefQuote(i)
		case ".":
			p.opens[i] = !t.Glued(i)
		case "-":
			p.opens[i] = !t.Glued(i)
		}
	}
}

// briefQuote reports whether no more than three words stand between marks from token i: a name in quotation marks.
func (p *page) briefQuote(i int) bool {
	for n := i; n < len(p.tokens.List) && n < i+4; n++ {
		switch p.tokens.Raw(n) {
		case "»", "”", `"`:
			return true
		}
	}
	return false
}

func (f *finder) count(p *page) {
	words := f.words[p.doc.Lang]
	if words == nil {
		words = map[string]*usage{}
		f.words[p.doc.Lang] = words
	}
	for i := range p.tokens.List {
		tok := &p.tokens.List[i]
		if tok.Kind != text.Word {
			continue
		}
		u := words[p.tokens.Fold(i)]
		if u == nil {
			u = &usage{}
			words[p.tokens.Fold(i)] = u
		}
		switch {
		case tok.Case == text.Lower:
			u.lower++
		case !p.opens[i]:
			u.capital++
		}
	}
}

func (f *finder) usage(p *page, fold string) usage {
	if u := f.words[p.doc.Lang][fold]; u != nil {
		return *u
	}
	return usage{}
}

// sights returns the names of one document in order.
func (f *finder) sights(doc int) []sight {
	p := &f.docs[doc]
	var list []sight
	for i := 0; i < p.tokens.Len(); {
		if !f.begins(p, i) {
			i++
			continue
		}
		end := f.extend(p, i)
		if s, ok := f.sight(p, doc, i, end); ok {
			list = append(list, s)
		}
		i = end
	}
	return list
}

// nameWord reports whether token i may be a word of a name.
func (f *finder) nameWord(p *page, i int) bool {
	t := p.tokens
	if i >= t.Len() || t.List[i].Kind != text.Word || t.List[i].Case == text.Lower || p.taken[i] {
		return false
	}
	w := t.Fold(i)
	if numeral(t.Raw(i)) || p.lex.has(calendar|titles, w) || t.List[i].Case == text.Upper && p.lex.has(acronyms, w) {
		return false
	}
	if p.lex.has(function, w) && i+2 < t.Len() && t.Raw(i+1) == "-" && t.Glued(i+1) && t.Glued(i+2) && t.List[i+2].Case != text.Lower {
		return true // Notre-Dame
	}
	return !p.lex.has(function, w) || t.List[i].Case == text.Upper && len(w) > 1 && !f.shouted(p, i)
}

// numeral reports whether a word is a Roman numeral, also as an ordinal: XIV, XIXe.
func numeral(raw string) bool {
	digits := strings.TrimLeft(raw, "IVX")
	return len(raw)-len(digits) > 1 && (digits == "" || digits == "e" || digits == "ème" || digits == "th")
}

// shouted reports whether the words beside token i are in capitals too.
func (f *finder) shouted(p *page, i int) bool {
	upper := func(k int) bool { return k >= 0 && k < p.tokens.Len() && p.tokens.List[k].Case == text.Upper }
	return upper(i-1) || upper(i+1)
}

// begins reports whether a name may begin at token i. A capital at a beginning is believed if the word is known as a
// name from elsewhere, has an inner capital, or another word of a name follows and it is never in lower case.
func (f *finder) begins(p *page, i int) bool {
	t := p.tokens
	if t.List[i].Case != text.Lower && p.lex.has(articles, t.Fold(i)) && !p.opens[i] && !p.taken[i] && f.nameWord(p, i+1) && t.List[i+1].Line == t.List[i].Line {
		return true // Le Monde
	}
	if !f.nameWord(p, i) {
		return false
	}
	if t.Glued(i) && t.List[i-1].Kind != text.Punct {
		return false
	}
	w, how := t.Fold(i), t.List[i].Case
	if p.lex.has(inhabitants, w) && !f.nameWord(p, i+1) {
		return false
	}
	if !p.opens[i] || how == text.Mixed || how == text.Upper && len(w) > 1 {
		return true
	}
	if i+2 < t.Len() && len(w) == 1 && t.Raw(i+1) == "." && t.Glued(i+1) && t.Glued(i+2) && t.List[i+2].Case != text.Lower {
		return true // U.S.
	}
	u := f.usage(p, w)
	if u.lower > 0 && !p.lex.has(given, w) {
		return false
	}
	return u.capital > 0 || p.lex.has(given|places, w) || f.nameWord(p, i+1) && t.List[i+1].Line == t.List[i].Line || f.elsewhere(p, w)
}

// elsewhere reports whether documents of another language write the word as a name.
func (f *finder) elsewhere(p *page, w string) bool {
	for lang, words := range f.words {
		if u := words[w]; lang != p.doc.Lang && u != nil && u.capital > 0 && u.lower == 0 {
			return true
		}
	}
	return false
}

// extend returns the end of the name that begins at token i.
func (f *finder) extend(p *page, i int) int {
	t := p.tokens
	end := i + 1
	for {
		next := f.join(p, i, end)
		if next < 0 || f.splitsBefore(p, i, end) {
			break
		}
		end = next
	}
	if end < t.Len() && nameSign(t.Raw(end)) && t.Glued(end) && t.Raw(end) == "+" {
		end++
	}
	return end
}

// splitsBefore reports whether a person's name begins at token end, behind words of another: Treasury | Steven Mnuchin.
func (f *finder) splitsBefore(p *page, start, end int) bool {
	t := p.tokens
	return p.lex.has(given, t.Fold(end)) && !p.lex.has(given|heads|closers, t.Fold(start)) && len(t.Fold(end-1)) > 1 &&
		f.nameWord(p, end) && f.nameWord(p, end+1) && t.List[end+1].Line == t.List[end].Line
}

// join returns the end of the name that began at start and reaches end, with the next word of it, or -1.
func (f *finder) join(p *page, start, end int) int {
	t := p.tokens
	if end >= t.Len() || t.List[end].Line != t.List[start].Line || p.taken[end] {
		return -1
	}
	w := t.Fold(end)
	glued := t.Glued(end)
	switch tok := t.List[end]; {
	case tok.Kind == text.Word && tok.Case != text.Lower:
		if glued || !f.nameWord(p, end) || p.lex.has(inhabitants, w) {
			return -1
		}
		return end + 1
	case w == "-" && glued && f.hyphenated(p, end):
		return end + 2
	case w == "-" && glued && f.chained(p, end):
		return end + 4
	case w == "." && glued && len(t.Fold(end-1)) == 1 && t.List[end-1].Case != text.Lower && end+1 < t.Len() && f.nameWord(p, end+1):
		return end + 2
	case w == "&" && end+1 < t.Len() && f.nameWord(p, end+1):
		return end + 2
	case tok.Kind == text.Word && p.lex.has(particles, w):
		return f.over(p, end, particles)
	case tok.Kind == text.Word && p.lex.has(joinWords, w) && p.lex.has(heads|closers|suffixes, t.Fold(start)):
		return f.over(p, end, joinWords)
	case tok.Kind == text.Word && p.lex.has(heads, t.Fold(start)) && end == start+1:
		return f.adjectives(p, end)
	case tok.Kind == text.Word && p.lex.has(splits, w):
		return f.closed(p, end)
	}
	return -1
}

// hyphenated reports whether the hyphen at token i joins one name rather than two: Gaia-X, not US-Chine.
func (f *finder) hyphenated(p *page, i int) bool {
	t := p.tokens
	if i+1 >= t.Len() || !t.Glued(i+1) || t.List[i+1].Kind == text.Punct || p.taken[i+1] {
		return false
	}
	if t.List[i+1].Kind == text.Number {
		return true
	}
	left, right := t.Fold(i-1), t.Fold(i+1)
	if t.List[i+1].Case == text.Lower || p.lex.has(inhabitants, left) || p.lex.has(inhabitants, right) {
		return false
	}
	if p.lex.has(places, left) || p.lex.has(places, right) {
		return p.lex.has(places, left+right)
	}
	return t.List[i-1].Case != text.Upper || t.List[i+1].Case == text.Upper || len(right) == 1
}

// chained reports whether a small word and a last one follow the hyphen at token i: Bar-le-Duc.
func (f *finder) chained(p *page, i int) bool {
	t := p.tokens
	return i+3 < t.Len() && t.Glued(i+1) && t.Glued(i+2) && t.Glued(i+3) && p.lex.has(joinWords|splits, t.Fold(i+1)) &&
		t.Fold(i+2) == "-" && f.nameWord(p, i+3)
}

// over returns the end of the name beyond the small words from token i, or -1 where no word of a name follows them.
func (f *finder) over(p *page, i int, small section) int {
	for n := i; n < p.tokens.Len() && n < i+3; n++ {
		if f.nameWord(p, n) && p.tokens.List[n].Line == p.tokens.List[i].Line {
			return n + 1
		}
		if !p.lex.has(small, p.tokens.Fold(n)) && p.tokens.Fold(n) != "'" {
			break
		}
	}
	return -1
}

// adjectives returns the end of a name that ends in lower case with an inhabitants' adjective: Parti communiste chinois.
func (f *finder) adjectives(p *page, i int) int {
	for n := i; n < p.tokens.Len() && n < i+2 && p.tokens.List[n].Kind == text.Word; n++ {
		if p.lex.has(inhabitants, p.tokens.Fold(n)) {
			return n + 1
		}
	}
	return -1
}

// closed returns the end of a name that holds "and", known by its last word: … and Innovation Foundation.
func (f *finder) closed(p *page, i int) int {
	for n := i + 1; n < p.tokens.Len() && n < i+5 && f.nameWord(p, n) && p.tokens.List[n].Line == p.tokens.List[i].Line; n++ {
		if p.lex.has(closers, p.tokens.Fold(n)) {
			return n + 1
		}
	}
	return -1
}

// sight returns the name from token i to end, unless the word alone is no name.
func (f *finder) sight(p *page, doc, i, end int) (sight, bool) {
	t := p.tokens
	title := func(k int) bool { return k >= 0 && k < t.Len() && p.lex.has(titles, t.Fold(k)) }
	if end-i == 1 {
		w := t.Fold(i)
		if title(i-1) && title(end) {
			return sight{}, false // Chief Operating Officer
		}
		u := f.usage(p, w)
		if len(w) < 2 || p.lex.has(inhabitants|nouns|person|heads|closers, w) || p.lex.has(given, w) && !p.lex.has(places, w) || u.lower >= max(u.capital, 1) && t.List[i].Case != text.Upper {
			return sight{}, false
		}
	} else if p.lex.has(nouns, squash(t.Text[t.List[i].Start:t.List[end-1].End])) {
		return sight{}, false
	}
	s := sight{doc: doc, from: i, to: end, span: text.Span{Start: t.List[i].Start, End: t.List[end-1].End}, opening: p.opens[i]}
	f.name(p, &s)
	s.kept = p.doc.ZoneAt(s.span.Start).Kept()
	return s, s.key != ""
}

// name fills the text and the key of a sight from its tokens.
func (f *finder) name(p *page, s *sight) {
	t := p.tokens
	s.span = text.Span{Start: t.List[s.from].Start, End: t.List[s.to-1].End}
	if n := s.to; n < t.Len() && t.Raw(n) == "." && t.Glued(n) && n-2 >= s.from && t.Raw(n-2) == "." && len(t.Fold(n-1)) == 1 {
		s.span.End = t.List[n].End // the last full stop of "U.S."
	}
	s.text = p.doc.Text(s.span)
	s.key = squash(s.text)
}

// trim takes from the sights what stands before or behind a name that also stands without it: inhabitants ("British
// FTSE"), articles, and a company's legal form.
func (f *finder) trim(sights []sight) {
	known := map[string]bool{}
	for i := range sights {
		known[sights[i].key] = true
	}
	for i := range sights {
		s := &sights[i]
		p := &f.docs[s.doc]
		if lexicons()[""].has(places, s.key) || s.to-s.from < 2 {
			continue
		}
		less := *s
		if p.lex.has(inhabitants|trims, p.tokens.Fold(s.from)) {
			less.from++
		} else if p.lex.has(legal, p.tokens.Fold(s.to-1)) {
			less.to--
		} else {
			continue
		}
		if p.tokens.List[less.from].Kind != text.Word || p.tokens.List[less.to-1].Kind == text.Punct {
			continue
		}
		if f.name(p, &less); known[less.key] {
			*s = less
		}
	}
}
