package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/host"
)

func headersCommand(e *env) *cobra.Command {
	var out, format, baseURL string
	cmd := &cobra.Command{
		Use:   "headers",
		Short: "Print the configuration of a web server for the built site",
		Long: `Headers prints a configuration of nginx or Caddy for the built folder: the headers of its _headers, the
redirects of its _redirects, the page for what isn't found, compressed twins, media types.`,
		Example: `  briefing headers --format nginx > /etc/nginx/conf.d/story.conf
  briefing headers --format caddy --out /srv/www/story`,
		Args: func(cmd *cobra.Command, args []string) error {
			if format != "nginx" && format != "caddy" {
				return fmt.Errorf("unknown format %q: one of nginx, caddy", format)
			}
			return cobra.NoArgs(cmd, args)
		},
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = filepath.Join(e.site, "public")
			}
			return e.headers(out, baseURL, format)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder of the built site (default: public in the site's folder)")
	cmd.Flags().StringVar(&format, "format", "nginx", "nginx or caddy")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "address whose host the server has, over that of site.yaml")
	return cmd
}

func (e *env) headers(out, baseURL, format string) error {
	var texts [2]string
	for i, name := range [...]string{host.HeadersFile, host.RedirectsFile} {
		raw, err := os.ReadFile(filepath.Join(out, name))
		if errors.Is(err, fs.ErrNotExist) && name == host.HeadersFile {
			return noSiteAt(out)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("can't read the built site: %w", err)
		}
		texts[i] = string(raw)
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if baseURL, err = checkBaseURL(baseURL); err != nil {
		return err
	}
	server := host.Server{Rules: host.Read(texts[0], texts[1]), Name: e.hostName(baseURL), Dir: dir}
	if format == "caddy" {
		return server.Caddy(e.stdout)
	}
	return server.Nginx(e.stdout)
}

// hostName returns the name of the host where the site will stand, "" where nothing tells.
func (e *env) hostName(baseURL string) string {
	if baseURL == "" {
		if desk, diags := build.Read(os.DirFS(e.site), build.Options{NoSeeds: true}); !diags.Failed() {
			baseURL = desk.Content.Site.BaseURL
		}
	}
	u, err := url.Parse(baseURL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func noSiteAt(out string) error {
	return fmt.Errorf("no built site at %s\n    hint: build it first with `briefing build`, or name it with --out", out)
}
