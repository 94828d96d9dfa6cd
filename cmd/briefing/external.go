package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"briefing/internal/check"
	"briefing/internal/diag"
	"briefing/internal/reach"
)

// An external is what --external and its flags say.
type external struct {
	ask   bool
	list  bool
	cache string
	fresh time.Duration
}

// askExternal asks the sites that pages lead to, and tells what no reader would reach.
func (e *env) askExternal(x *external, links []check.External) (diag.List, error) {
	cache, err := x.cacheFile()
	if err != nil {
		return nil, err
	}
	known, err := readAnswers(cache)
	if err != nil {
		return nil, err
	}
	addresses := make([]string, len(links))
	for i, l := range links {
		addresses[i] = l.URL
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	asking := e.progress("links asked")
	opt := reach.Options{Known: known, Fresh: x.fresh, Progress: asking.Step}
	answers, fresh := reach.Ask(ctx, addresses, opt)
	asking.End()
	var diags diag.List
	learned := map[string]reach.Answer{}
	for address, a := range known {
		if time.Since(a.Asked) < x.fresh {
			learned[address] = a
		}
	}
	for i, l := range links {
		if !answers[i].Passing() {
			learned[l.URL] = answers[i]
		}
		if d, ok := tellAnswer(l, answers[i]); ok {
			diags = append(diags, d)
		}
	}
	if !e.quiet {
		fmt.Fprintf(e.stderr, "briefing: %s asked for, %d known from %s\n", count(len(links)-fresh, "link"), fresh, cache)
	}
	if ctx.Err() != nil {
		return nil, errors.New("interrupted while links were asked for")
	}
	return diags, writeAnswers(cache, learned)
}

// tellAnswer says what is wrong with a link, if anything is. Nothing is an error: other people's sites must not keep a
// briefing from being published; --strict decides otherwise.
func tellAnswer(l check.External, a reach.Answer) (diag.Diagnostic, bool) {
	where := l.Pages[0]
	more := ""
	if n := len(l.Pages) - 1; n > 0 {
		more = fmt.Sprintf(" (and from %s)", count(n, "other page"))
	}
	switch {
	case a.OK() && a.Final == "":
		return diag.Diagnostic{}, false
	case a.OK() && a.Permanent:
		return diag.About(diag.Info, "link-moved", where, "%s has moved to %s%s", l.URL, a.Final, more).WithHint("write the new address"), true
	case a.OK():
		return diag.About(diag.Info, "link-redirected", where, "%s leads to %s for now%s", l.URL, a.Final, more), true
	case a.Gone():
		return diag.About(diag.Warning, "link-dead", where, "%s is gone: its host answers %d %s%s", l.URL, a.Status, http.StatusText(a.Status), more).
			WithHint("link to a copy in an archive, or drop the link"), true
	case a.Fault != "":
		return diag.About(diag.Warning, "link-unreached", where, "%s doesn't answer: %s%s", l.URL, a.Fault, more), true
	case a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden || a.Status == http.StatusTooManyRequests:
		return diag.About(diag.Info, "link-refused", where, "%s answers programs with %d %s%s", l.URL, a.Status, http.StatusText(a.Status), more).WithHint("look at it in a browser"), true
	}
	return diag.About(diag.Warning, "link-unreached", where, "%s answers %d %s%s", l.URL, a.Status, http.StatusText(a.Status), more), true
}

func listExternal(w io.Writer, links []check.External) error {
	for _, l := range links {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", l.URL, l.Pages[0]); err != nil {
			return err
		}
	}
	return nil
}

// cacheFile returns where answers are kept: outside the site, so that no build publishes them.
func (x *external) cacheFile() (string, error) {
	if x.cache != "" {
		return x.cache, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("can't tell where to keep what links answer: %w\n    hint: name a file with --cache", err)
	}
	return filepath.Join(dir, "briefing", "links.json"), nil
}

// answersVersion is that of the cache's format: {"briefing":1,"answers":{address:answer}}.
const answersVersion = 1

type answersFile struct {
	Version int                     `json:"briefing"`
	Answers map[string]reach.Answer `json:"answers"`
}

// readAnswers returns what was learned before; nothing where there is no cache, or one that can't be read as such.
func readAnswers(name string) (map[string]reach.Answer, error) {
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("can't read what links answered before: %w", err)
	}
	var f answersFile
	if err := json.Unmarshal(raw, &f); err != nil || f.Version != answersVersion {
		return nil, nil // of another version, or spoilt: it is only a cache
	}
	return f.Answers, nil
}

// writeAnswers keeps the answers; a run that is killed leaves those of the one before.
func writeAnswers(name string, answers map[string]reach.Answer) error {
	raw, err := json.MarshalIndent(answersFile{answersVersion, answers}, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("can't keep what links answer: %w", err)
	}
	if err := os.WriteFile(name+".new", raw, 0o644); err != nil {
		return fmt.Errorf("can't keep what links answer: %w", err)
	}
	return os.Rename(name+".new", name)
}
