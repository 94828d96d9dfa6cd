package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// A manifest holds the SHA-256, in hexadecimal, of every file that a build published, by slash-separated path. On
// disk it is {"briefing":1,"files":{"index.html":"…"}}, keys in order.
type manifest map[string]string

type manifestFile struct {
	Version int      `json:"briefing"`
	Files   manifest `json:"files"`
}

const manifestVersion = 1

func readManifest(name string) (manifest, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var m manifestFile
	if err := json.Unmarshal(raw, &m); err != nil || m.Version != manifestVersion {
		return nil, fmt.Errorf("%s is not a manifest of briefing (%w)", name, errors.Join(err, fmt.Errorf("version %d", m.Version)))
	}
	if m.Files == nil {
		m.Files = manifest{}
	}
	return m.Files, nil
}

// write puts the manifest in place, unless it is there already.
func (m manifest) write(dir, staging string) error {
	raw, err := json.Marshal(manifestFile{manifestVersion, m})
	if err != nil {
		return err
	}
	target, staged := filepath.Join(dir, manifestName), filepath.Join(staging, "manifest")
	if old, err := os.ReadFile(target); err == nil && string(old) == string(raw) {
		return nil
	}
	if err := os.WriteFile(staged, raw, 0o644); err != nil {
		return err
	}
	return os.Rename(staged, target)
}

// isNotDir reports whether a path runs through something that is a file.
func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
