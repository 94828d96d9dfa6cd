package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob"
	_ "gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/gcsblob"
	"gocloud.dev/blob/memblob"
	_ "gocloud.dev/blob/s3blob"
)

// schemes are the kinds of targets.
var schemes = []string{"s3", "gs", "azblob", "file"}

// openTarget opens the store that an address names. The path of a store's address is the folder in it. A folder on the disk
// is made where there is none, but not for a look.
func openTarget(ctx context.Context, target string, look bool) (*blob.Bucket, error) {
	u, err := url.Parse(target)
	if err != nil || !slices.Contains(schemes, u.Scheme) {
		return nil, fmt.Errorf("%q is no target\n    hint: one of s3://BUCKET/PATH, gs://BUCKET/PATH, azblob://CONTAINER/PATH, file:///FOLDER", withoutSecrets(target))
	}
	if u.Scheme == "file" && (u.Path == "" || u.Host != "" && u.Host != ".") || u.Scheme != "file" && u.Host == "" {
		return nil, fmt.Errorf("the target %q names no place\n    hint: a file has three slashes, as in file:///srv/www; a store has two, as in s3://bucket", withoutSecrets(target))
	}
	folder := ""
	if _, err := os.Stat(filepath.FromSlash(u.Path)); u.Scheme == "file" && u.Host == "" && look && errors.Is(err, fs.ErrNotExist) {
		return memblob.OpenBucket(nil), nil
	}
	if u.Scheme == "file" {
		// Files are written beside their place, so that no other disk comes between, and without notes on them.
		q := u.Query()
		for name, value := range map[string]string{"create_dir": "true", "no_tmp_dir": "true", "metadata": "skip"} {
			if !q.Has(name) {
				q.Set(name, value)
			}
		}
		u.RawQuery = q.Encode()
	} else {
		folder = strings.Trim(u.Path, "/")
		u.Path = ""
	}
	bucket, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, fmt.Errorf("can't open %s: %w%s", withoutSecrets(target), err, wayIn(target))
	}
	if folder != "" {
		bucket = blob.PrefixedBucket(bucket, folder+"/")
	}
	return bucket, nil
}
