package site

import (
	"cmp"
	"html/template"
	"slices"

	"briefing/internal/corpus"
	"briefing/internal/text"
)

// Entities is what entities.html is given.
type Entities struct {
	Groups []EntityGroup
	Pager  *Pager
}

// An EntityGroup is the entities of one type, those most documents name first.
type EntityGroup struct {
	Type     string
	Entities []EntityLink
}

func (s *edition) entitiesView(page int, at place) (*Frame, any) {
	l := s.entityPages[page]
	v := Entities{Pager: s.pagerOf(at, s.entityPages, page, s.words.say("entities.title"))}
	n := 0
	for _, g := range s.entityGroups(at) {
		from, to := max(l.first-n, 0), min(l.last-n, len(g.Entities))
		n += len(g.Entities)
		if from < to {
			v.Groups = append(v.Groups, EntityGroup{g.Type, g.Entities[from:to]})
		}
	}
	title := s.onPage(s.words.say("entities.title"), page, len(s.entityPages))
	return &Frame{Title: title, Description: s.words.say("entities.intro"), Pager: v.Pager}, v
}

func (s *edition) entityGroups(at place) (groups []EntityGroup) {
	for _, t := range corpus.EntityTypes {
		g := EntityGroup{Type: string(t)}
		for _, d := range s.files {
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

func (s *edition) dossierLink(d *dossier, at place) EntityLink {
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
	Seen        template.HTML // a list of them
	Sources     []SourceNames // the same for each source, where there are several
	First, Last *DocumentLink // that name it, by date; nil where none is dated
	Mentions    template.HTML // in context, by document: the first page of them
	Pager       *Pager        // to the other pages
	Events      template.HTML
	AllEvents   *Link         // to all of them, where they are too many
	Quotes      template.HTML // by it
	AllQuotes   *Link
	About       template.HTML // that name it
	AllAbout    *Link
	With        []EntityLink
	Graph       template.HTML // the same as a picture
	Feed        string
	Calendar    string      // "" where it has no events
	Previous    *EntityLink // by name, of the same type
	Next        *EntityLink
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
	Seen   template.HTML // a list of them
}

// How much an entity's page shows of each kind.
const (
	namesShown = 30
	withShown  = 30
	graphShown = 12
)

// addDossier adds the pages of an entity.
func (s *edition) addDossier(d *dossier) {
	s.addView(d.target+"index.html", "entity", func(at place) (*Frame, any) { return s.entityView(d, at) })
	for i := 1; i < len(d.mentions); i++ {
		s.addView(d.mentions[i].target+"index.html", "list", func(at place) (*Frame, any) { return s.mentionsView(d, i, at) })
	}
	for i, l := range d.eventLeaves {
		s.addView(l.target+"index.html", "list", func(at place) (*Frame, any) {
			w := s.writer(at)
			w.eventLines(d.Events[l.first:l.last])
			return s.listView(d, "entity.timeline", s.words.counted("count.events", len(d.Events)), w.html(), s.pagerOf(at, d.eventLeaves, i, ""), i, at)
		})
	}
	s.addQuoteList(d, "entity.quotes", d.quotes, d.quoteLeaves, false)
	s.addQuoteList(d, "entity.about", d.about, d.aboutLeaves, true)
}

func (s *edition) addQuoteList(d *dossier, what string, quotes []corpus.QuoteRef, list []leaf, said bool) {
	for i, l := range list {
		s.addView(l.target+"index.html", "list", func(at place) (*Frame, any) {
			w := s.writer(at)
			w.quotations(quotes[l.first:l.last], said)
			return s.listView(d, what, s.words.counted("document.quotes", len(quotes)), w.html(), s.pagerOf(at, list, i, ""), i, at)
		})
	}
}

// listView is a page of one of an entity's long lists.
func (s *edition) listView(d *dossier, what, count string, body template.HTML, pager *Pager, page int, at place) (*Frame, any) {
	name, lang := picked(d.Entity.Name, s.words.lang)
	v := List{Owner: Link{URL: at.href(d.target), Text: name, Lang: lang}, Type: string(d.Entity.Type), What: s.words.say(what), Count: count, Body: body, Pager: pager}
	of := 1
	if pager != nil {
		pager.Label = v.What
		of = pager.Pages[len(pager.Pages)-1].Number
	}
	return &Frame{Title: s.onPage(s.words.say("pager.of", "name", name, "what", v.What), page, of), Pager: pager}, v
}

func (s *edition) mentionPager(d *dossier, page int, at place) *Pager {
	return s.pager(at, page, len(d.mentions), s.words.say("entity.mentions"), func(i int) string { return d.mentions[i].target })
}

func (s *edition) mentionsView(d *dossier, page int, at place) (*Frame, any) {
	w := s.writer(at)
	w.contexts(d, page)
	return s.listView(d, "entity.mentions", s.words.counted("count.mentions", d.Count), w.html(), s.mentionPager(d, page, at), page, at)
}

func (s *edition) entityView(d *dossier, at place) (*Frame, any) {
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
	v.Seen = s.nameList(v.Names, at)
	if len(d.Sources) > 1 {
		for _, x := range d.Sources[:min(len(d.Sources), namesShown)] {
			names := seenNames(x.Names)
			v.Sources = append(v.Sources, SourceNames{x.Source, names, s.nameList(names, at)})
		}
	}
	v.First, v.Last = s.linkOf(d.First, at), s.linkOf(d.Last, at)
	s.entityLists(&v, d, at)
	for _, w := range d.AppearsWith[:min(len(d.AppearsWith), withShown)] {
		l := s.entityLink(w.Entity, at)
		l.Sentences, l.Documents = w.Sentences, w.Documents
		v.With = append(v.With, l)
	}
	v.Graph = s.graph(d, at)
	v.Previous, v.Next = s.neighbour(d, -1, at), s.neighbour(d, 1, at)
	v.Feed = at.href(d.target + "feed.xml")
	if hasCalendar(d.Events) {
		v.Calendar = at.href(d.target + "timeline.ics")
	}
	f := &Frame{Title: v.Name, TitleLang: v.Lang, Description: v.Description, HasCode: s.markdown[md].code, Pager: v.Pager,
		Card: s.card(d.target), Linked: s.entityLinked(d, at), Feeds: []Link{{URL: v.Feed, Text: v.Name}}}
	return f, v
}

// neighbour returns the next entity of the same type in a direction, by id, or nil.
func (s *edition) neighbour(d *dossier, step int, at place) *EntityLink {
	for i := d.number + step; i >= 0 && i < len(s.files); i += step {
		if e := s.files[i].Entity; e.Type == d.Entity.Type {
			l := s.entityLink(e, at)
			return &l
		}
	}
	return nil
}

// entityLists fills in the lists that may be too long for the page.
func (s *edition) entityLists(v *Entity, d *dossier, at place) {
	w := s.writer(at)
	w.contexts(d, 0)
	v.Mentions, v.Pager = w.html(), s.mentionPager(d, 0, at)
	events := d.Events
	if d.eventLeaves != nil {
		events = events[len(events)-eventLinesBeside:] // the latest
		v.AllEvents = &Link{URL: at.href(d.eventLeaves[0].target), Text: s.words.counted("entity.all_events", len(d.Events))}
	}
	v.Events = s.eventLines(events, at)
	v.Quotes, v.AllQuotes = s.someQuotes(d.quotes, d.quoteLeaves, false, at)
	v.About, v.AllAbout = s.someQuotes(d.about, d.aboutLeaves, true, at)
}

// quotesBeside is how many quotations an entity's own page shows where they are too many.
const quotesBeside = 8

func (s *edition) someQuotes(quotes []corpus.QuoteRef, list []leaf, said bool, at place) (template.HTML, *Link) {
	var all *Link
	if list != nil {
		all = &Link{URL: at.href(list[0].target), Text: s.words.counted("entity.all_quotes", len(quotes))}
		quotes = quotes[:min(len(quotes), quotesBeside)]
	}
	w := s.writer(at)
	w.quotations(quotes, said)
	return w.html(), all
}

func seenNames(names []corpus.NameSeen) (seen []SeenName) {
	for _, n := range names[:min(len(names), namesShown)] {
		seen = append(seen, SeenName{oneLine(n.Text), n.Kind.String(), n.Count})
	}
	return seen
}

// nameList writes the forms by which an entity is named.
func (s *edition) nameList(names []SeenName, at place) template.HTML {
	w := s.writer(at)
	w.loose = true
	w.write(`<ul class="names">`)
	for _, n := range names {
		w.write("<li")
		w.attr("class", n.Kind)
		w.write("><q>")
		w.escaped(n.Text)
		w.write(`</q> <span class="count">`)
		if n.Kind == corpus.Epithet.String() {
			w.say("entity.epithet")
			w.write(", ")
		}
		w.count("entity.times", n.Count)
		w.write("</span></li>")
	}
	w.write("</ul>")
	return w.html()
}

// linkOf returns the link of a document, nil for nil.
func (s *edition) linkOf(doc *corpus.Document, at place) *DocumentLink {
	if doc == nil {
		return nil
	}
	l := s.documentLink(s.articleOf(doc), at)
	return &l
}
