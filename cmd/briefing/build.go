package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/check"
	"briefing/internal/diag"
	"briefing/internal/publish"
)

func buildCommand(e *env) *cobra.Command {
	var out, baseURL string
	var strict, measured bool
	var opt publish.Options
	var profile profiler
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: `Build reads the clippings in seeds/ and the editors' files in content/ and writes the site.
Only what changed is written; where anything is wrong, nothing is.`,
		Example: `  briefing build
  briefing build --site ../story --out /srv/www/story --base-url https://example.org/story/`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = filepath.Join(e.site, "public")
			}
			if measured {
				spent := newStats()
				opt.Meter = spent.begin
				defer spent.write(e.stderr)
			}
			return profile.during(func() error { return e.build(out, baseURL, strict, opt) })
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder to write the site into (default: public in the site's folder)")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "address under which the site will stand, over that of site.yaml")
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings fail the build, and the pages are checked before they are published")
	cmd.Flags().BoolVar(&opt.Force, "force", false, "write into a folder that holds something else")
	cmd.Flags().BoolVar(&opt.Compress, "compress", false, "write .br, .gz and .zst twins for hosts that serve them")
	cmd.Flags().BoolVar(&measured, "stats", false, "tell what each stage took: time, bytes, allocations, and memory in all")
	profile.flags(cmd)
	return cmd
}

func (e *env) build(out, baseURL string, strict bool, opt publish.Options) error {
	start := time.Now()
	fsys, err := e.open()
	if err != nil {
		return err
	}
	if baseURL, err = checkBaseURL(baseURL); err != nil {
		return err
	}
	if err := publish.Check(out, opt); err != nil {
		return explainOut(out, err)
	}
	reading := e.progress("clippings read")
	loaded, diags := build.Load(fsys, build.Options{Theme: theme(), BaseURL: baseURL, Progress: reading.Step, Meter: opt.Meter})
	reading.End()
	if err := e.report(diags, strict); err != nil {
		fmt.Fprintf(e.stderr, "briefing: %s; %s is left as it was\n", faults(diags), out)
		return err
	}
	if strict {
		opt.Proof = func(built fs.FS) error { return e.proof(built, loaded, out) }
	}
	writing := e.progress("files rendered")
	opt.Progress = writing.Step
	res, found, err := loaded.Write(out, opt)
	writing.End()
	if errors.Is(err, errReported) {
		return err
	}
	if err != nil {
		return explainOut(out, err)
	}
	if err := e.report(found, strict); err != nil {
		fmt.Fprintf(e.stderr, "briefing: %s; %s is left as it was\n", faults(found), out)
		return err
	}
	if e.quiet {
		return nil
	}
	fmt.Fprintf(e.stdout, "%s: %s, %s, %s, %s, %s; %s changed, %d removed, in %.2f s\n", out,
		count(len(loaded.Corpus.Documents), "document"), count(len(loaded.Corpus.Content.Entities), "entity"), count(len(loaded.Corpus.Timeline), "event"),
		count(pages(loaded.Files), "page"), count(diags.Count(diag.Warning), "warning"), count(res.Written, "file"), res.Removed, time.Since(start).Seconds())
	if loaded.Drafts > 0 {
		fmt.Fprintf(e.stdout, "%s left out\n", count(loaded.Drafts, "draft"))
	}
	return nil
}

// proof looks over a site before it is published, as `briefing check` does after: nothing is published of one at fault.
func (e *env) proof(built fs.FS, loaded *build.Site, out string) error {
	about := &loaded.Corpus.Content.Site
	report, err := check.Site(built, check.Options{BaseURL: about.BaseURL, Budget: about.PageBudget << 10})
	if err != nil {
		return err
	}
	if err := e.report(report.Diagnostics, true); err != nil {
		fmt.Fprintf(e.stderr, "briefing: %s on the pages; %s is left as it was\n", faults(report.Diagnostics), out)
		return err
	}
	return nil
}

// checkBaseURL returns the address with a final slash.
func checkBaseURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("--base-url %q is no address of a site\n    hint: give scheme, host and path, such as https://example.org/story/", s)
	}
	return strings.TrimSuffix(s, "/") + "/", nil
}

func explainOut(out string, err error) error {
	if errors.Is(err, publish.ErrNotOurs) {
		return fmt.Errorf("won't write into %s: %w [output-folder]\n    hint: name an empty folder with --out, or use --force if what is in it may be mixed with the site", out, err)
	}
	return fmt.Errorf("can't write the site: %w", err)
}

func faults(diags diag.List) string {
	return count(diags.Count(diag.Error), "error") + ", " + count(diags.Count(diag.Warning), "warning")
}

func pages(files []publish.File) int {
	n := 0
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".html") {
			n++
		}
	}
	return n
}

// count returns a number and its noun, in the plural where it must be.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
