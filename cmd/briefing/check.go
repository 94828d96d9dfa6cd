package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

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
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the built site, and the sources behind it",
		Long: `Check looks over the built folder as a browser, a feed reader and a search engine would: links,
anchors, markup, feeds, data, weight, requests to other sites. It also reads the sources and tells what
editors should look at: documents without a date, dates that disagree, names never mentioned.`,
		Example: `  briefing check
  briefing check --format sarif > briefing.sarif
  briefing check --out /srv/www/story --strict`,
		Args: func(*cobra.Command, []string) error {
			if _, ok := formats[format]; !ok && format != "text" {
				return fmt.Errorf("unknown format %q: one of text, json, sarif, junit, github", format)
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = filepath.Join(e.site, "public")
			}
			return e.check(out, baseURL, format, strict)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder of the built site (default: public in the site's folder)")
	cmd.Flags().StringVar(&format, "format", "text", "text, json, sarif, junit or github")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "address that the site was built for, over that of site.yaml")
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings fail the check")
	return cmd
}

func (e *env) check(out, baseURL, format string, strict bool) error {
	if _, err := os.Stat(filepath.Join(out, "index.html")); err != nil {
		return fmt.Errorf("no built site at %s\n    hint: build it first with `briefing build`, or name it with --out", out)
	}
	fsys, err := e.open()
	if err != nil {
		return err
	}
	if baseURL, err = checkBaseURL(baseURL); err != nil {
		return err
	}
	loaded, diags := build.Load(fsys, build.Options{Theme: theme(), BaseURL: baseURL})
	if loaded != nil {
		baseURL = loaded.Corpus.Content.Site.BaseURL
		diags = append(diags, check.Corpus(loaded.Corpus)...)
	}
	report, err := check.Site(os.DirFS(out), check.Options{BaseURL: baseURL})
	if err != nil {
		return err
	}
	diags = slices.Concat(diags, report.Diagnostics).Sort()
	if print := formats[format]; print != nil {
		if err := print(e.stdout, diags); err != nil {
			return err
		}
	} else if err := diag.Terminal(e.stdout, diags, e.color()); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s: %s, %s, %s, %s\n", out, count(report.Pages, "page"), faults(diags), count(diags.Count(diag.Info), "remark"), count(len(report.External), "link")+" to other sites")
	if diags.Failed() || strict && diags.Count(diag.Warning) > 0 {
		return errReported
	}
	return nil
}
