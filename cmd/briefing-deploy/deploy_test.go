package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/blob/memblob"
	"gocloud.dev/gcerrors"
)

const siteHeaders = "/repo/*\n  X-Content-Type-Options: nosniff\n/repo/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n/repo/\n  Cache-Control: public, max-age=300\n/repo/a/*\n  Cache-Control: public, max-age=300\n"

// sample is a site of two pages that need a style and a file of data, in its state n: no asset of one state is that of
// another.
func sample(n int) map[string]string {
	page := fmt.Sprintf(`<link href="assets/style.%d.css"><a data-src="assets/data.%d.json">`, n, n)
	return map[string]string{
		"_headers": siteHeaders, fmt.Sprintf("assets/style.%d.css", n): fmt.Sprint("style", n), fmt.Sprintf("assets/data.%d.json", n): fmt.Sprint("data", n),
		"index.html": page, "index.html.gz": "zipped " + page, "a/index.html": page + "a", "feed.xml": fmt.Sprint("<feed", n), "same.txt": "same",
		fmt.Sprintf("a/only%d.txt", n): "x",
	}
}

// write makes a built site's folder of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	sums := map[string]string{}
	for name, body := range files {
		sum := sha256.Sum256([]byte(body))
		sums[name] = hex.EncodeToString(sum[:])
		put(t, filepath.Join(dir, name), body)
	}
	raw, err := json.Marshal(map[string]any{"briefing": 1, "files": sums})
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, manifestName), string(raw))
	return dir
}

func put(t *testing.T, name, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

// deployed deploys a folder and returns what is said.
func deployed(ctx context.Context, bucket *blob.Bucket, dir string, s settings, said *counter) (string, error) {
	s.dir, s.jobs = dir, 4
	site, err := readSite(dir, s.encoding)
	if err != nil {
		return "", err
	}
	if said == nil {
		said = &counter{}
	}
	var out strings.Builder
	err = deployTo(ctx, bucket, site, &s, &out, said)
	return out.String(), err
}

// contents returns all objects but the record.
func contents(t *testing.T, bucket *blob.Bucket) map[string]string {
	t.Helper()
	files := map[string]string{}
	for all := bucket.List(nil); ; {
		o, err := all.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		raw, err := bucket.ReadAll(context.Background(), o.Key)
		if gcerrors.Code(err) == gcerrors.NotFound {
			continue // a store finishes what it was told before its client was killed
		}
		if err != nil {
			t.Fatal(err)
		}
		if o.Key != recordName {
			files[o.Key] = string(raw)
		}
	}
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var needs = regexp.MustCompile(`(?:href|src)="([^"]*assets/[^"]+)"`)

// pagesFindAssets fails where a page is there and an asset that it needs is not.
func pagesFindAssets(t *testing.T, files map[string]string, when string) {
	t.Helper()
	for name, body := range files {
		for _, m := range needs.FindAllStringSubmatch(body, -1) {
			asset := "assets/" + m[1][strings.LastIndex(m[1], "assets/")+len("assets/"):]
			if _, ok := files[asset]; strings.HasSuffix(name, ".html") && !ok {
				t.Fatalf("%s: %s needs %s", when, name, asset)
			}
		}
	}
}

// open returns a store of each kind that needs no server.
func open(t *testing.T) map[string]*blob.Bucket {
	t.Helper()
	file, err := fileblob.OpenBucket(t.TempDir(), &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*blob.Bucket{"memory": memblob.OpenBucket(nil), "file": file}
}

func TestDeploy(t *testing.T) {
	ctx := context.Background()
	for kind, bucket := range open(t) {
		one, two := write(t, sample(1)), write(t, sample(2))
		for _, step := range []struct{ dir, says string }{
			{one, "10 files, 10 to upload (0.0 MB), 0 to remove"},
			{one, "10 files, 0 to upload (0.0 MB), 0 to remove"},
			{two, "10 files, 8 to upload (0.0 MB), 3 to remove"},
			{two, "0 to upload (0.0 MB), 0 to remove"},
			{one, "8 to upload (0.0 MB), 3 to remove"},
		} {
			said, err := deployed(ctx, bucket, step.dir, settings{maxDeletes: 3}, nil)
			if err != nil || !strings.Contains(said, step.says) {
				t.Errorf("%s: said %q, %v, want %q", kind, said, err, step.says)
			}
			if got, want := contents(t, bucket), folder(t, step.dir); !maps.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", kind, got, want)
			}
		}
		for _, name := range []string{"theirs.txt", "theirs.18ea3610c4b4213d.tmp", "index.html.18ea3610c4b4213d.tmp", recordName + ".18ea3610c4b4213d.tmp"} {
			if err := bucket.WriteAll(ctx, name, []byte("x"), nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := bucket.Delete(ctx, "feed.xml"); err != nil {
			t.Fatal(err)
		}
		if said, err := deployed(ctx, bucket, one, settings{maxDeletes: 2}, nil); err != nil || !strings.Contains(said, " 1 to upload (0.0 MB), 2 to remove") {
			t.Errorf("%s: after something was lost: %q %v", kind, said, err)
		}
		if got := contents(t, bucket); got["theirs.txt"] != "x" || got["theirs.18ea3610c4b4213d.tmp"] != "x" || got["feed.xml"] == "" || len(got) != 12 {
			t.Errorf("%s: %q", kind, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	ctx := context.Background()
	bucket := memblob.OpenBucket(nil)
	if _, err := deployed(ctx, bucket, write(t, sample(1)), settings{}, nil); err != nil {
		t.Fatal(err)
	}
	want := func(path, media, encoding, cache string) {
		t.Helper()
		got, err := bucket.Attributes(ctx, path)
		if err != nil || got.ContentType != media || got.ContentEncoding != encoding || got.CacheControl != cache {
			t.Errorf("%s: %+v %v", path, got, err)
		}
	}
	want("index.html", "text/html; charset=utf-8", "", "public, max-age=300")
	want("index.html.gz", "text/html; charset=utf-8", "gzip", "public, max-age=300")
	want("assets/style.1.css", "text/css; charset=utf-8", "", "public, max-age=31536000, immutable")
	want("feed.xml", "application/xml; charset=utf-8", "", "")

	// The same bytes with other headers are uploaded again.
	changed := sample(1)
	changed["_headers"] = strings.ReplaceAll(siteHeaders, "max-age=300", "max-age=60")
	if said, err := deployed(ctx, bucket, write(t, changed), settings{}, nil); err != nil || !strings.Contains(said, " 6 to upload") {
		t.Errorf("said %q, %v", said, err)
	}
	want("a/index.html", "text/html; charset=utf-8", "", "public, max-age=60")

	// Twins take the place of their files where a store can't choose.
	if said, err := deployed(ctx, bucket, write(t, changed), settings{encoding: "gzip", maxDeletes: 1}, nil); err != nil || !strings.Contains(said, " 1 to upload (0.0 MB), 1 to remove") {
		t.Errorf("said %q, %v", said, err)
	}
	want("index.html", "text/html; charset=utf-8", "gzip", "public, max-age=60")
	if got := contents(t, bucket); got["index.html"] != changed["index.html.gz"] || got["index.html.gz"] != "" {
		t.Errorf("got %q", got)
	}
}

// TestInterrupted stops a run after each of its steps, and takes it up: whatever stands there finds its assets, nothing
// is uploaded twice where the store tells what it has, and all ends as an unbroken run does.
func TestInterrupted(t *testing.T) {
	for kind := range open(t) {
		for stop := 1; stop <= 11; stop++ {
			bucket := open(t)[kind]
			one, two := write(t, sample(1)), write(t, sample(2))
			if _, err := deployed(context.Background(), bucket, one, settings{maxDeletes: -1}, nil); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			steps := 0
			_, err := deployed(ctx, bucket, two, settings{maxDeletes: -1}, &counter{after: func(done int) {
				if steps = done; done == stop {
					cancel()
				}
			}})
			cancel()
			when := fmt.Sprintf("%s, stopped after %d", kind, stop)
			if err == nil && stop < 8 {
				t.Errorf("%s: no error", when)
			}
			pagesFindAssets(t, contents(t, bucket), when)
			again := 0
			if _, err := deployed(context.Background(), bucket, two, settings{maxDeletes: -1}, &counter{after: func(int) { again++ }}); err != nil {
				t.Errorf("%s: %v", when, err)
			}
			if got, want := contents(t, bucket), folder(t, two); !maps.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", when, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
			}
			if kind == "memory" && steps+again > 11+4 { // what was under way counts twice at most
				t.Errorf("%s: %d steps, then %d", when, steps, again)
			}
		}
	}
}

// TestHeadersInterrupted: who stops while only headers change can't be told by the bytes; all are uploaded again.
func TestHeadersInterrupted(t *testing.T) {
	bucket := memblob.OpenBucket(nil)
	if _, err := deployed(context.Background(), bucket, write(t, sample(1)), settings{}, nil); err != nil {
		t.Fatal(err)
	}
	changed := sample(1)
	changed["_headers"] = strings.ReplaceAll(siteHeaders, "immutable", "no-transform")
	dir := write(t, changed)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := deployed(ctx, bucket, dir, settings{}, nil); err == nil {
		t.Error("no error")
	}
	if _, err := deployed(context.Background(), bucket, dir, settings{}, nil); err != nil {
		t.Error(err)
	}
	if got, err := bucket.Attributes(context.Background(), "assets/style.1.css"); err != nil || !strings.HasSuffix(got.CacheControl, "no-transform") {
		t.Errorf("%+v %v", got, err)
	}
}

func TestRefusals(t *testing.T) {
	ctx := context.Background()
	bucket := memblob.OpenBucket(nil)
	if err := bucket.WriteAll(ctx, "thesis.txt", []byte("x"), nil); err != nil {
		t.Fatal(err)
	}
	fails := func(what, want string, dir string, s settings) {
		t.Helper()
		before := contents(t, bucket)
		if _, err := deployed(ctx, bucket, dir, s, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", what, err, want)
		}
		if !maps.Equal(before, contents(t, bucket)) {
			t.Errorf("%s: something has changed", what)
		}
	}
	one, two := write(t, sample(1)), write(t, sample(2))
	fails("a store of others", `it holds "thesis.txt"`, one, settings{})
	if _, err := deployed(ctx, bucket, one, settings{force: true}, nil); err != nil || contents(t, bucket)["thesis.txt"] != "x" {
		t.Errorf("by force: %v", err)
	}
	fails("too many removals", "3 files would be removed, more than 2", two, settings{maxDeletes: 2})
	if said, err := deployed(ctx, bucket, two, settings{dryRun: true, maxDeletes: 3}, nil); err != nil || !strings.Contains(said, "~ index.html\n") || !strings.Contains(said, "+ assets/style.2.css\n") ||
		!strings.Contains(said, "- assets/style.1.css\n") || !strings.Contains(said, "nothing is done") || contents(t, bucket)["assets/style.2.css"] != "" {
		t.Errorf("a dry run: %q %v", said, err)
	}
	put(t, filepath.Join(two, "feed.xml"), "changed by hand")
	fails("a folder that was changed", "feed.xml has other bytes", two, settings{maxDeletes: -1})
	if err := os.Remove(filepath.Join(two, "feed.xml")); err != nil {
		t.Fatal(err)
	}
	fails("a folder that lacks a file", "no such file", two, settings{maxDeletes: -1})
	fails("no built site", "no built site at", t.TempDir(), settings{})
	bad := t.TempDir()
	put(t, filepath.Join(bad, manifestName), `{"briefing":1,"files":{"../outside":""}}`)
	fails("a manifest that points outside", "outside the folder", bad, settings{})
	put(t, filepath.Join(bad, manifestName), `{"version":9}`)
	fails("another manifest", "is not a manifest", bad, settings{})
	if err := bucket.WriteAll(ctx, recordName, []byte("spoilt"), nil); err != nil {
		t.Fatal(err)
	}
	fails("a spoilt record", "no record of this program", one, settings{})
}

func TestAgain(t *testing.T) {
	defer func(d time.Duration) { firstWait = d }(firstWait)
	firstWait = time.Millisecond
	for _, c := range []struct{ fails, calls int }{{0, 1}, {2, 3}, {4, 5}, {9, 5}} {
		calls := 0
		err := again(context.Background(), func() error {
			if calls++; calls <= c.fails {
				return errors.New("busy")
			}
			return nil
		})
		if calls != c.calls || (err != nil) != (c.fails >= 5) {
			t.Errorf("%d faults: %d calls, %v", c.fails, calls, err)
		}
	}
	bucket := memblob.OpenBucket(nil)
	calls := 0
	err := again(context.Background(), func() error {
		calls++
		_, err := bucket.ReadAll(context.Background(), "none")
		return err
	})
	if err == nil || calls != 1 {
		t.Errorf("what isn't there is asked for %d times: %v", calls, err)
	}
}

// TestUsage runs the program wrong on purpose.
func TestUsage(t *testing.T) {
	dir := write(t, sample(1))
	out := filepath.Join(t.TempDir(), "new", "place")
	for _, c := range []struct {
		args   string
		status int
		says   string
	}{
		{"", exitUsage, "0 targets, want one"},
		{"a b", exitUsage, "2 targets"},
		{"--nonsense x", exitUsage, "-nonsense"},
		{"--jobs 0 x", exitUsage, "at least one"},
		{"--encoding lzw x", exitUsage, "one of gzip, br, zstd"},
		{"--help", exitClean, "s3://BUCKET"},
		{"--dir " + dir + " ftp://x/y", exitErrors, "hint: one of s3://"},
		{"--dir " + dir + " file://srv/www", exitErrors, "three slashes"},
		{"--dir " + dir + " s3:///x", exitErrors, "three slashes"},
		{"--dir nowhere file://" + out, exitErrors, "hint: build it first"},
		{"--dry-run --dir " + dir + " file://" + out + "-dry", exitClean, "+ index.html"},
		{"--dir " + dir + " file://" + out, exitClean, "10 files, 10 to upload"},
		{"file://" + out + " --dir " + dir + " --quiet", exitClean, ""},
		{"--dir " + dir + " s3://bucket?region=x&endpoint=http://127.0.0.1:1&nonsense=secret", exitErrors, "can't open s3://bucket:"},
	} {
		var said strings.Builder
		if status := run(context.Background(), strings.Fields(c.args), &said, &said); status != c.status || !strings.Contains(said.String(), c.says) || c.says == "" && said.Len() > 0 {
			t.Errorf("%q: status %d, said %q", c.args, status, said.String())
		}
	}
	if _, err := os.Stat(out + "-dry"); err == nil {
		t.Error("a dry run makes a folder")
	}
	want, got := folder(t, dir), folder(t, out)
	delete(got, recordName)
	if !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestManyFiles: where there are more files than a store lists at once, a second run finds them all.
func TestManyFiles(t *testing.T) {
	files := map[string]string{"documents.json": "{}", "documents.xml": "<a/>"}
	for i := range 1500 {
		files[fmt.Sprintf("documents/%d/index.html", i)] = "<p>"
	}
	dir, out := write(t, files), t.TempDir()
	for _, says := range []string{"1503 files, 1503 to upload", "1503 files, 0 to upload"} {
		var said strings.Builder
		if status := run(context.Background(), []string{"--dir", dir, "file://" + out}, &said, &said); status != exitClean || !strings.Contains(said.String(), says) {
			t.Errorf("status %d, said %q, want %q", status, said.String(), says)
		}
	}
}
