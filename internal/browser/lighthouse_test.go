//go:build lighthouse

package browser

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestLighthouse: the main pages reach 99 of 100 in every category, on the phone that Lighthouse simulates.
func TestLighthouse(t *testing.T) {
	kinds := demo.kinds(t, "")
	for _, kind := range []string{"home", "document", "entity", "timeline", "search"} {
		report := filepath.Join(t.TempDir(), "report.json")
		run := exec.Command("node", "testdata/lighthouse/node_modules/lighthouse/cli/index.js", demo.url+kinds[kind], "--quiet", "--output=json", "--output-path="+report,
			"--only-categories=performance,accessibility,best-practices,seo",
			"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --user-data-dir="+t.TempDir())
		run.Env = append(run.Environ(), "CHROME_PATH="+chromium())
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("lighthouse: %v\n%s", err, out)
		}
		var scores struct {
			Categories map[string]struct{ Score float64 }
			Audits     map[string]struct {
				Score        *float64
				Title        string
				DisplayValue string
			}
		}
		if err := json.Unmarshal(read(t, report), &scores); err != nil {
			t.Fatal(err)
		}
		if len(scores.Categories) != 4 {
			t.Errorf("%s: %d categories", kind, len(scores.Categories))
		}
		for _, id := range []string{"first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"} {
			t.Logf("%s: %s %s", kind, scores.Audits[id].Title, scores.Audits[id].DisplayValue)
		}
		for name, c := range scores.Categories {
			t.Logf("%s: %s %.0f", kind, name, c.Score*100)
			if c.Score < 0.99 {
				t.Errorf("%s: %s is %.0f, less than 99", kind, name, c.Score*100)
				for id, a := range scores.Audits {
					if a.Score != nil && *a.Score < 0.9 {
						t.Logf("  %s: %s %s", id, a.Title, a.DisplayValue)
					}
				}
			}
		}
	}
}
