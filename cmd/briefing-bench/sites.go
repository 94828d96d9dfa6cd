package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"briefing/internal/bench"
)

// settings are those of generated sites: all that a site with an address has, but for pictures to share.
const settings = "title: Press briefing\nbase_url: https://example.org/\nshare_cards: false\n"

// generator returns the generator over the repository's clippings.
func (p *plan) generator() (*bench.Generator, error) {
	texts := map[string][]string{}
	err := each(filepath.Join(p.root, "seeds"), func(_ string, body []byte) error {
		lang := "fr"
		if strings.Contains(string(body), " the ") {
			lang = "en"
		}
		texts[lang] = append(texts[lang], string(body))
		return nil
	})
	return bench.New(texts), err
}

// each reads the files of a folder, by name.
func each(dir string, do func(name string, body []byte) error) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil {
			err = do(e.Name(), body)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// site makes a site of n clippings with the entities of the demo, and returns its folder. Editors said nothing of its
// documents: dates, languages and publishers are found in the clippings.
func (p *plan) site(name string, n int) (string, error) {
	g, err := p.generator()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(p.dir, name)
	for i := range n {
		f := g.Clipping(i)
		if err := put(f.Text, dir, "seeds", f.Name); err != nil {
			return "", err
		}
	}
	if err := put(settings, dir, "content/site.yaml"); err != nil {
		return "", err
	}
	return dir, each(filepath.Join(p.root, "content/entities"), func(name string, body []byte) error {
		return put(string(body), dir, "content/entities", name)
	})
}

// hugoSite makes the same documents as a Hugo site.
func (p *plan) hugoSite(n int) (string, error) {
	g, err := p.generator()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(p.dir, fmt.Sprint("hugo-", n))
	if err := os.CopyFS(dir, bench.HugoSite()); err != nil {
		return "", err
	}
	for i := range n {
		name, body := g.Markdown(i)
		if err := put(body, dir, "content/docs", name); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// put writes a file, and makes its folder.
func put(body string, path ...string) error {
	name := filepath.Join(path...)
	err := os.WriteFile(name, []byte(body), 0o644)
	if os.IsNotExist(err) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		err = os.WriteFile(name, []byte(body), 0o644)
	}
	return err
}

// weigh returns how many files a folder holds, and their bytes.
func weigh(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		about, err := d.Info()
		if err == nil {
			files++
			size += about.Size()
		}
		return err
	})
	return files, size, err
}
