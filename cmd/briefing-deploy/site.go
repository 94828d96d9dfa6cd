package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"briefing/internal/host"
)

const manifestName = "manifest.json"

// An object is a file as it is uploaded.
type object struct {
	path     string
	from     string // the file on the disk that has its bytes
	size     int64
	md5      [md5.Size]byte
	media    string
	encoding string
	cache    string
	print    string // tells these bytes with these headers from all others
}

// suffixes are the endings of compressed twins, by encoding.
var suffixes = map[string]string{"gzip": ".gz", "br": ".br", "zstd": ".zst"}

func suffixOf(encoding string) string { return suffixes[encoding] }

// readSite reads a built site: the files that its manifest names, in just the bytes that it gives, with the headers that
// its _headers ask for. Where an encoding is named, twins take the place of their files.
func readSite(dir, encoding string) ([]*object, error) {
	sums, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	headers, err := os.ReadFile(filepath.Join(dir, host.HeadersFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	rules := host.Read(string(headers), "")
	var site []*object
	for p, sum := range sums {
		if _, twin := host.Type(p); twin != "" && encoding != "" {
			if err := hold(dir, p, sum); err != nil {
				return nil, err
			}
			continue
		}
		o, err := newObject(dir, p, sum, encoding, sums, rules)
		if err != nil {
			return nil, err
		}
		site = append(site, o)
	}
	slices.SortFunc(site, func(a, b *object) int { return strings.Compare(a.path, b.path) })
	return site, nil
}

// readManifest returns the SHA-256 of every file of the site by path; "" for the manifest itself.
func readManifest(dir string) (map[string]string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no built site at %s\n    hint: build it first with `briefing build`, or name it with --dir", dir)
	}
	if err != nil {
		return nil, err
	}
	var m struct {
		Version int               `json:"briefing"`
		Files   map[string]string `json:"files"`
	}
	if err := json.Unmarshal(raw, &m); err != nil || m.Version != 1 || len(m.Files) == 0 {
		return nil, fmt.Errorf("%s is not a manifest of briefing", filepath.Join(dir, manifestName))
	}
	for p := range m.Files {
		if !fs.ValidPath(p) || !filepath.IsLocal(filepath.FromSlash(p)) {
			return nil, fmt.Errorf("the manifest names a file outside the folder: %q", p)
		}
	}
	m.Files[manifestName] = ""
	return m.Files, nil
}

func newObject(dir, p, sum, encoding string, sums map[string]string, rules *host.Rules) (*object, error) {
	o := &object{path: p, from: filepath.Join(dir, filepath.FromSlash(p))}
	raw, err := heldFile(o.from, p, sum)
	if err != nil {
		return nil, err
	}
	o.media, o.encoding = host.Type(p)
	if twin := p + suffixOf(encoding); encoding != "" && sums[twin] != "" {
		o.encoding, o.from = encoding, filepath.Join(dir, filepath.FromSlash(twin))
		if raw, err = heldFile(o.from, twin, sums[twin]); err != nil {
			return nil, err
		}
	}
	plain := p
	if o.encoding != "" && encoding == "" {
		plain = strings.TrimSuffix(p, path.Ext(p)) // a twin is kept as long as its file
	}
	o.cache = host.Value(rules.For(plain), "Cache-Control")
	o.size, o.md5 = int64(len(raw)), md5.Sum(raw)
	h := sha256.New()
	h.Write(raw)
	fmt.Fprintf(h, "\n%s\n%s\n%s", o.media, o.encoding, o.cache)
	o.print = hex.EncodeToString(h.Sum(nil)[:16])
	return o, nil
}

// heldFile returns the bytes of a file, which must be those that were published.
func heldFile(name, p, sum string) ([]byte, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("can't read the built site: %w\n    hint: build it again", err)
	}
	if got := sha256.Sum256(raw); sum != "" && hex.EncodeToString(got[:]) != sum {
		return nil, fmt.Errorf("%s has other bytes than those that were built\n    hint: build the site again; while a build runs it can't be uploaded", p)
	}
	return raw, nil
}

func hold(dir, p, sum string) error {
	_, err := heldFile(filepath.Join(dir, filepath.FromSlash(p)), p, sum)
	return err
}

// bytes returns the content of an object, which must still be what it was when the plan was made.
func (o *object) bytes() ([]byte, error) {
	raw, err := os.ReadFile(o.from)
	if err != nil {
		return nil, err
	}
	if sum := md5.Sum(raw); !bytes.Equal(sum[:], o.md5[:]) {
		return nil, fmt.Errorf("%s has changed while it was uploaded", o.path)
	}
	return raw, nil
}

// phase returns when an object is uploaded: what pages need comes before them.
func (o *object) phase() int {
	name := o.path
	if _, encoding := host.Type(name); encoding != "" {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	switch {
	case strings.HasPrefix(name, "assets/"):
		return 0
	case name == manifestName:
		return 3
	case strings.HasSuffix(name, ".html"):
		return 2
	}
	return 1
}
