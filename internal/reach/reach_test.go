package reach

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// quick doesn't wait as long as one has to for real hosts.
func quick() Options {
	return Options{Timeout: 300 * time.Millisecond, Wait: 5 * time.Millisecond, MaxWait: 50 * time.Millisecond}
}

// A host counts what it is asked, and fails where two ask at once.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int // by method and path
}

func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{asked: map[string]int{}}
	var busy atomic.Int32
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if busy.Add(1) > 1 && r.URL.Path != "/slow" {
			t.Error("two requests at once")
		}
		defer busy.Add(-1)
		if !strings.Contains(r.UserAgent(), "briefing") {
			t.Errorf("User-Agent %q", r.UserAgent())
		}
		h.mu.Lock()
		h.asked[r.Method+r.URL.Path]++
		times := h.asked["HEAD"+r.URL.Path]
		h.mu.Unlock()
		h.answer(w, r, times)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *host) answer(w http.ResponseWriter, r *http.Request, times int) {
	switch r.URL.Path {
	case "/ok", "/ok2":
		time.Sleep(5 * time.Millisecond)
	case "/getonly":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "/busy", "/limited":
		if times < 3 {
			w.Header().Set("Retry-After", "1000000") // more than anyone waits
			w.WriteHeader(map[string]int{"/busy": 503, "/limited": 429}[r.URL.Path])
		}
	case "/down":
		w.WriteHeader(http.StatusServiceUnavailable)
	case "/slow":
		time.Sleep(600 * time.Millisecond)
	case "/moved":
		http.Redirect(w, r, "/ok", http.StatusMovedPermanently)
	case "/login":
		http.Redirect(w, r, "/moved", http.StatusFound)
	case "/round":
		http.Redirect(w, r, "/about", http.StatusFound)
	case "/about":
		http.Redirect(w, r, "/round", http.StatusFound)
	case "/deep":
		http.Redirect(w, r, r.URL.Path+"?"+r.URL.RawQuery+"x", http.StatusFound)
	case "/odd":
		w.WriteHeader(http.StatusFound) // without saying where
	case "/forbidden":
		w.WriteHeader(http.StatusForbidden)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func TestAnswers(t *testing.T) {
	h := newHost(t)
	for _, c := range []struct {
		path   string
		status int
		final  string
		perm   bool
		head   int // requests
		get    int
	}{
		{"/ok", 200, "", false, 1, 0},
		{"/getonly", 200, "", false, 1, 1},
		{"/none", 404, "", false, 1, 1},
		{"/forbidden", 403, "", false, 1, 1},
		{"/busy", 200, "", false, 3, 0},
		{"/limited", 200, "", false, 3, 0},
		{"/down", 503, "", false, 3, 0},
		{"/moved", 200, "/ok", true, 1, 0},
		{"/login", 200, "/ok", false, 1, 0},
		{"/round", 508, "/round", false, 1, 0},
		{"/deep", 508, "", false, 21, 0},
		{"/odd", 302, "", false, 1, 0},
		{"/slow", 0, "", false, 3, 0},
	} {
		h.asked = map[string]int{}
		got, known := Ask(context.Background(), []string{h.URL + c.path}, quick())
		a := got[0]
		if a.Status != c.status || c.final != "" && a.Final != h.URL+c.final || a.Permanent != c.perm || known != 0 || a.Asked.IsZero() {
			t.Errorf("%s: %+v", c.path, a)
		}
		h.mu.Lock()
		if h.asked["HEAD"+c.path] != c.head || h.asked["GET"+c.path] != c.get {
			t.Errorf("%s: asked %v", c.path, h.asked)
		}
		h.mu.Unlock()
		if c.path == "/slow" && a.Fault != "no answer in time" {
			t.Errorf("%s: %q", c.path, a.Fault)
		}
	}
}

// TestSideBySide: each host answers one request at a time (which the hosts themselves hold), several hosts at once; a
// redirect to another host waits its turn there.
func TestSideBySide(t *testing.T) {
	a, b := newHost(t), newHost(t)
	var both atomic.Int32
	met := make(chan struct{})
	meet := func(w http.ResponseWriter, _ *http.Request) {
		if both.Add(1) == 2 {
			close(met)
		}
		select {
		case <-met:
		case <-time.After(10 * time.Second):
			w.WriteHeader(http.StatusTeapot)
		}
	}
	left, right := httptest.NewServer(http.HandlerFunc(meet)), httptest.NewServer(http.HandlerFunc(meet))
	across := httptest.NewServer(http.RedirectHandler(a.URL+"/ok2", http.StatusFound))
	t.Cleanup(left.Close)
	t.Cleanup(right.Close)
	t.Cleanup(across.Close)
	addresses := []string{left.URL, right.URL}
	for _, h := range []*host{a, b} {
		for _, p := range []string{"/ok", "/ok2", "/moved", "/login"} {
			addresses = append(addresses, h.URL+p)
		}
	}
	addresses = append(addresses, across.URL+"/1", across.URL+"/2")
	var steps atomic.Int32
	opt := quick()
	opt.Timeout = 20 * time.Second
	opt.Progress = func(_, all int) {
		if steps.Add(1); all != len(addresses) {
			t.Errorf("%d of %d", all, len(addresses))
		}
	}
	answers, _ := Ask(context.Background(), addresses, opt)
	for i, a := range answers {
		if !a.OK() {
			t.Errorf("%s: %+v", addresses[i], a)
		}
	}
	if int(steps.Load()) != len(addresses) {
		t.Errorf("%d steps of %d", steps.Load(), len(addresses))
	}
}

// TestKnown: what was learned isn't asked again while it is fresh.
func TestKnown(t *testing.T) {
	h := newHost(t)
	now := time.Date(2020, 8, 3, 12, 0, 0, 0, time.UTC)
	opt := quick()
	opt.Now = func() time.Time { return now }
	opt.Fresh = time.Hour
	ask := func() Answer {
		answers, _ := Ask(context.Background(), []string{h.URL + "/ok"}, opt)
		opt.Known = map[string]Answer{h.URL + "/ok": answers[0]}
		return answers[0]
	}
	first := ask()
	now = now.Add(59 * time.Minute)
	if again := ask(); again != first || h.asked["HEAD/ok"] != 1 {
		t.Errorf("%+v %+v, asked %v", first, again, h.asked)
	}
	now = now.Add(time.Minute)
	if later := ask(); later.Asked == first.Asked || h.asked["HEAD/ok"] != 2 {
		t.Errorf("%+v %+v, asked %v", first, later, h.asked)
	}
}

func TestNoHost(t *testing.T) {
	h := newHost(t)
	h.Close()
	for _, address := range []string{h.URL + "/ok", "http://briefing.invalid/", "http://[::1"} {
		opt := quick()
		opt.Tries = 1
		if got, _ := Ask(context.Background(), []string{address}, opt); got[0].Status != 0 || got[0].Fault == "" || !got[0].Passing() || got[0].OK() {
			t.Errorf("%s: %+v", address, got[0])
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	opt := quick()
	opt.Wait, opt.MaxWait = time.Hour, time.Hour
	if got, _ := Ask(ctx, []string{h.URL + "/ok"}, opt); got[0].OK() {
		t.Errorf("%+v", got[0])
	}
}
