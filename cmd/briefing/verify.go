package main

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"briefing/internal/host"
	"briefing/internal/publish"
)

func verifyCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR|URL",
		Short: "Hold a published site against its manifest",
		Long: `Verify reads manifest.json of a folder or of a live site and tells which of the files that were
published are missing or have other bytes.`,
		Example: `  briefing verify public
  briefing verify https://example.org/story/`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return e.verify(args[0]) },
	}
}

func (e *env) verify(where string) error {
	live := false
	open := func(p string) (io.ReadCloser, error) { return os.Open(filepath.Join(where, filepath.FromSlash(p))) }
	if strings.HasPrefix(where, "http://") || strings.HasPrefix(where, "https://") {
		base, err := checkBaseURL(where)
		if err != nil {
			return err
		}
		open, live = remote(base), true
	} else if scheme, _, ok := strings.Cut(where, "://"); ok {
		return fmt.Errorf("can't verify %s: %s is neither http nor https\n    hint: name a folder, or the address of a site", where, scheme)
	}
	differs, files, err := publish.Verify(open)
	if err != nil {
		return fmt.Errorf("can't verify %s: %w\n    hint: name the folder or address that holds manifest.json, where a build was published", where, err)
	}
	if live {
		differs = slices.DeleteFunc(differs, hidden)
	}
	for _, d := range differs {
		fmt.Fprintf(e.stderr, "briefing: error: %s [differs]\n", d)
	}
	fmt.Fprintf(e.stdout, "%s: %s held against the manifest, %d differ\n", where, count(files, "file"), len(differs))
	if len(differs) > 0 {
		return errReported
	}
	return nil
}

// hidden reports whether a file differs that hosts read and don't serve.
func hidden(differs string) bool {
	name, _, _ := strings.Cut(differs, ":")
	return name == host.HeadersFile || name == host.RedirectsFile || name == ".nojekyll"
}

// remote opens the files of a live site. A host may serve index.html under its folder only, so that is asked for.
func remote(base string) func(p string) (io.ReadCloser, error) {
	client := &http.Client{Timeout: 30 * time.Second}
	return func(p string) (io.ReadCloser, error) {
		address := base + (&url.URL{Path: strings.TrimSuffix(p, "index.html")}).EscapedPath()
		if p != "index.html" && !strings.HasSuffix(p, "/index.html") {
			address = base + (&url.URL{Path: p}).EscapedPath()
		}
		res, err := client.Get(address)
		if err != nil {
			return nil, err
		}
		if res.StatusCode == http.StatusNotFound && p != "404.html" {
			res.Body.Close()
			return nil, fs.ErrNotExist
		}
		if res.StatusCode != http.StatusOK && p != "404.html" {
			res.Body.Close()
			return nil, fmt.Errorf("%s answers %s", address, res.Status)
		}
		return res.Body, nil
	}
}
