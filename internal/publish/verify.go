package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// Verify holds a published site against its manifest: every file that it names must be there, in just the bytes whose
// SHA-256 it gives. open returns the content of a path; it may return fs.ErrNotExist. The list names what differs, in
// the order of the paths; the number is that of the files held against the manifest.
func Verify(open func(path string) (io.ReadCloser, error)) (differs []string, files int, err error) {
	raw, err := readAll(open, manifestName)
	if err != nil {
		return nil, 0, fmt.Errorf("the manifest can't be read: %w", err)
	}
	var m manifestFile
	if err := json.Unmarshal(raw, &m); err != nil || m.Version != manifestVersion {
		return nil, 0, fmt.Errorf("%s is not a manifest of briefing", manifestName)
	}
	for _, p := range slices.Sorted(maps.Keys(m.Files)) {
		if !fs.ValidPath(p) {
			return differs, files, fmt.Errorf("the manifest names a file outside the folder: %q", p)
		}
		files++
		switch sum, err := sumOf(open, p); {
		case errors.Is(err, fs.ErrNotExist):
			differs = append(differs, p+": missing")
		case err != nil:
			differs = append(differs, fmt.Sprintf("%s: %v", p, err))
		case sum != m.Files[p]:
			differs = append(differs, p+": other bytes than were published")
		}
	}
	return differs, files, nil
}

func readAll(open func(string) (io.ReadCloser, error), p string) ([]byte, error) {
	r, err := open(p)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func sumOf(open func(string) (io.ReadCloser, error), p string) (string, error) {
	r, err := open(p)
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
