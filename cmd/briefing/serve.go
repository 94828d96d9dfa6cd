package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/diag"
	"briefing/internal/serve"
)

func serveCommand(e *env) *cobra.Command {
	var addr, editor string
	var open, drafts, poll bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while it is written",
		Long: `Serve shows the site at an address of this machine and keeps what is shown as the files are:
a page that is open reloads when what it shows changes. What is wrong is laid over the page and told here.
Nothing is written to public/. At /_desk/ stands what only editors see.`,
		Example: `  briefing serve --open
  briefing serve --site ../story --drafts --addr 127.0.0.1:8080
  briefing serve --editor 'zed://file{file}:{line}:{column}'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if editor == "" {
				editor = firstOf(os.Getenv("BRIEFING_EDITOR"), os.Getenv("VISUAL"), os.Getenv("EDITOR"))
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return e.serve(ctx, addr, open, serve.Options{Dir: e.site, Build: build.Options{Theme: theme(), Drafts: drafts}, Poll: poll, Editor: editor})
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:4000", "address to listen on")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "show documents that are drafts, marked as such")
	cmd.Flags().BoolVar(&poll, "poll", false, "look for changes instead of being told, as network file systems need it")
	cmd.Flags().StringVar(&editor, "editor", "", "program that links to files open: code, codium, cursor, zed, idea … or an address with {file}, {line}, {column} (default: $VISUAL or $EDITOR)")
	return cmd
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func (e *env) serve(ctx context.Context, addr string, open bool, opt serve.Options) error {
	if _, err := e.open(); err != nil {
		return err
	}
	leastPercent.Store(serverPercent)
	if !serve.Loopback(addr) {
		fmt.Fprintf(e.stderr, "briefing: warning: %s can be reached by others: whoever does reads the site, drafts included; nothing can be written from the desk\n", addr)
	}
	told := ""
	reading := e.progress("clippings read")
	var read atomic.Bool // what is read later is too little to tell of
	opt.Build.Progress = func(done, all int) {
		if !read.Load() {
			reading.Step(done, all)
		}
	}
	opt.Updated = func(v *build.View, took time.Duration) {
		if !read.Swap(true) {
			reading.End()
		}
		var b strings.Builder
		var list diag.List
		for _, d := range v.Said {
			if d.Severity != diag.Info {
				list = append(list, d)
			}
		}
		_ = diag.Terminal(&b, list, e.color()) // a builder never fails
		if b.String() != told {
			told = b.String()
			fmt.Fprint(e.stderr, told)
		}
		if v.Site != nil && !e.quiet {
			fmt.Fprintf(e.stdout, "%s: %s, %s, in %s\n", updated(v), count(len(v.Corpus.Documents), "document"), faults(v.Said), took.Round(100*time.Microsecond))
		}
	}
	server, err := serve.New(addr, opt)
	if err != nil {
		return err
	}
	err = server.ListenAndServe(ctx, addr, func(url string) {
		fmt.Fprintf(e.stdout, "%s shows %s, its desk is %s_desk/; Ctrl-C ends\n", url, e.site, url)
		if open {
			if err := openBrowser(url); err != nil {
				fmt.Fprintf(e.stderr, "briefing: warning: can't open a browser: %v\n", err)
			}
		}
	})
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "listen" {
		return fmt.Errorf("can't listen on %s: %w\n    hint: another server may be there; choose a port with --addr, as in --addr 127.0.0.1:4001", addr, op.Err)
	}
	return err
}

// updated says what an update did.
func updated(v *build.View) string {
	if v.Generation == 1 {
		return "read"
	}
	return "updated"
}

// openBrowser shows an address in the browser of the desktop.
func openBrowser(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // leaves no zombie; how it ends is the browser's affair
	return nil
}
