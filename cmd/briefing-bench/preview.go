package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A preview is how long the preview makes editors wait: medians.
type preview struct {
	clippings       int
	first           time.Duration // from its start to the first page
	clipping, alias time.Duration // from a file saved to the page that shows it
}

const (
	pause   = 300 * time.Millisecond // between edits
	patient = 2 * time.Minute        // for a page
	glance  = time.Millisecond       // between two looks at a page
)

// preview measures the preview of a site of n clippings: a clipping that is edited, and an entity that is given
// another name and loses it again.
func (p *plan) preview(n int) (l preview, err error) {
	p.say("editing %d clippings in the preview", n)
	l.clippings = n
	dir, err := p.site(fmt.Sprint("preview-", n), n)
	if err != nil {
		return l, err
	}
	clipping, mixer := filepath.Join(dir, "seeds/000000.txt"), filepath.Join(dir, "content/entities/mixer.md")
	text, errText := os.ReadFile(clipping)
	entity, errEntity := os.ReadFile(mixer)
	body := string(text) + "\nAt last Zoracle came.\n"
	if err := errors.Join(errText, errEntity, put(body, clipping), put("---\nclipping: 000000.txt\nslug: edited\n---\n", dir, "content/documents/edited.md")); err != nil {
		return l, err
	}
	s, err := p.serve(dir)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	const page = "documents/edited/"
	if l.first, err = s.until(s.started, page, "Zoracle"); err != nil {
		return l, err
	}
	if l.clipping, err = s.edits(p.edits, clipping, page, func(i int) (string, string) {
		token := fmt.Sprintf("Zq%dx", i)
		return body + "\nThen " + token + " came.\n", token
	}); err != nil {
		return l, err
	}
	l.alias, err = s.edits(p.edits, mixer, page, func(i int) (string, string) {
		if i%2 == 0 {
			return strings.Replace(string(entity), "\ntype:", "\naliases: [Zoracle]\ntype:", 1), ">Zoracle</a>"
		}
		return string(entity), "At last Zoracle came"
	})
	return l, err
}

// A server is a preview that runs.
type server struct {
	cmd     *exec.Cmd
	url     string
	started time.Time
}

// serve starts the preview of a site.
func (p *plan) serve(dir string) (*server, error) {
	settle()
	s := &server{cmd: exec.Command(p.program, "--site", dir, "serve", "--addr", "127.0.0.1:0"), started: time.Now()}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	url, _, ok := strings.Cut(lines.Text(), " shows ")
	if !ok {
		return nil, errors.Join(fmt.Errorf("the preview of %s says no address: %q", dir, lines.Text()), s.stop())
	}
	s.url = url
	go func() { _, _ = io.Copy(io.Discard, out) }() // what it goes on to say is of no use
	return s, nil
}

func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// edits saves a file n times and returns the median of what it takes until a page shows what is wanted of it.
func (s *server) edits(n int, file, page string, edit func(i int) (body, want string)) (time.Duration, error) {
	var all []time.Duration
	for i := range n {
		time.Sleep(pause)
		body, want := edit(i)
		if err := put(body, file); err != nil {
			return 0, err
		}
		took, err := s.until(time.Now(), page, want)
		if err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	return middle(all, func(d time.Duration) time.Duration { return d }), nil
}

// until asks for a page until it has what is wanted, and returns how long that is since some time.
func (s *server) until(since time.Time, page, want string) (time.Duration, error) {
	for time.Since(since) < patient {
		body, err := s.get(page)
		if err != nil {
			return 0, err
		}
		if strings.Contains(body, want) {
			return time.Since(since), nil
		}
		time.Sleep(glance)
	}
	return 0, fmt.Errorf("%s%s doesn't show %q after %s", s.url, page, want, patient)
}

func (s *server) get(page string) (string, error) {
	resp, err := http.Get(s.url + page)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}
