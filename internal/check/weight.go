package check

import (
	"compress/gzip"
	"io/fs"
	"maps"
	"slices"

	"briefing/internal/diag"
)

// weigh reports the pages that weigh more than the budget, styles and scripts included, as gzip sends them.
func (c *checker) weigh() {
	if c.opt.Budget <= 0 {
		return
	}
	for _, page := range slices.Sorted(maps.Keys(c.ids)) {
		total := c.weight(page)
		for _, loaded := range c.loads[page] {
			total += c.weight(loaded)
		}
		if total > c.opt.Budget {
			c.diags = append(c.diags, diag.About(diag.Warning, "page-weight", page, "the page weighs %s with its styles and scripts, more than %s", size(total), size(c.opt.Budget)).
				WithHint("the budget is page_budget in content/site.yaml"))
		}
	}
}

// weight returns the compressed size of a file in bytes.
func (c *checker) weight(name string) int {
	if w, ok := c.weights[name]; ok {
		return w
	}
	raw, err := fs.ReadFile(c.fsys, name)
	if err != nil {
		return 0 // reported as a broken link
	}
	var n counter
	z := gzip.NewWriter(&n)
	_, _ = z.Write(raw) // a counter never fails
	_ = z.Close()
	c.weights[name] = int(n)
	return int(n)
}

type counter int

func (n *counter) Write(b []byte) (int, error) {
	*n += counter(len(b))
	return len(b), nil
}
