package reach

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// maxHops is how many redirects are followed, as many as browsers follow.
const maxHops = 20

// An asker asks for one address after another.
type asker struct {
	opt    Options
	client *http.Client

	mu    sync.Mutex
	hosts map[string]*sync.Mutex // held while a host is asked
}

// address asks for an address until there is an answer that another try won't change.
func (a *asker) address(ctx context.Context, address string) (answer Answer) {
	for try := range a.opt.Tries {
		var after time.Duration
		answer, after = a.follow(ctx, address)
		answer.Asked = a.opt.Now().UTC().Truncate(time.Second)
		if !answer.Passing() || try == a.opt.Tries-1 {
			break
		}
		wait := a.opt.Wait << try
		select {
		case <-ctx.Done():
			return answer
		case <-time.After(min(max(wait, after), a.opt.MaxWait)):
		}
	}
	return answer
}

// follow asks once, and goes where redirects lead. It also returns how long the host wants to be left alone.
func (a *asker) follow(ctx context.Context, address string) (answer Answer, after time.Duration) {
	answer.Permanent = true
	seen := map[string]bool{}
	for at := address; ; {
		if seen[at] || len(seen) > maxHops {
			return Answer{Status: http.StatusLoopDetected, Fault: "redirects lead in a circle", Final: at}, 0
		}
		seen[at] = true
		res, err := a.once(ctx, at)
		if err != nil {
			return Answer{Fault: reason(err)}, 0
		}
		answer.Status = res.StatusCode
		next, ok := onward(at, res)
		if !ok {
			answer.Permanent = answer.Permanent && answer.Final != ""
			return answer, retryAfter(res, a.opt.Now())
		}
		answer.Permanent = answer.Permanent && (res.StatusCode == http.StatusMovedPermanently || res.StatusCode == http.StatusPermanentRedirect)
		at, answer.Final = next, next
	}
}

// onward returns where a redirect leads.
func onward(at string, res *http.Response) (string, bool) {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return "", false
	}
	base, err := url.Parse(at)
	if err != nil {
		return "", false
	}
	next, err := base.Parse(res.Header.Get("Location"))
	if err != nil || res.Header.Get("Location") == "" || next.Scheme != "http" && next.Scheme != "https" {
		return "", false
	}
	next.Fragment = ""
	return next.String(), true
}

// once asks a host with HEAD, and with GET where that isn't answered as it should be: many hosts refuse what browsers
// don't send.
func (a *asker) once(ctx context.Context, address string) (*http.Response, error) {
	var res *http.Response
	var err error
	for _, method := range [...]string{http.MethodHead, http.MethodGet} {
		req, fault := http.NewRequestWithContext(ctx, method, address, nil)
		if fault != nil {
			return nil, fault
		}
		req.Header.Set("User-Agent", a.opt.Agent)
		req.Header.Set("Accept", "text/html,*/*;q=0.8")
		if res, err = a.alone(req); err != nil || res.StatusCode < 400 || res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable {
			break
		}
	}
	return res, err
}

// alone sends a request when its host has nothing else to answer.
func (a *asker) alone(req *http.Request) (*http.Response, error) {
	a.mu.Lock()
	host := a.hosts[req.URL.Host]
	if host == nil {
		host = new(sync.Mutex)
		a.hosts[req.URL.Host] = host
	}
	a.mu.Unlock()
	host.Lock()
	defer host.Unlock()
	res, err := a.client.Do(req)
	if err != nil {
		return nil, err
	}
	_, _ = io.CopyN(io.Discard, res.Body, 1<<10) // lets the connection be used again where there is little
	res.Body.Close()
	return res, nil
}

// retryAfter returns how long a host asks to wait (RFC 9110, 10.2.3).
func retryAfter(res *http.Response, now time.Time) time.Duration {
	said := res.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(said); err == nil {
		return time.Duration(max(seconds, 0)) * time.Second
	}
	if when, err := http.ParseTime(said); err == nil {
		return when.Sub(now)
	}
	return 0
}

// reason returns why there is no answer, without the address.
func reason(err error) string {
	var dns *net.DNSError
	var timeout net.Error
	var wrapped *url.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return "there is no such host"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	case errors.As(err, &wrapped):
		return wrapped.Err.Error()
	}
	return err.Error()
}
