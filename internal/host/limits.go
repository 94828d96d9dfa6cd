package host

import (
	"strings"
	"unicode/utf8"

	"briefing/internal/diag"
	"briefing/internal/text"
)

// What hosts read of the two files; beyond it they ignore rules, or refuse the whole.
// https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/
// https://docs.gitlab.com/user/project/pages/redirects/
// https://docs.netlify.com/manage/routing/redirects/overview/
const (
	cloudflareBlocks    = 100
	cloudflareLine      = 2000 // characters of a line in _headers
	cloudflareRedirects = 2000
	cloudflareRedirect  = 1000 // characters of a redirect
	gitlabRedirects     = 1000
	gitlabRedirectBytes = 64 << 10
	netlifyRedirects    = 10_000
)

// Check tells what a host would not read as it is meant, of _headers or of _redirects.
func Check(src *text.Source) diag.List {
	if strings.HasSuffix(src.Name, RedirectsFile) {
		return checkRedirects(src)
	}
	var list diag.List
	blocks := Read(src.Text, "").Headers
	if len(blocks) > cloudflareBlocks {
		list = append(list, diag.At(diag.Warning, "host-limit", src, src.LineSpan(blocks[cloudflareBlocks].Line), "%d rules: Cloudflare Pages reads the first %d", len(blocks), cloudflareBlocks).
			WithHint("noindex of single documents takes a rule each; noindex in content/site.yaml takes one for all"))
	}
	list = append(list, longLines(src, cloudflareLine)...)
	for _, b := range blocks {
		line := src.LineSpan(b.Line)
		if strings.Contains(strings.TrimSuffix(b.Pattern, "*"), "*") || !strings.HasPrefix(b.Pattern, "/") {
			list = append(list, diag.At(diag.Error, "host-rule", src, line, "%q is no path with a * at its end at most", b.Pattern))
		}
		for _, h := range b.Headers {
			if strings.Trim(strings.ToLower(h.Name), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || h.Name == "" || h.Value == "" {
				list = append(list, diag.At(diag.Error, "host-rule", src, line, "%q is no header with a value", h.Name))
			}
		}
	}
	return list
}

func checkRedirects(src *text.Source) diag.List {
	redirects := Read("", src.Text).Redirects
	list := longLines(src, cloudflareRedirect)
	for _, limit := range []struct {
		most int
		says string
	}{
		{gitlabRedirects, "GitLab Pages reads the first %d"}, {cloudflareRedirects, "Cloudflare Pages reads the first %d"}, {netlifyRedirects, "Netlify advises fewer than %d"},
	} {
		if len(redirects) > limit.most {
			list = append(list, diag.At(diag.Warning, "host-limit", src, src.LineSpan(redirects[limit.most].Line), "%d redirects: "+limit.says, len(redirects), limit.most).
				WithHint("drop aliases that nothing links to any more, or serve the site with nginx or Caddy: briefing headers"))
		}
	}
	if len(src.Text) > gitlabRedirectBytes {
		list = append(list, diag.About(diag.Warning, "host-limit", src.Name, "%d bytes: GitLab Pages reads files of at most %d", len(src.Text), gitlabRedirectBytes))
	}
	seen := map[string]bool{}
	for _, r := range redirects {
		line := src.LineSpan(r.Line)
		switch {
		case seen[r.From]:
			list = append(list, diag.At(diag.Error, "host-rule", src, line, "%s is redirected twice", r.From))
		case r.From == r.To:
			list = append(list, diag.At(diag.Error, "host-rule", src, line, "%s is redirected to itself", r.From))
		}
		seen[r.From] = true
	}
	return list
}

func longLines(src *text.Source, most int) (list diag.List) {
	for n := 1; n <= src.LineCount(); n++ {
		if length := utf8.RuneCountInString(src.LineText(n)); length > most {
			list = append(list, diag.At(diag.Warning, "host-limit", src, src.LineSpan(n), "the line has %d characters: Cloudflare Pages reads lines of up to %d", length, most))
		}
	}
	return list
}
