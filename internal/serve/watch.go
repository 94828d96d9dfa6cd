package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// folders are those of a site that pages are made of.
var folders = []string{"seeds", "content", "templates", "assets"}

// watch calls changed with the path of each file or folder of the site that changes, from the site's folder; "." stands
// for all. It returns once changes are noticed, and stops with the context; stopped is closed when it has.
func watch(ctx context.Context, dir string, changed func(name string)) (stopped <-chan struct{}, err error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, err
	}
	for _, name := range folders {
		if err := watchFolder(w, filepath.Join(dir, name)); err != nil {
			w.Close()
			return nil, err
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer w.Close()
		for {
			select {
			case <-ctx.Done():
				return
			case event, ok := <-w.Events:
				if !ok {
					return
				}
				if name, ok := within(dir, event.Name); ok {
					follow(w, event)
					changed(name)
				}
			case err, ok := <-w.Errors:
				if !ok {
					return
				}
				if errors.Is(err, fsnotify.ErrEventOverflow) {
					changed(".")
				}
			}
		}
	}()
	return done, nil
}

// within returns a path as the site knows it, and whether it is part of it.
func within(dir, name string) (string, bool) {
	rel, err := filepath.Rel(dir, name)
	if err != nil {
		return "", false
	}
	rel = filepath.ToSlash(rel)
	top, _, _ := strings.Cut(rel, "/")
	return rel, slices.Contains(folders, top)
}

// follow watches a folder that is new, and lets go of one that was moved away.
func follow(w *fsnotify.Watcher, event fsnotify.Event) {
	switch {
	case event.Has(fsnotify.Create):
		if about, err := os.Lstat(event.Name); err == nil && about.IsDir() {
			_ = watchFolder(w, event.Name) // what can't be watched is read no later than at the next event beside it
		}
	case event.Has(fsnotify.Rename):
		for _, name := range w.WatchList() {
			if name == event.Name || strings.HasPrefix(name, event.Name+string(filepath.Separator)) {
				_ = w.Remove(name) // it may be gone already
			}
		}
	}
}

// watchFolder watches a folder and those in it. One that isn't there is watched from above.
func watchFolder(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return w.Add(name)
		case d.Type()&fs.ModeSymlink != 0 && name == dir:
			return w.Add(name) // a folder that stands elsewhere
		}
		return nil
	})
}

// pollEvery is how often a file system that tells of no changes is looked over.
const pollEvery = 200 * time.Millisecond

// A stamp tells two states of a file apart.
type stamp struct {
	changed time.Time
	size    int64
	mode    fs.FileMode
}

// poll is watch for file systems that tell of no changes: those of other machines, and some of containers.
func poll(ctx context.Context, dir string, changed func(name string)) <-chan struct{} {
	done := make(chan struct{})
	seen := survey(dir)
	go func() {
		defer close(done)
		tick := time.NewTicker(pollEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			now := survey(dir)
			for name, s := range now {
				if seen[name] != s {
					changed(name)
				}
			}
			for name := range seen {
				if _, there := now[name]; !there {
					changed(name)
				}
			}
			seen = now
		}
	}()
	return done
}

// survey returns the stamps of all files of the site.
func survey(dir string) map[string]stamp {
	all := map[string]stamp{}
	for _, folder := range folders {
		_ = filepath.WalkDir(filepath.Join(dir, folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone since it was listed: the next survey knows
			}
			about, err := os.Stat(name)
			if rel, ok := within(dir, name); ok && err == nil {
				s := stamp{about.ModTime(), about.Size(), about.Mode()}
				if about.IsDir() {
					s = stamp{mode: about.Mode()} // what it holds is listed anyway
				}
				all[rel] = s
			}
			return nil
		})
	}
	return all
}
