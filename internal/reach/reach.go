// Package reach asks other sites whether the addresses that lead to them still answer.
//
// It is as gentle as a reader: no host gets a second request before it answered the first, however many addresses of it
// there are; hosts are asked side by side. HEAD comes first, GET only where a host doesn't understand that. What may
// pass — a time-out, a busy server — is tried again, later and later, or when the host says so. What is known from
// earlier isn't asked again.
package reach

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Options change how addresses are asked for. The zero value of a field takes what [Defaults] has.
type Options struct {
	Timeout time.Duration // of one request
	Tries   int           // requests before giving up
	Wait    time.Duration // before the second try; before each further one twice as long
	MaxWait time.Duration // the longest wait, whatever a host asks for
	Hosts   int           // asked at the same time
	Agent   string        // the User-Agent

	Known map[string]Answer // what earlier runs learned, by address
	Fresh time.Duration     // how long that holds; 0: nothing of it

	Now       func() time.Time
	Transport http.RoundTripper   // nil for that of net/http
	Progress  func(done, all int) // called after each address, from many goroutines; it may be nil
}

// Defaults are gentle.
var Defaults = Options{
	Timeout: 20 * time.Second, Tries: 3, Wait: 2 * time.Second, MaxWait: 30 * time.Second, Hosts: 16,
	Agent: "briefing (checks whether links still lead somewhere; one request at a time)", Now: time.Now,
}

// An Answer is what became of an address.
type Answer struct {
	Status    int       `json:"status,omitempty"`    // of HTTP; 0 where there was no answer
	Fault     string    `json:"fault,omitempty"`     // why there was none
	Final     string    `json:"final,omitempty"`     // where redirects led; "" where there were none
	Permanent bool      `json:"permanent,omitempty"` // all of them said to be for good
	Asked     time.Time `json:"asked"`
}

// OK reports whether the address shows something.
func (a Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// Gone reports whether the address is known to lead nowhere; false as well where that can't be told.
func (a Answer) Gone() bool { return a.Status == http.StatusNotFound || a.Status == http.StatusGone }

// Passing reports whether another time the answer may be another.
func (a Answer) Passing() bool {
	switch a.Status {
	case 0, http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// Ask returns the answers to addresses of HTTP, in their order, and how many of them it knew already.
func Ask(ctx context.Context, addresses []string, opt Options) (answers []Answer, known int) {
	a := &asker{opt: opt.filled(), hosts: map[string]*sync.Mutex{}}
	a.client = &http.Client{Transport: a.opt.Transport, Timeout: a.opt.Timeout, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answers = make([]Answer, len(addresses))
	queues := map[string][]int{} // by host, the addresses to ask it for
	for i, address := range addresses {
		if old, ok := opt.Known[address]; ok && a.opt.Now().Sub(old.Asked) < opt.Fresh {
			answers[i] = old
			known++
			continue
		}
		host := ""
		if u, err := url.Parse(address); err == nil {
			host = u.Host
		}
		queues[host] = append(queues[host], i)
	}
	done, all := known, len(addresses)
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, a.opt.Hosts)
	for _, host := range slices.Sorted(maps.Keys(queues)) {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			for _, i := range queues[host] {
				answers[i] = a.address(ctx, addresses[i])
				mu.Lock()
				done++
				now := done
				mu.Unlock()
				if opt.Progress != nil {
					opt.Progress(now, all)
				}
			}
		})
	}
	wg.Wait()
	return answers, known
}

// filled returns the options with defaults where nothing is said.
func (opt Options) filled() Options {
	fill := func(d *time.Duration, with time.Duration) {
		if *d == 0 {
			*d = with
		}
	}
	fill(&opt.Timeout, Defaults.Timeout)
	fill(&opt.Wait, Defaults.Wait)
	fill(&opt.MaxWait, Defaults.MaxWait)
	if opt.Tries == 0 {
		opt.Tries = Defaults.Tries
	}
	if opt.Hosts == 0 {
		opt.Hosts = Defaults.Hosts
	}
	if opt.Agent == "" {
		opt.Agent = Defaults.Agent
	}
	if opt.Now == nil {
		opt.Now = Defaults.Now
	}
	return opt
}
