package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/check"
	"briefing/internal/diag"
)

// formats are the printers of --format.
var formats = map[string]func(io.Writer, diag.List) error{
	"json": diag.JSON, "sarif": diag.SARIF, "junit": diag.JUnit, "github": diag.GitHub,
}

func checkCommand(e *env) *cobra.Command {
	var out, format, baseURL string
	var strict bool
	var ext external
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the built site, and the sources behind it",
		Long: `Check looks over the built folder as a browser, a feed reader and a search engine would: links,
anchors, markup, feeds, data, weight, requests to other sites. It also reads the sources and tells what
editors should look at: documents without a date, dates that disagree, copies, names never mentioned.
Links to other sites are counted; --links lists them, --external asks whether they still answer.`,
		Example: `  briefing check
  briefing check --external --cache .cache/links.json
  briefing check --format sarif > briefing.sarif
  briefing check --out /srv/www/story --strict`,
		Args: func(cmd *cobra.Command, args []string) error {
			if _, ok := formats[format]; !ok && format != "text" {
				return fmt.Errorf("unknown format %q: one of text, json, sarif, junit, github", format)
			}
			if ext.fresh < 0 {
				return fmt.Errorf("--fresh %s: nothing is known for less than no time", ext.fresh)
			}
			return cobra.NoArgs(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = filepath.Join(e.site, "public")
			}
			return e.check(out, baseURL, format, strict, &ext)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder of the built site (default: public in the site's folder)")
	cmd.Flags().StringVar(&format, "format", "text", "text, json, sarif, junit or github")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "address that the site was built for (default: what its home page says)")
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings fail the check")
	cmd.Flags().BoolVar(&ext.ask, "external", false, "ask the hosts that links lead to, one request at a time each")
	cmd.Flags().BoolVar(&ext.list, "links", false, "list the links to other sites, each with the first page that holds it, and do nothing else")
	cmd.Flags().StringVar(&ext.cache, "cache", "", "file that keeps what --external learned (default: briefing/links.json in the user's cache folder)")
	cmd.Flags().DurationVar(&ext.fresh, "fresh", 24*time.Hour, "how long what is kept isn't asked again")
	return cmd
}

func (e *env) check(out, baseURL, format string, strict bool, ext *external) error {
	if _, err := os.Stat(filepath.Join(out, "index.html")); err != nil {
		return noSiteAt(out)
	}
	fsys, err := e.open()
	if err != nil {
		return err
	}
	if baseURL, err = checkBaseURL(baseURL); err != nil {
		return err
	}
	given := baseURL
	loaded, diags := build.Load(fsys, build.Options{Theme: theme(), BaseURL: baseURL})
	if loaded != nil {
		baseURL = loaded.Corpus.Content.Site.BaseURL
		diags = append(diags, check.Corpus(loaded.Corpus)...)
	}
	built := os.DirFS(out)
	opt := check.Options{BaseURL: cmp.Or(given, check.Base(built), baseURL)}
	if loaded != nil {
		opt.Budget = loaded.Corpus.Content.Site.PageBudget << 10
	}
	report, err := check.Site(built, opt)
	if err != nil {
		return err
	}
	if ext.list {
		return listExternal(e.stdout, report.External)
	}
	if ext.ask {
		found, err := e.askExternal(ext, report.External)
		if err != nil {
			return err
		}
		diags = append(diags, found...)
	}
	diags = slices.Concat(diags, report.Diagnostics).Sort()
	if print := formats[format]; print != nil {
		if err := print(e.stdout, diags); err != nil {
			return err
		}
	} else if err := diag.Terminal(e.stdout, diags, e.color()); err != nil {
		return err
	}
	if !e.quiet {
		fmt.Fprintf(e.stderr, "%s: %s, %s, %s, %s\n", out, count(report.Pages, "page"), faults(diags), count(diags.Count(diag.Info), "remark"), count(len(report.External), "link")+" to other sites")
	}
	if diags.Failed() || strict && diags.Count(diag.Warning) > 0 {
		return errReported
	}
	return nil
}
