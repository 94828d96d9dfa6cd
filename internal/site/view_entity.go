package site

import (
	"cmp"
	"html/template"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// Entities is what entities.html is given.
type Entities struct{ Groups []EntityGroup }

// An EntityGroup is the entities of one type, those most documents name first.
type EntityGroup struct {
	Type     string
	Entities []EntityLink
}

func (s *Site) entitiesView(at place) (*Frame, any) {
	return &Frame{Title: s.words.say("entities.title"), Description: s.words.say("entities.intro")}, Entities{s.entityGroups(at)}
}

func (s *Site) entityGroups(at place) (groups []EntityGroup) {
	for _, t := range corpus.EntityTypes {
		g := EntityGroup{Type: string(t)}
		for _, d := range s.corpus.Dossiers {
			if d.Entity.Type == t {
				g.Entities = append(g.Entities, s.dossierLink(d, at))
			}
		}
		if len(g.Entities) > 0 {
			sortEntities(g.Entities)
			groups = append(groups, g)
		}
	}
	return groups
}

func (s *Site) dossierLink(d *corpus.Dossier, at place) EntityLink {
	l := s.entityLink(d.Entity, at)
	l.Count, l.Documents = d.Count, len(d.Documents)
	return l
}

func sortEntities(list []EntityLink) {
	slices.SortStableFunc(list, func(a, b EntityLink) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(b.Count, a.Count), cmp.Compare(text.Fold(a.Name), text.Fold(b.Name)))
	})
}

// Entity is what entity.html is given.
type Entity struct {
	EntityLink
	Profile     template.HTML
	ProfileLang string
	Owner       []EntityLink
	Owns        []EntityLink
	MemberOf    []EntityLink
	Members     []EntityLink
	SameAs      []Link // an empty URL where it is no address of the web
	Names       []SeenName
	Sources     []SourceNames // the same for each source, where there are several
	First, Last *DocumentLink // that name it, by date; nil where none is dated
	Mentions    []DocumentMentions
	Events      []Event
	Quotes      []Quotation // by it
	About       []Quotation // that name it
	With        []EntityLink
	Index       string // the address of the list of entities
}

// A SeenName is a form by which clippings name the entity.
type SeenName struct {
	Text  string
	Kind  string // "name" or "epithet"
	Count int
}

// SourceNames is the forms by which one source names the entity.
type SourceNames struct {
	Source string // "" for documents without a publisher
	Names  []SeenName
}

// DocumentMentions is where one document names the entity.
type DocumentMentions struct {
	Document  DocumentLink
	Count     int
	Sentences []Statement
}

func (s *Site) entityView(d *corpus.Dossier, at place) (*Frame, any) {
	e := d.Entity
	kin := s.kin[e.ID]
	v := Entity{EntityLink: s.dossierLink(d, at), Owner: s.entityLinks(e.Owner, at), Owns: s.linksOf(kin.owns, at),
		MemberOf: s.entityLinks(e.MemberOf, at), Members: s.linksOf(kin.members, at), Index: at.href("entities/")}
	md, lang := s.profile(e)
	v.Profile, v.ProfileLang = s.markdown[md].html, lang
	for _, address := range e.SameAs {
		host, ok := webLink(address)
		l := Link{Text: host}
		if ok {
			l.URL = address
		}
		v.SameAs = append(v.SameAs, l)
	}
	v.Names = seenNames(d.Names)
	if len(d.Sources) > 1 {
		for _, x := range d.Sources {
			v.Sources = append(v.Sources, SourceNames{x.Source, seenNames(x.Names)})
		}
	}
	v.First, v.Last = s.linkOf(d.First, at), s.linkOf(d.Last, at)
	for _, m := range d.Documents {
		v.Mentions = append(v.Mentions, s.documentMentions(m, at))
	}
	v.Events = s.eventLines(d.Events, at)
	v.Quotes, v.About = s.quotations(d.Quotes, at), s.quotations(d.About, at)
	for _, w := range d.AppearsWith {
		l := s.entityLink(w.Entity, at)
		l.Sentences, l.Documents = w.Sentences, w.Documents
		v.With = append(v.With, l)
	}
	return &Frame{Title: v.Name, TitleLang: v.Lang, Description: v.Description, HasCode: s.markdown[md].code}, v
}

func seenNames(names []corpus.NameSeen) (seen []SeenName) {
	for _, n := range names {
		seen = append(seen, SeenName{oneLine(n.Text), n.Kind.String(), n.Count})
	}
	return seen
}

// linkOf returns the link of a document, nil for nil.
func (s *Site) linkOf(doc *corpus.Document, at place) *DocumentLink {
	if doc == nil {
		return nil
	}
	l := s.documentLink(s.byID[doc.ID()], at)
	return &l
}

func (s *Site) quotations(refs []corpus.QuoteRef, at place) (list []Quotation) {
	for _, ref := range refs {
		if x, ok := s.quotation(ref, at); ok {
			list = append(list, x)
		}
	}
	return list
}

func (s *Site) documentMentions(m corpus.DocumentMentions, at place) DocumentMentions {
	v := DocumentMentions{Document: s.documentLink(s.byID[m.Document.ID()], at), Count: m.Count}
	for _, sm := range m.Sentences {
		marks := make([]text.Span, 0, len(sm.Mentions))
		for _, i := range sm.Mentions {
			marks = append(marks, m.Document.Mentions[i].Span)
		}
		v.Sentences = append(v.Sentences, s.sentence(sm.Sentence, text.Span{}, marks, at))
	}
	return v
}
