package serve

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"

	"briefing/internal/build"
	"briefing/internal/content"
	"briefing/internal/corpus"
	"briefing/internal/edtf"
	"briefing/internal/text"
)

// An order is what a page asks to be written. Which fields it needs, its verb says.
type order struct {
	Verb   string `json:"verb"` // "unlink", "link", "date", "publish", "declare", "undo"
	Page   string `json:"page"` // the path of a document's page
	Text   string `json:"text"`
	Entity string `json:"entity"`
	Line   int    `json:"line"` // of the clipping, from 1; 0 for all of it
	Date   string `json:"date"` // EDTF; of words that are no date, "ignore"
	Name   string `json:"name"` // of an entity to declare
	Type   string `json:"type"`
	ID     string `json:"id"` // of its file
}

// A receipt says what was written.
type receipt struct {
	File  string `json:"file,omitempty"`
	Said  string `json:"said"`
	Error bool   `json:"error,omitempty"`
}

// maxOrder is the size in bytes up to which an order is read.
const maxOrder = 64 << 10

// refusal is an error that is the asker's.
type refusal struct{ message string }

func (r refusal) Error() string { return r.message }

func refuse(format string, args ...any) error { return refusal{fmt.Sprintf(format, args...)} }

// write does what a page of this server asks for. That it is one, its token and its origin show.
func (s *Server) write(w http.ResponseWriter, r *http.Request) {
	token := r.Header.Get("X-Briefing-Token")
	switch {
	case s.readOnly:
		s.receive(w, http.StatusForbidden, receipt{Said: "nothing can be written while others may reach this server", Error: true})
		return
	case r.Header.Get("Origin") == "" || subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1:
		s.receive(w, http.StatusForbidden, receipt{Said: "this page is older than the server: reload it", Error: true})
		return
	}
	var o order
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxOrder))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		s.receive(w, http.StatusBadRequest, receipt{Said: err.Error(), Error: true})
		return
	}
	v := s.latest(r.Context())
	if v == nil || v.Site == nil {
		s.receive(w, http.StatusConflict, receipt{Said: "there is no site yet", Error: true})
		return
	}
	s.writing.Lock()
	file, err := s.obey(v, o)
	s.writing.Unlock()
	var refused refusal
	switch {
	case errors.As(err, &refused), errors.Is(err, content.ErrByHand):
		s.receive(w, http.StatusUnprocessableEntity, receipt{File: file, Said: err.Error(), Error: true})
	case err != nil:
		s.receive(w, http.StatusInternalServerError, receipt{File: file, Said: err.Error(), Error: true})
	default:
		s.changed(file)
		s.receive(w, http.StatusOK, receipt{File: file, Said: "written to " + file})
	}
}

func (s *Server) receive(w http.ResponseWriter, status int, r receipt) {
	w.Header().Set("Content-Type", types[".json"])
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(r) // who went away needs no receipt
}

// obey writes what an order asks for, and returns the file.
func (s *Server) obey(v *build.View, o order) (file string, err error) {
	switch o.Verb {
	case "undo":
		return s.takeBack()
	case "declare":
		return s.declare(v, o)
	}
	doc := s.documentAt(v, o.Page)
	if doc == nil {
		return "", refuse("%s is no page of a document", o.Page)
	}
	change, err := changeOf(v, doc, o)
	if err != nil {
		return "", err
	}
	return s.amend(doc, change)
}

// documentAt returns the document whose page stands under a path.
func (s *Server) documentAt(v *build.View, page string) *corpus.Document {
	id := s.home(page)
	i := slices.IndexFunc(v.Corpus.Documents, func(d *corpus.Document) bool { return d.ID() == id })
	if id == "" || i < 0 {
		return nil
	}
	return v.Corpus.Documents[i]
}

// changeOf returns the change of a document's metadata that an order means.
func changeOf(v *build.View, doc *corpus.Document, o order) (content.Change, error) {
	words := strings.Join(strings.Fields(o.Text), " ")
	switch o.Verb {
	case "publish":
		date, err := edtf.Parse(o.Date)
		if err != nil {
			return content.Change{}, refuse("%q is no date: %v", o.Date, err)
		}
		return content.Change{Key: "published", Value: content.Scalar(date.String())}, nil
	case "date":
		return dateOf(doc, o, words)
	case "unlink", "link":
		known := slices.ContainsFunc(v.Corpus.Content.Entities, func(e *corpus.Entity) bool { return e.ID == o.Entity })
		switch {
		case !known:
			return content.Change{}, refuse("there is no entity %q", o.Entity)
		}
		if err := stands(doc, o, words); err != nil {
			return content.Change{}, err
		}
		rule := fmt.Sprintf("{text: %s, entity: %s", content.Scalar(words), content.Scalar(o.Entity))
		if o.Line > 0 {
			rule += fmt.Sprintf(", line: %d", o.Line)
		}
		return content.Change{Key: o.Verb, Value: rule + "}", Add: true}, nil
	}
	return content.Change{}, refuse("%q can't be done here", o.Verb)
}

// dateOf returns the change that says what words mean as a date.
func dateOf(doc *corpus.Document, o order, words string) (content.Change, error) {
	if err := stands(doc, o, words); err != nil {
		return content.Change{}, err
	}
	value := content.Ignore
	if o.Date != content.Ignore {
		date, err := edtf.Parse(o.Date)
		if err != nil {
			return content.Change{}, refuse("%q is no date: %v", o.Date, err)
		}
		value = content.Scalar(date.String())
	}
	rule := fmt.Sprintf("{text: %s, date: %s", content.Scalar(words), value)
	if o.Line > 0 {
		rule += fmt.Sprintf(", line: %d", o.Line)
	}
	return content.Change{Key: "dates", Value: rule + "}", Add: true}, nil
}

// stands refuses an order about words that the clipping, or its line, doesn't have.
func stands(doc *corpus.Document, o order, words string) error {
	switch {
	case words == "" || len(words) > 300 || !strings.Contains(strings.Join(strings.Fields(text.Fold(doc.Clipping.Source.Text)), " "), text.Fold(words)):
		return refuse("the clipping has no words %q", words)
	case o.Line < 0 || o.Line > doc.Clipping.Source.LineCount():
		return refuse("the clipping has no line %d", o.Line)
	}
	return nil
}

// amend changes the file about a document, or writes the first.
func (s *Server) amend(doc *corpus.Document, change content.Change) (file string, err error) {
	var before string
	if src := doc.Meta.Place.Source; src != nil {
		file = src.Name
		raw, err := fs.ReadFile(s.root.FS(), file)
		if err != nil {
			return file, err
		}
		before = string(raw)
	} else {
		file = path.Join(content.Folder, "documents", text.Slug(doc.ID())+".md")
		if _, err := s.root.Lstat(file); err == nil {
			return file, refuse("%s is there, but not about this clipping", file)
		}
	}
	fresh := before
	if fresh == "" {
		fresh = "---\nclipping: " + content.Scalar(doc.Clipping.File) + "\n---\n"
	}
	after, err := content.Amend(fresh, change)
	if err != nil {
		return file, err
	}
	return file, s.save(file, before, after)
}

// declare writes the file of a new entity.
func (s *Server) declare(v *build.View, o order) (file string, err error) {
	file = path.Join(content.Folder, "entities", o.ID+".md")
	name := strings.Join(strings.Fields(o.Name), " ")
	switch {
	case o.ID == "" || text.Slug(o.ID) != o.ID:
		return "", refuse("%q can't be the id of an entity", o.ID)
	case name == "" || len(name) > 300:
		return "", refuse("an entity needs a name")
	case !slices.Contains(corpus.EntityTypes[:], corpus.EntityType(o.Type)):
		return "", refuse("%q is no type of entity", o.Type)
	}
	if _, err := s.root.Lstat(file); err == nil {
		return file, refuse("%s is there already", file)
	}
	body := "---\nname: " + content.Scalar(name) + "\ntype: " + o.Type + "\n"
	for _, suggested := range s.suggestions(v) {
		if suggested.ID == o.ID && suggested.Name == name { // with the forms seen as aliases
			body = retyped(suggested.FrontMatter(), o.Type)
			return file, s.save(file, "", body)
		}
	}
	return file, s.save(file, "", body+"---\n")
}

// retyped returns front matter with the type that an editor chose, in place of the guess and its reason.
func retyped(front, kind string) string {
	lines := strings.SplitAfter(front, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "type: ") {
			lines[i] = "type: " + kind + "\n"
		}
	}
	return strings.Join(lines, "")
}

// A writing is a file that the desk wrote, as it was and is.
type writing struct{ file, before, after string }

// undoLength is how many writings can be taken back.
const undoLength = 50

// save writes a file of content/ whole or not at all; before is "" for a new one.
func (s *Server) save(file, before, after string) error {
	if err := s.put(file, after); err != nil {
		return err
	}
	s.written = append(s.written, writing{file, before, after})
	if len(s.written) > undoLength {
		s.written = s.written[1:]
	}
	return nil
}

func (s *Server) put(file, body string) error {
	if !strings.HasPrefix(path.Clean(file), content.Folder+"/") {
		return refuse("%s isn't in %s/", file, content.Folder)
	}
	if err := s.root.MkdirAll(path.Dir(file), 0o755); err != nil {
		return err
	}
	beside := path.Join(path.Dir(file), "."+path.Base(file)+".new") // hidden, so that nothing reads it
	if err := s.root.WriteFile(beside, []byte(body), 0o644); err != nil {
		return err
	}
	return s.root.Rename(beside, file)
}

// takeBack makes the last writing undone, unless the file has changed since.
func (s *Server) takeBack() (file string, err error) {
	if len(s.written) == 0 {
		return "", refuse("there is nothing to take back")
	}
	last := s.written[len(s.written)-1]
	raw, err := fs.ReadFile(s.root.FS(), last.file)
	if err != nil {
		return last.file, err
	}
	if string(raw) != last.after {
		return last.file, refuse("%s has changed since", last.file)
	}
	if last.before == "" {
		err = s.root.Remove(last.file)
	} else {
		err = s.put(last.file, last.before)
	}
	if err == nil {
		s.written = s.written[:len(s.written)-1]
	}
	return last.file, err
}
