package build

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/internal/diag"
)

// placed fails where a diagnostic points outside of its text, or can't be shown.
func placed(t *testing.T, list diag.List) {
	t.Helper()
	for _, d := range list {
		if d.Source != nil && (d.Span.Start < 0 || d.Span.End < d.Span.Start || int(d.Span.End) > len(d.Source.Text)) {
			t.Fatalf("%s: span %v of %d bytes", d.Message, d.Span, len(d.Source.Text))
		}
	}
	if err := diag.Terminal(io.Discard, list, false); err != nil {
		t.Fatal(err)
	}
}

// FuzzLines gives lines to annotate: each becomes a record or is told why not.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		`{"id":"a","text":"Le port a rouvert jeudi.","lang":"fr","published":"2020-08-03","strategy":"news"}` + "\n", `{"id":"a","text":"x"}` + "\n\n" + `{"id":`, "[]", `{"id":"","text":""}`,
		`{"id":"a","text":"x","published":"3 August"}`, `{"id":"a","text":"\ud800","strategy":"odd"}`, "\xff\n{}", `{"id":"a","text":"x","extra":1}`,
	} {
		f.Add(s)
	}
	desk, list := Read(fstest.MapFS{"content/entities/oracle.md": {Data: []byte("---\nname: Oracle\ntype: organization\n---\n")}}, Options{NoSeeds: true})
	if list.Failed() {
		f.Fatal(list)
	}
	f.Fuzz(func(t *testing.T, lines string) {
		if len(lines) > 8<<10 {
			return
		}
		var out bytes.Buffer
		list, err := desk.AnnotateLines(strings.NewReader(lines), &out)
		if err != nil {
			t.Fatal(err)
		}
		placed(t, list)
		records := 0
		for dec := json.NewDecoder(&out); dec.More(); records++ {
			if err := dec.Decode(new(any)); err != nil {
				t.Fatal(err)
			}
		}
		asked := 0
		for line := range strings.SplitSeq(lines, "\n") {
			if strings.TrimSpace(line) != "" {
				asked++
			}
		}
		if records+len(list) < asked {
			t.Fatalf("of %d lines %d became records, %d faults", asked, records, len(list))
		}
	})
}
