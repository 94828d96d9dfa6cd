package serve

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"briefing/internal/bench"
)

// large returns a site of n clippings, as internal/bench makes them of those of this repository, with its entities.
func large(b *testing.B, n int) map[string]string {
	b.Helper()
	texts := map[string][]string{}
	files := map[string]string{}
	demo := os.DirFS("../..").(interface {
		ReadDir(string) ([]os.DirEntry, error)
		ReadFile(string) ([]byte, error)
	})
	each := func(folder string, do func(name, body string)) {
		entries, err := demo.ReadDir(folder)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range entries {
			raw, err := demo.ReadFile(folder + "/" + e.Name())
			if err != nil {
				b.Fatal(err)
			}
			do(folder+"/"+e.Name(), string(raw))
		}
	}
	each("seeds", func(_, body string) {
		lang := "fr"
		if strings.Contains(body, " the ") {
			lang = "en"
		}
		texts[lang] = append(texts[lang], body)
	})
	each("content/entities", func(name, body string) { files[name] = body })
	generator := bench.New(texts)
	for i := range n {
		f := generator.Clipping(i)
		files["seeds/"+f.Name] = f.Text
	}
	files["content/documents/edited.md"] = "---\nclipping: 000000.txt\nslug: edited\npublished: 1999-01-01\n---\n" // the first of the lists
	return files
}

// BenchmarkEdit measures from the moment a file is saved to the answer that shows it. Beside the mean, it reports the
// median of what editors wait.
// sizes are how many clippings the sites have.
var sizes = []int{5, 1000, 10000}

func BenchmarkEdit(b *testing.B) {
	for _, n := range sizes {
		files := large(b, n)
		const clipping, page, mixer = "seeds/000000.txt", "/documents/edited/", "content/entities/mixer.md"
		files[clipping] += "\nAt last Zoracle came.\n"
		linked := false
		edits := []struct {
			name, page string
			edit       func(p *preview, token string)
			done       func(body, token string) bool
		}{
			{"clipping", page, func(p *preview, token string) { p.write(clipping, files[clipping]+"\nThen "+token+" came.\n") }, strings.Contains},
			{"clipping-to-list", "/documents/", func(p *preview, token string) { p.write(clipping, token+" "+files[clipping]) }, strings.Contains},
			{"alias", page, func(p *preview, _ string) {
				body := files[mixer]
				if linked = !linked; linked {
					body = strings.Replace(body, "\ntype:", "\naliases: [Zoracle]\ntype:", 1)
				}
				p.write(mixer, body)
			}, func(body, _ string) bool { return strings.Contains(body, ">Zoracle</a>") == linked }},
		}
		start := time.Now()
		p := newPreview(b, Options{}, nil)
		p.stop()
		for name, body := range files {
			p.write(name, body)
		}
		written := time.Now()
		p.start(Options{})
		p.get("/")
		b.Logf("%d clippings: %s from the start to the first page (%s to write them)", n, time.Since(written).Round(time.Millisecond), written.Sub(start).Round(time.Millisecond))
		for _, e := range edits {
			b.Run(fmt.Sprintf("%s/%d", e.name, n), func(b *testing.B) {
				p.t = b
				var waits []float64
				for b.Loop() {
					b.StopTimer()
					token := fmt.Sprintf("Zq%d", time.Now().UnixNano())
					time.Sleep(20 * time.Millisecond) // what editors do between
					b.StartTimer()
					from := time.Now()
					e.edit(p, token)
					for {
						if status, body := p.get(e.page); status == http.StatusOK && e.done(body, token) {
							break
						}
						if time.Since(from) > time.Minute {
							b.Fatalf("%s never shows the edit", e.page)
						}
					}
					waits = append(waits, float64(time.Since(from).Microseconds())/1000)
				}
				slices.Sort(waits)
				b.ReportMetric(waits[len(waits)/2], "ms-median")
			})
		}
		p.stop()
	}
}
