//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An s3 is a server that speaks S3, on this machine alone.
type s3 struct {
	target string // of a bucket in it
	env    []string
}

// startS3 starts versitygw, which make deps installs.
func startS3(t *testing.T) *s3 {
	t.Helper()
	program, err := filepath.Abs("../../.tools/versitygw")
	if err == nil {
		_, err = os.Stat(program)
	}
	if err != nil {
		t.Fatalf("%v\nversitygw is missing: run make deps", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "sites"), 0o755); err != nil { // the bucket
		t.Fatal(err)
	}
	server := exec.Command(program, "--port", address, "--quiet", "posix", root)
	server.Env = append(os.Environ(), "ROOT_ACCESS_KEY=reader", "ROOT_SECRET_KEY=writer")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if res, err := http.Get("http://" + address + "/"); err == nil {
			res.Body.Close()
			break
		}
		if time.Since(start) > time.Minute {
			t.Fatal("versitygw doesn't answer")
		}
	}
	s := &s3{"s3://sites/story?region=us-east-1&use_path_style=true&endpoint=http://" + address, []string{"AWS_ACCESS_KEY_ID=reader", "AWS_SECRET_ACCESS_KEY=writer"}}
	for _, v := range s.env {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	return s
}

// TestS3 deploys to a real server: two states of a site in turn, the program killed at any moment. Whatever stands there
// then finds its assets; the next run takes it up, and the store ends with just the files of the folder.
func TestS3(t *testing.T) {
	s := startS3(t)
	program := filepath.Join(t.TempDir(), "briefing-deploy")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var dirs [2]string
	for i := range dirs {
		files := sample(i + 1)
		for k := range 60 {
			files[fmt.Sprintf("assets/%d.%d.json", k, i)] = strings.Repeat(fmt.Sprint(k, i), 500)
			files[fmt.Sprintf("documents/%d/index.html", k)] = fmt.Sprintf(`<link href="../../assets/%d.%d.json">`, k, i)
		}
		dirs[i] = write(t, files)
	}
	run := func(dir string) *exec.Cmd {
		cmd := exec.Command(program, "--dir", dir, "--max-deletes", "-1", s.target)
		cmd.Env = append(os.Environ(), s.env...)
		return cmd
	}
	bucket, err := openTarget(context.Background(), s.target, false)
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()

	start := time.Now()
	if said, err := run(dirs[0]).CombinedOutput(); err != nil || !strings.Contains(string(said), "s3://sites/story: 130 files, 130 to upload") {
		t.Fatalf("%v\n%s", err, said)
	}
	whole := time.Since(start)
	chance := rand.New(rand.NewSource(1))
	for n := range 24 {
		dir := dirs[(n+1)%2]
		cmd := run(dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int63n(int64(whole) * 5 / 4)))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		pagesFindAssets(t, contents(t, bucket), fmt.Sprint("after kill ", n))
		if n%6 < 4 {
			continue // killed again on its way to the other state
		}
		if said, err := run(dir).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		if got, want := contents(t, bucket), folder(t, dir); !maps.Equal(got, want) {
			t.Fatalf("after %d kills: %d objects, want %d", n+1, len(got), len(want))
		}
		if said, err := run(dir).CombinedOutput(); err != nil || !strings.Contains(string(said), " 0 to upload (0.0 MB), 0 to remove") {
			t.Errorf("%v\n%s", err, said)
		}
	}
	about, err := bucket.Attributes(context.Background(), "assets/style.1.css")
	if err != nil {
		about, err = bucket.Attributes(context.Background(), "assets/style.2.css")
	}
	if err != nil || about.ContentType != "text/css; charset=utf-8" || about.CacheControl != "public, max-age=31536000, immutable" {
		t.Errorf("%+v %v", about, err)
	}
	if about, err := bucket.Attributes(context.Background(), "index.html.gz"); err != nil || about.ContentEncoding != "gzip" || about.ContentType != "text/html; charset=utf-8" {
		t.Errorf("%+v %v", about, err)
	}
}

// TestS3Refuses: a wrong key or a bucket that isn't there is told, without waiting long.
func TestS3Refuses(t *testing.T) {
	s := startS3(t)
	dir := write(t, sample(1))
	said := func(target string) string {
		var b strings.Builder
		if status := run(context.Background(), []string{"--dir", dir, target}, io.Discard, &b); status != exitErrors {
			t.Errorf("%s: status %d", target, status)
		}
		return b.String()
	}
	if got := said(strings.Replace(s.target, "sites", "none", 1)); !strings.Contains(got, "NoSuchBucket") || !strings.Contains(got, "hint: is the bucket there") || strings.Contains(got, "endpoint=") {
		t.Error(got)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "guessed")
	if got := said(s.target); !strings.Contains(got, "SignatureDoesNotMatch") || strings.Contains(got, "guessed") {
		t.Error(got)
	}
}
