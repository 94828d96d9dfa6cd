package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"briefing/internal/build"
	"briefing/internal/diag"
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
	readOnly bool            // nothing may be written: others than the editor may reach the server
	hosts    map[string]bool // beside those of the loopback

	mu      sync.Mutex
	view    *build.View       // nil before the first update
	changes map[string]bool   // paths that have changed and aren't part of the view
	last    time.Time         // of the last of them
	current chan struct{}     // closed when the view is up to date
	fresh   chan struct{}     // closed when there is a new view
	wake    chan struct{}     // holds one token where there are changes
	homes   map[string]string // address of a document → its id, for those that move

	undo undo
}

// New returns a server of a site; addr is where it will listen.
func New(addr string, opt Options) (*Server, error) {
	root, err := os.OpenRoot(opt.Dir)
	if err != nil {
		return nil, err
	}
	var token [16]byte
	_, _ = rand.Read(token[:]) // never fails
	s := &Server{opt: opt, root: root, editor: editorOf(opt.Editor), token: hex.EncodeToString(token[:]), hosts: map[string]bool{},
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
	session := build.NewSession(s.root.FS(), s.opt.Build)
	s.changed(".")
	for {
		select {
		case <-ctx.Done():
			<-stopped
			return nil
		case <-s.wake:
		}
		if !s.settle(ctx) {
			continue
		}
		s.update(session)
	}
}

// changed notes that a path has changed.
func (s *Server) changed(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.changes) == 0 && isClosed(s.current) {
		s.current = make(chan struct{})
	}
	s.changes[name] = true
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

// update applies the changes known by now.
func (s *Server) update(session *build.Session) {
	start := time.Now()
	s.mu.Lock()
	names := make([]string, 0, len(s.changes))
	for name := range s.changes {
		names = append(names, name)
	}
	clear(s.changes)
	s.mu.Unlock()

	v := session.Update(names...)
	s.publish(v, true)
	if s.opt.Updated != nil {
		s.opt.Updated(v, time.Since(start))
	}
	s.mu.Lock()
	busy := len(s.changes) > 0
	s.mu.Unlock()
	if busy {
		return
	}
	if v := session.Try(); v != nil {
		s.publish(v, false)
		if s.opt.Updated != nil {
			s.opt.Updated(v, time.Since(start))
		}
	}
}

// publish makes a view the one that is shown.
func (s *Server) publish(v *build.View, current bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.view = v
	s.remember(v)
	close(s.fresh)
	s.fresh = make(chan struct{})
	if current && len(s.changes) == 0 && !isClosed(s.current) {
		close(s.current)
	}
}

// remember notes under which addresses the documents have stood.
func (s *Server) remember(v *build.View) {
	if v.Site == nil {
		return
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
	for {
		s.mu.Lock()
		v, current := s.view, s.current
		s.mu.Unlock()
		if isClosed(current) {
			return v
		}
		select {
		case <-ctx.Done():
			return nil
		case <-current:
		}
	}
}

// next returns the present view, and a channel that is closed when there is another.
func (s *Server) next() (*build.View, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view, s.fresh
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
