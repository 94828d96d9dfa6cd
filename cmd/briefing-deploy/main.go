// Briefing-deploy puts a built site into a folder or a store of objects: S3 and what speaks like it, Google Cloud
// Storage, Azure Blob Storage.
//
// # What it does, in which order
//
// It uploads what differs, assets first, then data, then pages, so that no page asks for what isn't there yet; then
// manifest.json; then it removes what an earlier run put there and the site has no more. What others keep in the store
// stays. A record, .briefing-deploy.json, says what is ours and how far a run came: it is written before anything else
// changes and again when all is done, so that a run that was killed is taken up by the next.
//
// # Why it is a module of its own
//
// The libraries of three clouds are 856 packages of 179 modules; all of briefing is 327 of 48. Measured, from nothing, in
// seconds of processor time: 76 for briefing and 167 for this, whose program has 67 MB, twice that of briefing. In the
// same module `go run ./cmd/briefing build` would download and compile no more than now, since Go leaves alone what
// isn't imported; but every `go vet ./...` and `go test ./...` would compile it, go.mod would list three times as many
// modules and go.sum four times as many sums, and the versions that the clouds need would be forced on briefing. So it
// has a go.mod of its own, and shares only the reading of _headers.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"gocloud.dev/blob"
)

// Exit statuses, those of briefing.
const (
	exitClean    = 0
	exitErrors   = 1
	exitUsage    = 2
	exitInternal = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// settings are what the command line says.
type settings struct {
	dir        string
	target     string
	encoding   string
	maxDeletes int
	jobs       int
	dryRun     bool
	force      bool
	quiet      bool
}

const usage = `Briefing-deploy uploads a built site: what differs, assets first, pages next, removals last.

Usage:
  briefing-deploy [flags] TARGET

TARGET is one of
  s3://BUCKET/PATH?region=REGION       also &endpoint=https://HOST&use_path_style=true for what speaks like S3
  gs://BUCKET/PATH
  azblob://CONTAINER/PATH
  file:///srv/www/story
with the credentials that the clouds' own tools use: AWS_ACCESS_KEY_ID …, GOOGLE_APPLICATION_CREDENTIALS, AZURE_STORAGE_ACCOUNT …

Flags:
`

// run is the whole program: it returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(stderr, "briefing-deploy: internal failure: %v\n%s    this is a bug of briefing, not of your files; please report it with the lines above\n", fault, debug.Stack())
			status = exitInternal
		}
	}()
	var s settings
	switch err := s.parse(args, stdout); {
	case errors.Is(err, flag.ErrHelp):
		return exitClean
	case err != nil:
		fmt.Fprintf(stderr, "briefing-deploy: error: %v\n    hint: see `briefing-deploy --help`\n", err)
		return exitUsage
	}
	if err := deploy(ctx, &s, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "briefing-deploy: error: %v\n", err)
		return exitErrors
	}
	return exitClean
}

func (s *settings) parse(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("briefing-deploy", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&s.dir, "dir", "public", "`folder` of the built site")
	flags.StringVar(&s.encoding, "encoding", "", "upload the twins that build --compress wrote in place of their files: gzip, br or zstd, for stores that serve one form only")
	flags.IntVar(&s.maxDeletes, "max-deletes", 256, "the most files that may be removed; -1 for any number")
	flags.IntVar(&s.jobs, "jobs", 16, "how many files are uploaded at once")
	flags.BoolVar(&s.dryRun, "dry-run", false, "tell what would be done, and do nothing")
	flags.BoolVar(&s.force, "force", false, "upload into a place that holds something else, which stays; and upload all files again")
	flags.BoolVar(&s.quiet, "quiet", false, "say nothing but what is wrong")
	var targets []string
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprint(stdout, usage)
				flags.SetOutput(stdout)
				flags.PrintDefaults()
			}
			return err
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		targets, rest = append(targets, rest[0]), rest[1:] // flags may follow
	}
	switch {
	case len(targets) != 1:
		return fmt.Errorf("%d targets, want one", len(targets))
	case s.encoding != "" && suffixOf(s.encoding) == "":
		return fmt.Errorf("unknown encoding %q: one of gzip, br, zstd", s.encoding)
	case s.jobs < 1:
		return fmt.Errorf("--jobs %d: at least one", s.jobs)
	}
	s.target = targets[0]
	return nil
}

// deploy does the work.
func deploy(ctx context.Context, s *settings, stdout, stderr io.Writer) error {
	site, err := readSite(s.dir, s.encoding)
	if err != nil {
		return err
	}
	bucket, err := openTarget(ctx, s.target, s.dryRun)
	if err != nil {
		return err
	}
	defer bucket.Close()
	said := &counter{w: stderr}
	if s.quiet {
		said.w = nil
	}
	return deployTo(ctx, bucket, site, s, stdout, said)
}

func deployTo(ctx context.Context, bucket *blob.Bucket, site []*object, s *settings, stdout io.Writer, said *counter) error {
	there, err := look(ctx, bucket, pages(s.target))
	if err != nil {
		return fmt.Errorf("can't read %s: %w%s", withoutSecrets(s.target), err, wayIn(s.target))
	}
	p, err := newPlan(site, there, s)
	if err != nil {
		return err
	}
	if s.dryRun {
		p.tell(stdout)
		return nil
	}
	err = p.carryOut(ctx, bucket, s.jobs, said)
	said.end()
	if err != nil {
		return fmt.Errorf("%w\n    hint: what is uploaded stays; run the same command again to go on", err)
	}
	if !s.quiet {
		fmt.Fprintf(stdout, "%s: %s\n", withoutSecrets(s.target), p.summary())
	}
	return nil
}

// wayIn says what a cloud wants to know before it lets anybody in.
func wayIn(target string) string {
	scheme, _, _ := strings.Cut(target, ":")
	way := map[string]string{
		"s3":     "give ?region=… in the target, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or AWS_PROFILE) in the environment",
		"gs":     "give GOOGLE_APPLICATION_CREDENTIALS in the environment, or log in with gcloud",
		"azblob": "give AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_KEY (or AZURE_STORAGE_SAS_TOKEN) in the environment",
	}[scheme]
	if way == "" {
		return ""
	}
	return "\n    hint: is the bucket there, and yours? " + way
}

// withoutSecrets returns a target without what follows its question mark.
func withoutSecrets(target string) string {
	target, _, _ = strings.Cut(target, "?")
	return target
}
