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

// A shard is the postings of a stretch of the alphabet as they are written, without the braces around them.
type shard struct {
	first string // term
	terms []byte
}

// divide cuts the postings into shards, or decides that the index is small, and gives it its version.
func (x *Index) divide(all *postings) {
	sum := sha256.New()
	var open shard
	var buf []byte
	total := 0
	for i, name := range all.names {
		buf = x.appendTerm(buf[:0], name, all.of(i))
		_, _ = sum.Write(buf)
		n := len(buf) + 1 // with the comma
		if len(open.terms) > 0 && len(open.terms)+1+n > shardSize {
			x.close(open)
			open.terms = open.terms[:0]
		}
		if len(open.terms) == 0 {
			open.first = name
		} else {
			open.terms = append(open.terms, ',')
		}
		open.terms = append(open.terms, buf...)
		total += n
	}
	if len(open.terms) > 0 {
		x.close(open)
	}
	for i := range x.units {
		total += x.size(&x.units[i])
	}
	x.small = total <= smallSize
	x.hash(sum)
	x.version = hex.EncodeToString(sum.Sum(nil)[:6])
}

// close adds a shard in just as many bytes as it has.
func (x *Index) close(s shard) {
	s.terms = slices.Clip(slices.Clone(s.terms))
	x.shards = append(x.shards, s)
}

// hash feeds what the files show.
func (x *Index) hash(sum hash.Hash) {
	for i := range x.units {
		u := &x.units[i]
		if u.kind == eventKind {
			_, _ = io.WriteString(sum, x.layouts[0].Event(x.corpus.Timeline[u.of]))
		}
		if u.kind < quoteKind {
			continue
		}
		doc := x.corpus.Documents[u.of]
		_, _ = io.WriteString(sum, x.layouts[0].Document(doc))
		if u.kind == passageKind && u.to > 0 {
			_, _ = io.WriteString(sum, doc.Clipping.Source.Text[doc.Sentences[u.from].Span.Start:doc.Sentences[u.to-1].Span.End])
		}
	}
}

// size estimates the bytes of a unit as it is shown.
func (x *Index) size(u *unit) int {
	switch {
	case u.kind == quoteKind:
		return 200 + x.corpus.Documents[u.of].Quotes[u.from].Span.Len()
	case u.kind == passageKind && u.to > 0:
		sentences := x.corpus.Documents[u.of].Sentences
		return 300 + int(sentences[u.to-1].Span.End-sentences[u.from].Span.Start)*5/4
	}
	return 200
}

// appendTerm writes `"name":[n,p,p,…]`; see the package comment.
func (x *Index) appendTerm(out []byte, name string, list []uint32) []byte {
	out = text.AppendJSON(out, name)
	out = append(out, ":["...)
	out = strconv.AppendInt(out, int64(len(list)), 10)
	last := uint32(0)
	for _, p := range x.weightiest(list) {
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
			_, err := w.Write(slices.Concat([]byte("{"), s.terms, []byte("}")))
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

// terms returns all postings as one file would hold them.
func (x *Index) terms() []byte {
	all := []byte("{")
	for i, s := range x.shards {
		if i > 0 {
			all = append(all, ',')
		}
		all = append(all, s.terms...)
	}
	return append(all, '}')
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
		f.Terms = x.terms()
		for _, b := range x.blocks() {
			f.Blocks = append(f.Blocks, x.appendBlock(nil, new(sheet), b))
		}
	} else {
		for _, s := range x.shards {
			f.Shards = append(f.Shards, [2]any{s.first, len(s.terms) + 1})
		}
	}
	return writeJSON(w, f)
}

// show fills in what is shown of a unit; v is empty.
func (x *shownIn) show(v *Shown, u *unit) {
	switch u.kind {
	case entityKind:
		x.showEntity(v, x.corpus.Dossiers[u.of].Entity)
	case eventKind:
		x.showEvent(v, x.corpus.Timeline[u.of])
	case quoteKind:
		x.showQuote(v, u)
	default:
		x.showPassage(v, u)
	}
}

func (x *shownIn) showEntity(v *Shown, e *corpus.Entity) {
	v.URL, v.Title, v.Type, v.Note = x.layout.Entity(e), e.Name.In(x.layout.Lang), string(e.Type), e.Description.In(x.layout.Lang)
	v.Entities = append(v.Entities, e.ID)
	for _, a := range e.Aliases {
		v.Also = append(v.Also, a.Text)
	}
}

func (x *shownIn) showEvent(v *Shown, e *corpus.Event) {
	v.URL, v.Title, v.Lang, v.Note = x.layout.Event(e), oneLine(e.Title), e.TitleLang, x.layout.When(e)
	if e.Curated != nil && e.Curated.Title[x.layout.Lang] != "" {
		v.Title, v.Lang = oneLine(e.Curated.Title[x.layout.Lang]), x.layout.Lang
	}
	for _, n := range e.Entities {
		v.Entities = append(v.Entities, n.ID)
	}
}

func (x *shownIn) showQuote(v *Shown, u *unit) {
	doc := x.corpus.Documents[u.of]
	q := &doc.Quotes[u.from]
	v.Title, v.Lang, v.Note = clip(doc.Text(q.Span)), doc.Lang, x.layout.Title(doc)
	if i := doc.SentenceAt(q.Span.Start); i >= 0 {
		v.URL = x.layout.Sentence(corpus.SentenceRef{Document: doc, Sentence: i})
	} else {
		v.URL = x.layout.Document(doc)
	}
	speaker := oneLine(q.SpeakerText)
	if e := x.entities[q.Speaker]; e != nil {
		v.Entities, speaker = append(v.Entities, e.ID), e.Name.In(x.layout.Lang)
	}
	if speaker != "" {
		v.Note = speaker + " · " + v.Note
	}
}

func (x *shownIn) showPassage(v *Shown, u *unit) {
	doc := x.corpus.Documents[u.of]
	v.URL, v.Title, v.Lang, v.Note = x.layout.Document(doc), x.layout.Title(doc), doc.Lang, x.layout.Source(doc)
	mention := mentionFrom(doc, u)
	for i := u.from; i < u.to; i++ {
		span := doc.Sentences[i].Span
		if !x.found(doc, int(i)) {
			continue
		}
		s := v.sentence()
		s.ID, s.Text = corpus.SentenceID(int(i)), clip(doc.Text(span))
		for ; mention < len(doc.Mentions) && doc.Mentions[mention].Span.Start < span.End; mention++ {
			m := &doc.Mentions[mention]
			if m.Span.Start < span.Start || slices.Contains(s.Entities, m.Entity) || x.entities[m.Entity] == nil {
				continue
			}
			s.Entities = append(s.Entities, m.Entity)
			if !slices.Contains(v.Entities, m.Entity) {
				v.Entities = append(v.Entities, m.Entity)
			}
		}
	}
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
