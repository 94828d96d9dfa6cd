package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"briefing/internal/build"
	"briefing/internal/diag"
	"briefing/internal/suggest"
)

// Options are what the caller decides.
type Options struct {
	Dir    string // the site's folder
	Build  build.Options
	Poll   bool   // look for changes instead of being told
	Editor string // how to open a file: a program's name, such as "code", or an address with {file}, {line} and {column}

	// Updated is called after each update, from one goroutine: with what there is to say of the site, and how long it
	// took. It may be nil.
	Updated func(v *build.View, took time.Duration)
}

// A Server shows a site. It is an [http.Handler]; [Server.Run] keeps it up to date.
type Server struct {
	opt      Options
	root     *os.Root // of the site: no path leads out of it
	editor   editor
	token    string
	run      string          // tells this run of a server from others
	readOnly bool            // nothing may be written: others than the editor may reach the server
	hosts    map[string]bool // beside those of the loopback

	mu      sync.Mutex
	view    *build.View       // nil before the first update
	proof   *build.Proof      // of what isn't part of the view yet; nil for none
	changes map[string]bool   // paths that have changed and aren't part of the view
	last    time.Time         // of the last of them
	current chan struct{}     // closed when the view is up to date
	fresh   chan struct{}     // closed when there is a new view or proof
	wake    chan struct{}     // holds one token where there are changes
	homes   map[string]string // address of a document → its id, for those that move

	writing sync.Mutex // one order at a time
	written []writing

	suggesting   sync.Mutex
	suggested    []suggest.Suggestion
	suggestedFor *build.Site
}

// New returns a server of a site; addr is where it will listen.
func New(addr string, opt Options) (*Server, error) {
	root, err := os.OpenRoot(opt.Dir)
	if err != nil {
		return nil, err
	}
	var token [20]byte
	_, _ = rand.Read(token[:]) // never fails
	s := &Server{opt: opt, root: root, editor: editorOf(opt.Editor), token: hex.EncodeToString(token[:16]), run: hex.EncodeToString(token[16:]), hosts: map[string]bool{},
		changes: map[string]bool{}, current: make(chan struct{}), fresh: make(chan struct{}), wake: make(chan struct{}, 1),
		homes: map[string]string{}}
	if host, _, err := net.SplitHostPort(addr); err == nil && host != "" {
		s.hosts[host] = true
	}
	s.readOnly = !Loopback(addr)
	return s, nil
}

// Loopback reports whether an address to listen on is reached from this machine alone.
func Loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Run reads the site and keeps it up to date until the context ends.
func (s *Server) Run(ctx context.Context) error {
	defer s.root.Close()
	var stopped <-chan struct{}
	if s.opt.Poll {
		stopped = poll(ctx, s.opt.Dir, s.changed)
	} else {
		var err error
		if stopped, err = watch(ctx, s.opt.Dir, s.changed); err != nil {
			return err
		}
	}
	s.changed(".")
	s.keep(ctx, build.NewSession(s.root.FS(), s.opt.Build))
	<-stopped
	return nil
}

// keep keeps the view as the files are, until the context ends. What has changed is read at once; linking all of it
// again goes on beside, one edition after another, since it takes long where there are many documents.
func (s *Server) keep(ctx context.Context, session *build.Session) {
	var waiting *build.Edition // to be pressed; the latest
	pressing := false
	pressed := make(chan *build.Edition, 1)
	var since time.Time // the first change that isn't shown
	for {
		if waiting != nil && !pressing {
			e := waiting
			waiting, pressing = nil, true
			go func() {
				e.Press()
				pressed <- e
			}()
		}
		select {
		case <-ctx.Done():
			if pressing {
				<-pressed
			}
			return
		case <-s.wake:
			if !s.settle(ctx) {
				continue
			}
			if waiting == nil && !pressing {
				since = time.Now()
			}
			waiting = session.Begin(s.take()...)
			s.prove(waiting.Proof())
		case e := <-pressed:
			pressing = false
			v, again := session.Finish(e)
			if again != nil && waiting == nil {
				waiting = again
			}
			if v != nil {
				s.publish(v, waiting == nil)
				s.tell(v, since)
				since = time.Now()
			}
			if waiting == nil && s.calm() {
				if v := session.Try(); v != nil {
					s.publish(v, false)
					s.tell(v, since)
				}
			}
		}
	}
}

func (s *Server) tell(v *build.View, since time.Time) {
	if s.opt.Updated != nil {
		s.opt.Updated(v, time.Since(since))
	}
}

// changed notes that a path has changed.
func (s *Server) changed(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if isClosed(s.current) {
		s.current = make(chan struct{})
	}
	s.changes[name] = true
	s.proof = nil // it is old now
	s.last = time.Now()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// A program that saves a file empties it, writes it, renames it: what follows one another this closely is one change,
// up to a limit.
const (
	quiet    = 3 * time.Millisecond
	patience = 60 * time.Millisecond
)

// settle waits until the changes pause. It returns false where the context has ended.
func (s *Server) settle(ctx context.Context) bool {
	for end := time.Now().Add(patience); ; {
		s.mu.Lock()
		calm := s.last.Add(quiet)
		s.mu.Unlock()
		wait := time.Until(calm)
		if wait <= 0 || time.Now().After(end) || s.view == nil {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(wait):
		}
	}
}

// take returns the changes known by now, and forgets them.
func (s *Server) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := make([]string, 0, len(s.changes))
	for name := range s.changes {
		names = append(names, name)
	}
	clear(s.changes)
	s.proof = nil
	return names
}

// calm reports whether there is no change that isn't known to the session.
func (s *Server) calm() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.changes) == 0
}

// publish makes a view the one that is shown; latest says that it has all changes that were taken.
func (s *Server) publish(v *build.View, latest bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.view = v
	if latest {
		s.proof = nil
	}
	s.remember(v)
	s.announce()
	if latest && len(s.changes) == 0 && !isClosed(s.current) {
		close(s.current)
	}
}

// prove lets single documents be seen before the site is.
func (s *Server) prove(p *build.Proof) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proof = p; p != nil {
		s.announce()
	}
}

// manyHomes is how many addresses are remembered beside those of the documents, and as many more.
const manyHomes = 1000

// announce wakes whoever waits for something new.
func (s *Server) announce() {
	close(s.fresh)
	s.fresh = make(chan struct{})
}

// remember notes under which addresses the documents have stood: those of old are forgotten where they become many, so
// that a day of edits holds no more than an hour's.
func (s *Server) remember(v *build.View) {
	if v.Site == nil {
		return
	}
	if len(s.homes) > 2*len(v.Corpus.Slugs)+manyHomes {
		clear(s.homes)
	}
	for id, slug := range v.Corpus.Slugs {
		s.homes["documents/"+slug+"/"] = id
	}
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// latest returns the view once it is up to date, or nil where that doesn't come about in time.
func (s *Server) latest(ctx context.Context) *build.View {
	v, _ := s.await(ctx, false)
	return v
}

// await returns the view once it is up to date. Where a proof will do, it returns one that is there before; both are
// nil where nothing comes about in time.
func (s *Server) await(ctx context.Context, proof bool) (*build.View, *build.Proof) {
	for {
		s.mu.Lock()
		v, p, current, fresh := s.view, s.proof, s.current, s.fresh
		s.mu.Unlock()
		switch {
		case isClosed(current):
			return v, nil
		case proof && p != nil:
			return v, p
		}
		select {
		case <-ctx.Done():
			return nil, nil
		case <-current:
		case <-fresh:
		}
	}
}

// next returns the present view and proof, and a channel that is closed when there is another.
func (s *Server) next() (*build.View, *build.Proof, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view, s.proof, s.fresh
}

// home returns the id of the document that stands at an address, or did.
func (s *Server) home(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.homes[strings.TrimSuffix(name, "index.html")]
}

// ListenAndServe serves on an address until the context ends. listening is called once requests are answered.
func (s *Server) ListenAndServe(ctx context.Context, addr string, listening func(url string)) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	ran := make(chan error, 1)
	go func() {
		err := s.Run(ctx)
		cancel() // requests that wait for a view, and open streams of events, end with it
		_ = web.Close()
		ran <- err
	}()
	listening("http://" + listener.Addr().String() + "/")
	err = web.Serve(listener)
	cancel()
	if failed := <-ran; failed != nil {
		return failed
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// shown returns what an editor is told of: all but mere information.
func shown(list diag.List) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Severity != diag.Info {
			out = append(out, d)
		}
	}
	return out
}
