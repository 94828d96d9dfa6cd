package link

import (
	"fmt"
	"strings"

	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// A marked text stands for an annotated document, one sentence a line:
//
//	[words|id]                    a mention of an entity
//	{words|VALUE;key=value;flag}  a time expression: its TIMEX3 value; edtf, mod and type where they don't follow from it
//	<speaker:words>               a quotation with its marks; the speaker is an id, a full name, or nothing
//	title: …                      the zone of a line that isn't body
type marked struct {
	plain strings.Builder
	doc   *corpus.Document
}

func date(s string) edtf.Value {
	v, err := edtf.Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// document makes a document of a marked text; published may be empty.
func document(id, published, s string) *corpus.Document { return documentIn("en", id, published, s) }

func documentIn(lang, id, published, s string) *corpus.Document {
	d := &corpus.Document{Lang: lang, Meta: &corpus.DocumentMeta{}}
	if published != "" {
		d.Published = corpus.Published{Date: date(published)}
	}
	m := &marked{doc: d}
	var zones []corpus.Zone
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		zone := corpus.Body
		if name, rest, ok := strings.Cut(line, ": "); ok {
			if z, known := corpus.ParseZone(name); known {
				zone, line = z, rest
			}
		}
		zones = append(zones, zone)
		m.read(line)
		m.plain.WriteByte('\n')
	}
	d.Clipping = &corpus.Clipping{ID: id, File: id + ".txt", Source: text.NewSource("seeds/"+id+".txt", m.plain.String())}
	for n := 1; n <= d.Clipping.Source.LineCount(); n++ {
		span, zone := d.Clipping.Source.LineSpan(n), corpus.Blank
		if n <= len(zones) {
			zone = zones[n-1]
		}
		d.Lines = append(d.Lines, corpus.Line{Span: span, Zone: zone})
		if !span.Empty() {
			d.Sentences = append(d.Sentences, corpus.Sentence{Span: span})
		}
	}
	d.Title.Text = d.Clipping.Source.LineText(1)
	return d
}

// read reads marked words; a mark that isn't closed stands for itself.
func (m *marked) read(s string) {
	for len(s) > 0 {
		i := strings.IndexAny(s, "[{<")
		if i < 0 {
			m.plain.WriteString(s)
			return
		}
		m.plain.WriteString(s[:i])
		end := strings.IndexByte(s[i:], map[byte]byte{'[': ']', '{': '}', '<': '>'}[s[i]])
		if end < 0 {
			m.plain.WriteString(s[i:])
			return
		}
		m.mark(s[i], s[i+1:i+end])
		s = s[i+end+1:]
	}
}

func (m *marked) mark(kind byte, inside string) {
	start := m.plain.Len()
	switch kind {
	case '[':
		words, id, _ := strings.Cut(inside, "|")
		m.plain.WriteString(words)
		m.doc.Mentions = append(m.doc.Mentions, corpus.Mention{Span: text.NewSpan(start, m.plain.Len()), Ground: &corpus.Ground{Entity: id}})
	case '{':
		words, value, _ := strings.Cut(inside, "|")
		m.plain.WriteString(words)
		m.doc.Timexes = append(m.doc.Timexes, timex(text.NewSpan(start, m.plain.Len()), value))
	case '<':
		speaker, words, _ := strings.Cut(inside, ":")
		at := len(m.doc.Quotes)
		m.doc.Quotes = append(m.doc.Quotes, corpus.Quote{Speaker: speaker, Said: -1})
		if strings.Contains(speaker, " ") { // not declared
			m.doc.Quotes[at].Speaker, m.doc.Quotes[at].SpeakerText = "", speaker
		}
		m.read(words)
		outer := text.NewSpan(start, m.plain.Len())
		span := outer
		if strings.HasPrefix(words, "“") && strings.HasSuffix(words, "”") {
			span = text.Span{Start: outer.Start + 3, End: outer.End - 3}
		}
		m.doc.Quotes[at].Span, m.doc.Quotes[at].Outer = span, outer
	}
}

// timex makes a time expression of "2020-08-01;edtf=…;mod=…;type=DURATION;flag".
func timex(span text.Span, s string) corpus.Timex {
	parts := strings.Split(s, ";")
	t := corpus.Timex{Span: span, Meaning: &corpus.Meaning{Value: parts[0]}}
	if _, err := edtf.Parse(t.Value); err == nil {
		t.EDTF = t.Value
	}
	for _, p := range parts[1:] {
		switch key, value, _ := strings.Cut(p, "="); key {
		case "edtf":
			t.EDTF = value
		case "mod":
			t.Mod = value
		case "type":
			t.Type = map[string]corpus.TimexType{"TIME": corpus.Time, "DURATION": corpus.Duration, "SET": corpus.Set}[value]
		default:
			t.Flags = append(t.Flags, key)
		}
	}
	if v, err := edtf.Parse(t.EDTF); err == nil {
		from, to, hasFrom, hasTo := v.Bounds()
		if hasFrom {
			t.From = from.String()
		}
		if hasTo {
			t.To = to.String()
		}
	}
	return t
}

func content(ids ...string) *corpus.Content {
	c := &corpus.Content{Site: corpus.Site{Language: "en"}}
	for _, id := range ids {
		c.Entities = append(c.Entities, &corpus.Entity{ID: id, Name: corpus.Localized{"": id}, Type: "organization"})
	}
	return c
}

// dump prints what matters of a corpus.
func dump(c *corpus.Corpus) string {
	var b strings.Builder
	for _, d := range c.Documents {
		fmt.Fprintf(&b, "document %s %s", d.ID(), c.Slugs[d.ID()])
		if of, ok := c.Copies[d.ID()]; ok {
			fmt.Fprintf(&b, ", a copy of %s", of)
		}
		b.WriteByte('\n')
	}
	b.WriteString(dumpEvents(c))
	for _, d := range c.Dossiers {
		fmt.Fprintf(&b, "dossier %s %d mentions", d.Entity.ID, d.Count)
		for _, n := range d.Names {
			fmt.Fprintf(&b, ", %q×%d", n.Text, n.Count)
		}
		for _, in := range d.Documents {
			fmt.Fprintf(&b, ", %s: %d in %d", in.Document.ID(), len(in.Mentions), in.Sentences)
		}
		for _, w := range d.AppearsWith {
			fmt.Fprintf(&b, ", with %s %d/%d (%.2f bits)", w.Entity.ID, w.Sentences, w.Documents, w.PMI)
		}
		if d.First != nil {
			fmt.Fprintf(&b, ", from %s to %s", d.First.ID(), d.Last.ID())
		}
		fmt.Fprintf(&b, ", %d events, %d quotes by, %d about\n", len(d.Events), len(d.Quotes), len(d.About))
	}
	return b.String()
}

func dumpEvents(c *corpus.Corpus) string {
	var b strings.Builder
	for _, e := range c.Timeline {
		fmt.Fprintf(&b, "%s: %s %s", e.ID, e.Date, e.Status)
		if e.Deadline {
			b.WriteString(", a deadline")
		}
		if e.Reckoned != nil {
			fmt.Fprintf(&b, ", %s", e.Reckoned)
		}
		if !e.Before.IsZero() {
			fmt.Fprintf(&b, ", before %s", e.Before)
		}
		fmt.Fprintf(&b, ", %d sources\n  %q (%s)", e.Sources, e.Title, e.TitleLang)
		for _, entity := range e.Entities {
			fmt.Fprintf(&b, " @%s", entity.ID)
		}
		b.WriteByte('\n')
		for i, s := range e.Statements {
			fmt.Fprintf(&b, "  %s %s %q", s.Document.ID(), s.ID(), s.Document.Text(s.Clause))
			if s.Inherited {
				b.WriteString(", inherited")
			}
			if s.Cited {
				b.WriteString(", cited")
			}
			fmt.Fprintf(&b, ": %s\n", c.Why[e][i])
		}
		for _, x := range e.Conflicts {
			fmt.Fprintf(&b, "  conflict %s:", x.Kind)
			for i, claim := range x.Claims {
				if i > 0 {
					b.WriteString(" against")
				}
				fmt.Fprintf(&b, " %q", claim.Text)
				if !claim.Date.IsZero() {
					fmt.Fprintf(&b, " %s", claim.Date)
				}
				fmt.Fprintf(&b, " %v", claim.Statements)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
