package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"briefing/internal/build"
	"briefing/internal/corpus"
	"briefing/internal/diag"
	"briefing/internal/seed"
)

func addCommand(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "add FILE…",
		Short: "Copy files into seeds/, and write down what is inferred of them",
		Long: `Add copies files into seeds/ and writes, for each, a file in content/documents/ with what was inferred
of it: title, date, author, publisher, address, language, each with its basis, for you to confirm by taking
away the number sign before it. Nothing is ever overwritten; a file that is there already is told.`,
		Example: `  briefing add ~/Downloads/article.html
  briefing add --site ../story mails/*.eml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, files []string) error { return e.add(files) },
	}
}

func (e *env) add(files []string) error {
	seeds := filepath.Join(e.site, seed.Folder)
	if stat, err := os.Stat(e.site); err != nil || !stat.IsDir() {
		return fmt.Errorf("no site at %s\n    hint: name its folder with --site", e.site)
	}
	if err := os.MkdirAll(seeds, 0o755); err != nil {
		return err
	}
	var added []string
	var diags diag.List
	for _, file := range files {
		name, found, err := e.addFile(seeds, file)
		if err != nil {
			return err
		}
		diags = append(diags, found...)
		if name != "" {
			added = append(added, name)
		}
	}
	failed := e.report(diags, false)
	if len(added) > 0 {
		if err := e.describe(added); err != nil {
			return err
		}
	}
	return failed
}

// addFile copies one file into seeds/ and returns its name there; "" where it isn't copied, and the reason.
func (e *env) addFile(seeds, file string) (name string, diags diag.List, err error) {
	refuse := func(hint, format string, args ...any) (string, diag.List, error) {
		return "", diag.List{diag.About(diag.Error, "add", file, format, args...).WithHint("%s", hint)}, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return refuse("name a file to copy into seeds/", "the file can't be read: %v", err)
	}
	name = filepath.Base(file)
	if same, clash, err := lookFor(seeds, name, raw); err != nil {
		return "", nil, err
	} else if same != "" {
		fmt.Fprintf(e.stdout, "%s is there already: %s\n", file, filepath.Join(seeds, same))
		return "", nil, nil
	} else if clash != "" {
		return refuse("rename the file, then add it", "there is another clipping of that name: %s", filepath.Join(seeds, clash))
	}
	if _, found := seed.Decode(name, raw); found.Failed() {
		for i := range found {
			found[i].File = file
		}
		return "", found, nil
	}
	out, err := os.OpenFile(filepath.Join(seeds, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", nil, err
	}
	_, err = out.Write(raw)
	return name, nil, errors.Join(err, out.Close())
}

// lookFor returns the clipping that has the same bytes, else the one that would have the same id.
func lookFor(seeds, name string, raw []byte) (same, clash string, err error) {
	entries, err := os.ReadDir(seeds)
	if err != nil {
		return "", "", err
	}
	id := func(name string) string { return strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name))) }
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if id(entry.Name()) == id(name) {
			clash = entry.Name()
		}
		if info.Size() != int64(len(raw)) {
			continue
		}
		if old, err := os.ReadFile(filepath.Join(seeds, entry.Name())); err == nil && bytes.Equal(old, raw) {
			return entry.Name(), "", nil
		}
	}
	return "", clash, nil
}

// describe writes the metadata files of clippings that were added.
func (e *env) describe(names []string) error {
	fsys, err := e.open()
	if err != nil {
		return err
	}
	desk, diags := build.Read(fsys, build.Options{})
	if diags.Failed() {
		fmt.Fprintf(e.stdout, "%s added to seeds/; nothing is inferred as long as the site has errors: see `briefing build`\n", count(len(names), "file"))
		return nil
	}
	docs, _ := desk.Documents()
	byFile := map[string]*corpus.Document{}
	for _, d := range docs {
		byFile[d.Clipping.File] = d
	}
	folder := filepath.Join(e.site, "content", "documents")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		doc := byFile[name]
		if doc == nil { // empty: reading the site has told
			fmt.Fprintf(e.stdout, "added %s\n", filepath.Join(e.site, seed.Folder, name))
			continue
		}
		file := filepath.Join(folder, strings.TrimSuffix(name, filepath.Ext(name))+".md")
		out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			fmt.Fprintf(e.stdout, "added %s; %s was there already and stays as it is\n", filepath.Join(e.site, seed.Folder, name), file)
			continue
		}
		if err != nil {
			return err
		}
		_, err = out.WriteString(inferred(doc))
		if err := errors.Join(err, out.Close()); err != nil {
			return err
		}
		fmt.Fprintf(e.stdout, "added %s; confirm what was inferred in %s\n", filepath.Join(e.site, seed.Folder, name), file)
	}
	return nil
}

// inferred returns the metadata file of a document: what was inferred stands behind number signs, since it is no
// editor's word before an editor says so.
func inferred(doc *corpus.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nclipping: %s\n# Inferred. Take away the number sign of what is right, correct what isn't.\n", yamlText(doc.Clipping.File))
	line := func(key, value string, basis string) {
		if value != "" {
			fmt.Fprintf(&b, "# %s: %s   # %s\n", key, value, strings.Join(strings.Fields(basis), " "))
		}
	}
	line("title", yamlText(doc.Title.Text), doc.Title.Basis.String())
	line("published", doc.Published.Date.String(), doc.Published.Basis.String())
	if doc.Published.Date.IsZero() {
		b.WriteString("# published:   # the clipping doesn't tell\n")
	}
	for _, m := range []struct {
		key string
		corpus.Stated
	}{{"byline", doc.Byline()}, {"publisher", doc.Publisher()}, {"url", doc.URL()}, {"machine_translated", doc.MachineTranslated()}} {
		if m.Text != "" {
			line(m.key, yamlText(m.Text), m.Basis.String())
		}
	}
	line("language", doc.Lang, "the words of the text")
	if c := doc.Copy; c != nil {
		line("copy_of", yamlText(c.Of.Clipping.File), fmt.Sprintf("%s, %.0f %% in common", c.Kind, 100*c.Share))
	}
	if !doc.Truncated.Empty() {
		b.WriteString("# The clipping breaks off.\n")
	}
	b.WriteString("---\n")
	return b.String()
}

// yamlText returns a text as YAML: JSON's strings are YAML's.
func yamlText(s string) string { return strconv.Quote(strings.Join(strings.Fields(s), " ")) }
