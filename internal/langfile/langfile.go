// Package langfile reads what the rooms know of languages: files embedded in the program, one for each language, named
// by its BCP 47 primary tag. Most are rows of words under the names of sections.
package langfile

import (
	"io/fs"
	"iter"
	"path"
	"strings"
)

// All yields the name, without its extension, and the content of each file in a folder, by name. The files are part of
// the program: a folder that can't be read is a fault of it, for which All panics.
func All(files fs.FS, folder string) iter.Seq2[string, string] {
	return func(yield func(name, content string) bool) {
		list, err := fs.ReadDir(files, folder)
		if err != nil {
			panic(err)
		}
		for _, f := range list {
			raw, err := fs.ReadFile(files, path.Join(folder, f.Name()))
			if err != nil {
				panic(err)
			}
			if !yield(strings.TrimSuffix(f.Name(), path.Ext(f.Name())), string(raw)) {
				return
			}
		}
	}
}

// A Row is a line of a file that says something.
type Row struct {
	Line    int    // from 1
	Section string // "" before the first
	Text    string // without the spaces around it
}

// Rows yields the rows of a file. "[name]" begins a section, # a comment; empty lines say nothing.
func Rows(content string) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		row := Row{}
		for line := range strings.Lines(content) {
			row.Line++
			switch line = strings.TrimSpace(line); {
			case line == "" || line[0] == '#':
			case line[0] == '[':
				row.Section = strings.Trim(line, "[]")
			default:
				row.Text = line
				if !yield(row) {
					return
				}
			}
		}
	}
}
