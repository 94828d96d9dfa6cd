package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// The bounds that keep what a search fetches small.
const (
	shardSize = 16 << 10  // bytes of postings from which a stretch of the alphabet ends
	longest   = 2000      // postings of one kind of units that are listed of a term
	smallSize = 200 << 10 // bytes up to which the whole index is one file
)

// perBlock is how many units of each kind a block holds: few enough that a result costs little, enough that a large
// site has no more of these files than of pages.
var perBlock = [...]int{entityKind: 20, eventKind: 40, quoteKind: 20, passageKind: 8}

// A File is a file of the index.
type File struct {
	Path   string // from the root of the site, or of the edition
	Render func(w io.Writer) error
}

// A shard is a stretch of the alphabet: terms from to to, half open.
type shard struct{ from, to, size int }

// divide cuts the terms into shards, or decides that the index is small, and gives it its version.
func (x *Index) divide() {
	sum := sha256.New()
	size, start := 0, 0
	total := 0
	for i := range x.terms {
		n := len(x.appendTerm(nil, &x.terms[i])) + 1
		if size > 0 && size+n > shardSize {
			x.shards = append(x.shards, shard{start, i, size})
			start, size = i, 0
		}
		size += n
		total += n
	}
	if size > 0 {
		x.shards = append(x.shards, shard{start, len(x.terms), size})
	}
	for i := range x.units {
		total += x.units[i].size()
	}
	x.small = total <= smallSize
	x.hash(sum)
	x.version = hex.EncodeToString(sum.Sum(nil)[:6])
}

// hash feeds what the files hold.
func (x *Index) hash(sum hash.Hash) {
	var buf []byte
	for i := range x.terms {
		buf = x.appendTerm(buf[:0], &x.terms[i])
		_, _ = sum.Write(buf)
	}
	for _, u := range x.units {
		switch {
		case u.event != nil:
			_, _ = io.WriteString(sum, x.layouts[0].Event(u.event))
		case u.doc != nil:
			_, _ = io.WriteString(sum, x.layouts[0].Document(u.doc))
		}
		if u.doc != nil && u.quote < 0 && u.to > 0 {
			_, _ = io.WriteString(sum, u.doc.Clipping.Source.Text[u.doc.Sentences[u.from].Span.Start:u.doc.Sentences[u.to-1].Span.End])
		}
	}
}

// size estimates the bytes of a unit as it is shown.
func (u *unit) size() int {
	switch {
	case u.doc == nil:
		return 200
	case u.quote >= 0:
		return 200 + u.doc.Quotes[u.quote].Span.Len()
	case u.to == 0:
		return 200
	}
	return 300 + int(u.doc.Sentences[u.to-1].Span.End-u.doc.Sentences[u.from].Span.Start)*5/4
}

// appendTerm writes `"name":[n,p,p,…]`; see the package comment.
func (x *Index) appendTerm(out []byte, t *term) []byte {
	out = text.AppendJSON(out, t.name)
	out = append(out, ":["...)
	out = strconv.AppendInt(out, int64(len(t.list)), 10)
	last := uint32(0)
	for _, p := range x.weightiest(t.list) {
		out = append(out, ',')
		out = strconv.AppendUint(out, uint64((p>>2-last)<<2|p&3), 10)
		last = p >> 2
	}
	return append(out, ']')
}

// weightiest returns the postings to list: of each kind at most longest, those that weigh most, then the first.
func (x *Index) weightiest(list []uint32) []uint32 {
	if len(list) <= longest {
		return list
	}
	var out []uint32
	for at := range x.ranges {
		if at > 0 && x.ranges[at].kind == x.ranges[at-1].kind {
			continue
		}
		end := len(x.units)
		for _, r := range x.ranges[at+1:] {
			if r.kind != x.ranges[at].kind {
				end = r.first
				break
			}
		}
		n, _ := slices.BinarySearchFunc(list, uint32(end), func(p, unit uint32) int { return int(p>>2) - int(unit) })
		out = append(out, cut(list[:n])...)
		list = list[n:]
	}
	return out
}

func cut(list []uint32) []uint32 {
	if len(list) <= longest {
		return list
	}
	var weighing [4]int
	for _, p := range list {
		weighing[p&3]++
	}
	room := longest
	for w := len(weighing) - 1; w >= 0; w-- {
		weighing[w] = min(weighing[w], room)
		room -= weighing[w]
	}
	out := make([]uint32, 0, longest)
	for _, p := range list {
		if w := p & 3; weighing[w] > 0 {
			weighing[w]--
			out = append(out, p)
		}
	}
	return out
}

// Whole returns the index with all of it in one file for each edition, however large: for a preview, which nobody
// fetches from afar and which makes the index only when somebody searches.
func (x *Index) Whole() *Index {
	whole := *x
	whole.small = true
	return &whole
}

// Shared returns the files that all editions share.
func (x *Index) Shared() (files []File) {
	if x.small {
		return nil
	}
	for i, s := range x.shards {
		files = append(files, File{fmt.Sprintf("search/terms/%d.json", i), func(w io.Writer) error {
			_, err := w.Write(x.appendTerms(nil, s))
			return err
		}})
	}
	return files
}

// Files returns the files of an edition, by the number of its layout.
func (x *Index) Files(edition int) []File {
	e := &shownIn{x, &x.layouts[edition]}
	files := []File{{"search/index.json", e.writeIndex}}
	if x.small {
		return files
	}
	for i, b := range x.blocks() {
		files = append(files, File{fmt.Sprintf("search/units/%d.json", i), func(w io.Writer) error { return e.writeBlock(w, b) }})
	}
	return files
}

// shownIn is the index as one edition shows it.
type shownIn struct {
	*Index
	layout *Layout
}

// blocks returns the runs of units that stand in one file: of one kind and language.
func (x *Index) blocks() (list []span) {
	for _, r := range x.ranges {
		for at := r.first; at < r.first+r.count; at += perBlock[r.kind] {
			list = append(list, span{at, min(at+perBlock[r.kind], r.first+r.count)})
		}
	}
	return list
}

// A span is a run of units, half open.
type span struct{ from, to int }

func (x *Index) appendTerms(out []byte, s shard) []byte {
	out = append(out, '{')
	for i := s.from; i < s.to; i++ {
		if i > s.from {
			out = append(out, ',')
		}
		out = x.appendTerm(out, &x.terms[i])
	}
	return append(out, '}')
}

type indexFile struct {
	Version string             `json:"version"`
	Root    string             `json:"root"`
	Units   int                `json:"units"`
	Ranges  [][6]any           `json:"ranges"`
	Stems   map[string][][]any `json:"stems"`
	Stop    []string           `json:"stop"`
	Shards  [][2]any           `json:"shards,omitempty"`
	Terms   json.RawMessage    `json:"terms,omitempty"`
	Blocks  []json.RawMessage  `json:"blocks,omitempty"`
}

func (x *shownIn) writeIndex(w io.Writer) error {
	f := indexFile{Version: x.version, Root: x.layout.Root, Units: len(x.units), Ranges: [][6]any{}, Stems: map[string][][]any{}}
	blocks := 0
	for _, r := range x.ranges {
		per := perBlock[r.kind]
		f.Ranges = append(f.Ranges, [6]any{r.kind.String(), r.lang, r.first, r.count, per, blocks})
		blocks += (r.count + per - 1) / per
	}
	for _, lang := range slices.Sorted(maps.Keys(stemmers())) {
		s := stemmers()[lang]
		for _, step := range s.steps {
			rules := []any{}
			for _, r := range step {
				rules = append(rules, [3]any{r.ending, r.instead, r.left})
			}
			f.Stems[lang] = append(f.Stems[lang], rules)
		}
		f.Stop = append(f.Stop, s.stop...)
	}
	slices.Sort(f.Stop)
	f.Stop = slices.Compact(f.Stop)
	if x.small {
		f.Terms = x.appendTerms(nil, shard{0, len(x.terms), 0})
		for _, b := range x.blocks() {
			f.Blocks = append(f.Blocks, x.appendBlock(nil, b))
		}
	} else {
		for _, s := range x.shards {
			f.Shards = append(f.Shards, [2]any{x.terms[s.from].name, s.size})
		}
	}
	return writeJSON(w, f)
}

func (x *shownIn) shown(u *unit) Shown {
	switch {
	case u.entity != nil:
		e := u.entity.Entity
		v := Shown{URL: x.layout.Entity(e), Title: e.Name.In(x.layout.Lang), Type: string(e.Type), Note: e.Description.In(x.layout.Lang), Entities: []string{e.ID}}
		for _, a := range e.Aliases {
			v.Also = append(v.Also, a.Text)
		}
		return v
	case u.event != nil:
		e := u.event
		v := Shown{URL: x.layout.Event(e), Title: oneLine(e.Title), Lang: e.TitleLang, Note: x.layout.When(e)}
		if e.Curated != nil && e.Curated.Title[x.layout.Lang] != "" {
			v.Title, v.Lang = oneLine(e.Curated.Title[x.layout.Lang]), x.layout.Lang
		}
		for _, n := range e.Entities {
			v.Entities = append(v.Entities, n.ID)
		}
		return v
	case u.quote >= 0:
		return x.shownQuote(u)
	}
	return x.shownPassage(u)
}

func (x *shownIn) shownQuote(u *unit) Shown {
	doc, q := u.doc, &u.doc.Quotes[u.quote]
	v := Shown{URL: x.layout.Document(doc), Title: clip(doc.Text(q.Span)), Lang: doc.Lang, Note: x.layout.Title(doc)}
	if i := doc.SentenceAt(q.Span.Start); i >= 0 {
		v.URL = x.layout.Sentence(corpus.SentenceRef{Document: doc, Sentence: i})
	}
	speaker := oneLine(q.SpeakerText)
	if e := x.entities[q.Speaker]; e != nil {
		v.Entities, speaker = []string{e.ID}, e.Name.In(x.layout.Lang)
	}
	if speaker != "" {
		v.Note = speaker + " · " + v.Note
	}
	return v
}

func (x *shownIn) shownPassage(u *unit) Shown {
	doc := u.doc
	v := Shown{URL: x.layout.Document(doc), Title: x.layout.Title(doc), Lang: doc.Lang, Note: x.layout.Source(doc)}
	seen := map[string]bool{}
	mention := mentionFrom(doc, u)
	for i := u.from; i < u.to; i++ {
		span := doc.Sentences[i].Span
		if !x.found(doc, int(i)) {
			continue
		}
		s := Sentence{ID: corpus.SentenceID(int(i)), Text: clip(doc.Text(span))}
		if at := x.layout.Sentence(corpus.SentenceRef{Document: doc, Sentence: int(i)}); at != v.URL+"#"+s.ID {
			s.URL = at
		}
		for ; mention < len(doc.Mentions) && doc.Mentions[mention].Span.Start < span.End; mention++ {
			m := &doc.Mentions[mention]
			if m.Span.Start < span.Start || x.entities[m.Entity] == nil || slices.Contains(s.Entities, m.Entity) {
				continue
			}
			s.Entities = append(s.Entities, m.Entity)
			if !seen[m.Entity] {
				seen[m.Entity] = true
				v.Entities = append(v.Entities, m.Entity)
			}
		}
		v.Sentences = append(v.Sentences, s)
	}
	return v
}

// mentionFrom returns the index of the first mention that can lie in a passage.
func mentionFrom(doc *corpus.Document, u *unit) int {
	if u.to == 0 {
		return len(doc.Mentions)
	}
	at, _ := slices.BinarySearchFunc(doc.Mentions, doc.Sentences[u.from].Span.Start, func(m corpus.Mention, off int32) int { return int(m.Span.Start - off) })
	return at
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
