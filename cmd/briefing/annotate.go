package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"briefing/internal/annotate"
	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/seed"
)

func annotateCommand(e *env) *cobra.Command {
	var jsonl bool
	var strategy string
	cmd := &cobra.Command{
		Use:   "annotate [FILE…]",
		Short: "Print what is understood of clippings, one JSON object a line",
		Long: `Annotate prints one JSON object a line for each clipping: its zones, sentences, mentions,
time expressions and quotations. Without files, all clippings of the site. The format is described in the README.`,
		Example: `  briefing annotate
  briefing annotate seeds/000_437cb652eb58633f.txt | jq .timexes
  echo '{"id":"1","text":"Il viendra lundi.","published":"2020-08-03"}' | briefing annotate --jsonl`,
		RunE: func(_ *cobra.Command, files []string) error {
			opt := build.Options{Strategy: strategy}
			if jsonl {
				return e.annotateLines(opt)
			}
			return e.annotateFiles(opt, files)
		},
		Args: func(_ *cobra.Command, files []string) error {
			if jsonl && len(files) > 0 {
				return errors.New("--jsonl reads standard input: name no file with it")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&jsonl, "jsonl", false, `read {"id","text","lang"?,"published"?,"strategy"?} lines from standard input`)
	cmd.Flags().StringVar(&strategy, "strategy", "", "how dates are resolved, over that of site.yaml: news, narrative or future")
	return cmd
}

// annotateLines serves --jsonl. It needs no clippings, and takes the entities of the site if there is one.
func (e *env) annotateLines(opt build.Options) error {
	opt.NoSeeds = true
	desk, diags := build.Read(os.DirFS(e.site), opt)
	if err := e.report(diags, false); err != nil {
		return err
	}
	out := bufio.NewWriter(e.stdout)
	diags, err := desk.AnnotateLines(e.stdin, out)
	if err := errors.Join(err, out.Flush()); err != nil {
		return err
	}
	return e.report(diags, false)
}

func (e *env) annotateFiles(opt build.Options, files []string) error {
	fsys, err := e.open()
	if err != nil {
		return err
	}
	desk, diags := build.Read(fsys, opt)
	clippings := desk.Clippings
	if len(files) > 0 {
		clippings = nil
		for _, name := range files {
			clip, found := e.clipping(desk, name)
			diags = append(diags, found...)
			if clip != nil {
				clippings = append(clippings, clip)
			}
		}
	}
	if err := e.report(diags.Sort(), false); err != nil {
		return err
	}
	out := bufio.NewWriter(e.stdout)
	for _, clip := range clippings {
		doc, said := desk.Document(clip)
		if err := annotate.NewRecord(doc, said).Write(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// clipping returns the clipping that a file named on the command line is: one of the site, by its path or by its
// name in seeds/, or a file from elsewhere, of which no metadata is known.
func (e *env) clipping(desk *build.Desk, name string) (*corpus.Clipping, diag.List) {
	for _, clip := range desk.Clippings {
		if name == clip.File || sameFile(name, filepath.Join(e.site, "seeds", clip.File)) {
			return clip, nil
		}
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, diag.List{diag.About(diag.Error, "unreadable", name, "can't read the file: %v", err).
			WithHint("%s", fmt.Sprintf("name a clipping of %s or any text file", filepath.Join(e.site, "seeds")))}
	}
	return seed.Decode(filepath.Base(name), raw)
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
