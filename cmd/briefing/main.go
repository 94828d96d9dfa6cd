// Briefing turns a folder of press clippings into a briefing site: one page per clipping, one per entity, a dated
// timeline, feeds and open data, every claim linked to the sentence it came from.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"briefing/assets"
	"briefing/internal/build"
	"briefing/internal/diag"
	"briefing/internal/progress"
	"briefing/templates"
)

// Exit statuses.
const (
	exitClean    = 0
	exitErrors   = 1 // faults in the input, or a folder that can't be written
	exitUsage    = 2 // the command line is wrong
	exitInternal = 3 // a bug of ours
)

func main() {
	paceCollector()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// errReported is returned by a command that has already said all there is to say.
var errReported = errors.New("reported")

// A command line's streams and what its flags set.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	site           string // the site's folder
	quiet          bool   // say nothing but what is wrong
	started        bool   // the command line was understood
}

// run is the whole program: it returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr}
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(stderr, "briefing: internal failure: %v\n%s    this is a bug of briefing, not of your files; please report it with the lines above\n", fault, debug.Stack())
			status = exitInternal
		}
	}()
	root := rootCommand(e)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	var exit exitStatus
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &exit):
		return max(int(exit), exitErrors) // -1 where a signal ended it
	case errors.Is(err, errReported):
		return exitErrors
	case !e.started:
		message, similar, _ := strings.Cut(err.Error(), "\n\nDid you mean this?\n\t")
		hint := "see `briefing --help`"
		if similar != "" {
			hint = fmt.Sprintf("did you mean `briefing %s`? %s", strings.Join(strings.Fields(similar), "` or `briefing "), hint)
		}
		fmt.Fprintf(stderr, "briefing: error: %s\n    hint: %s\n", message, hint)
		return exitUsage
	}
	fmt.Fprintf(stderr, "briefing: error: %v\n", err)
	return exitErrors
}

func rootCommand(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "briefing",
		Short: "Turn press clippings into a briefing site",
		Long: `Briefing turns a folder of press clippings into a briefing site: a page per clipping,
a page per entity, a dated timeline, feeds and open data. Every claim on the site
leads to the sentence it came from.`,
		Example: `  briefing new story             start a site in a new folder
  briefing serve --open          show the site of this folder while it is written
  briefing build                 build it into public/
  briefing annotate seeds/a.txt  print what is understood of a clipping as JSON`,
		SilenceUsage:     true,
		SilenceErrors:    true,
		PersistentPreRun: func(*cobra.Command, []string) { e.started = true },
		RunE:             func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVar(&e.site, "site", ".", "folder of the site: the one that holds seeds/ and content/")
	root.PersistentFlags().BoolVarP(&e.quiet, "quiet", "q", false, "say nothing but what is wrong")
	root.AddCommand(buildCommand(e), newCommand(e), serveCommand(e), schemaCommand(e), suggestCommand(e), addCommand(e), cleanCommand(e), annotateCommand(e), explainCommand(e), checkCommand(e), verifyCommand(e), headersCommand(e), deployCommand(e), versionCommand(e))
	e.completions(root)
	return root
}

// open returns the site's folder for reading.
func (e *env) open() (fs.FS, error) {
	stat, err := os.Stat(e.site)
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	if err != nil {
		return nil, fmt.Errorf("no site at %s: %w", e.site, err)
	}
	if !stat.IsDir() {
		return nil, fmt.Errorf("no site at %s: it is not a folder", e.site)
	}
	fsys := os.DirFS(e.site)
	if _, err := fs.Stat(fsys, "seeds"); err != nil {
		return nil, fmt.Errorf("no site at %s: it has no folder seeds/ with clippings\n    hint: run briefing in the folder that holds seeds/, or name it with --site", e.site)
	}
	return fsys, nil
}

// theme is the default templates and assets, part of the program.
func theme() build.Theme { return build.Theme{Templates: templates.Files, Assets: assets.Files} }

// report prints what there is to say, mere information left out. It returns errReported where there are errors, or
// warnings while they count as errors.
func (e *env) report(list diag.List, strict bool) error {
	shown, more := few(list)
	if err := diag.Terminal(e.stderr, shown, e.color()); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(more)) {
		fmt.Fprintf(e.stderr, "briefing: %s more like this [%s]; `briefing check` tells all\n", count(more[id], "warning"), id)
	}
	if list.Failed() || strict && list.Count(diag.Warning) > 0 {
		return errReported
	}
	return nil
}

// alike is how many warnings of one kind are told in full where a large corpus has many more of it.
const alike = 10

// few returns all errors and the first warnings of each kind, and how many more there are of it by its ID.
func few(list diag.List) (shown diag.List, more map[string]int) {
	of, told := map[string]int{}, map[string]int{}
	for _, d := range list {
		if d.Severity == diag.Warning {
			of[d.ID]++
		}
	}
	for _, d := range list {
		if d.Severity == diag.Info {
			continue
		}
		if d.Severity == diag.Warning && of[d.ID] > 2*alike {
			if told[d.ID]++; told[d.ID] > alike {
				continue
			}
		}
		shown = append(shown, d)
	}
	more = map[string]int{}
	for id := range told {
		more[id] = of[id] - alike
	}
	return shown, more
}

// color reports whether what is written to stderr may be coloured: it is a terminal, and NO_COLOR is not set
// (https://no-color.org).
func (e *env) color() bool { return isTerminal(e.stderr) }

// progress returns what tells of some work, such as "clippings read"; nil where nothing is to be told.
func (e *env) progress(what string) *progress.Bar {
	if e.quiet {
		return nil
	}
	return progress.New(e.stderr, progress.OnTerminal(e.stderr, os.Getenv("TERM")), "briefing", what)
}
