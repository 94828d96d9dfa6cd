package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// recordName is the object in which a run notes what is ours.
const recordName = ".briefing-deploy.json"

// A record tells, for each object of ours, which bytes with which headers it has: the fingerprint of [object]. After a
// run was killed some have a mark before it.
type record struct {
	Version int               `json:"briefing"`
	Objects map[string]string `json:"objects"`
}

// The marks of what a run is about to upload: where the bytes are new, whoever finds them there knows that it was done;
// where only headers are, nobody can tell.
const (
	markBytes   = "~"
	markHeaders = "?"
)

// A state is what there is at a target.
type state struct {
	listed map[string]*blob.ListObject
	ours   map[string]string // nil where no run was here before
}

// pages returns how many objects are asked for at once; 0 for as many as a store gives. A folder on the disk is listed
// whole: in pieces, the library passes over documents.json where there is a folder documents/ of more than a piece.
func pages(target string) int {
	if strings.HasPrefix(target, "file:") {
		return 1 << 30
	}
	return 0
}

// look reads what there is, so many objects at once.
func look(ctx context.Context, bucket *blob.Bucket, at int) (*state, error) {
	s := &state{listed: map[string]*blob.ListObject{}}
	if err := s.list(ctx, bucket, at); err != nil {
		return nil, err
	}
	if s.listed[recordName] == nil {
		return s, nil
	}
	raw, err := bucket.ReadAll(ctx, recordName)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return s, nil // gone since it was listed
	}
	if err != nil {
		return nil, err
	}
	var r record
	if err := json.Unmarshal(raw, &r); err != nil || r.Version != 1 {
		return nil, fmt.Errorf("%s there is no record of this program\n    hint: remove it, and deploy with --force", recordName)
	}
	s.ours = r.Objects
	if s.ours == nil {
		s.ours = map[string]string{}
	}
	return s, nil
}

func (s *state) list(ctx context.Context, bucket *blob.Bucket, at int) error {
	if at > 0 {
		page, _, err := bucket.ListPage(ctx, blob.FirstPageToken, at, nil)
		for _, o := range page {
			s.listed[o.Key] = o
		}
		return err
	}
	for all := bucket.List(nil); ; {
		o, err := all.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		s.listed[o.Key] = o
	}
}

// A plan is what has to be done.
type plan struct {
	site   []*object
	upload []*object // by phase, then by path
	isNew  map[string]bool
	remove []string
	before map[string]string // the record while the plan is carried out
}

// newPlan holds a site against what there is.
func newPlan(site []*object, there *state, s *settings) (*plan, error) {
	if there.ours == nil && len(there.listed) > 0 && !s.force {
		return nil, fmt.Errorf("won't upload into %s: it holds %q, and no earlier run put it there\n    hint: name an empty folder in it, as in s3://bucket/folder, or use --force if what is there may be mixed with the site",
			withoutSecrets(s.target), slices.Min(slices.Collect(maps.Keys(there.listed))))
	}
	p := &plan{site: site, isNew: map[string]bool{}, before: maps.Clone(there.ours)}
	if p.before == nil {
		p.before = map[string]string{}
	}
	published := map[string]bool{recordName: true}
	for _, o := range site {
		published[o.path] = true
		listed, was := there.listed[o.path], there.ours[o.path]
		same := listed != nil && listed.Size == o.size && (listed.MD5 == nil || bytes.Equal(listed.MD5, o.md5[:]))
		if same && !s.force && (was == o.print || was == markBytes+o.print && listed.MD5 != nil) {
			continue
		}
		p.upload = append(p.upload, o)
		p.isNew[o.path] = listed == nil
		p.before[o.path] = markBytes + o.print
		if same {
			p.before[o.path] = markHeaders
		}
	}
	slices.SortStableFunc(p.upload, func(a, b *object) int { return a.phase() - b.phase() })
	for key := range there.ours {
		if !published[key] {
			p.remove = append(p.remove, key)
		}
	}
	for key := range there.listed {
		if of, ok := halfWritten(key); ok && (published[of] || there.ours[of] != "") {
			p.remove = append(p.remove, key)
		}
	}
	slices.Sort(p.remove)
	if s.maxDeletes >= 0 && len(p.remove) > s.maxDeletes {
		return nil, fmt.Errorf("%d files would be removed, more than %d: nothing is changed\n    hint: look at them with --dry-run --max-deletes -1; if that is meant, give --max-deletes %d", len(p.remove), s.maxDeletes, len(p.remove))
	}
	return p, nil
}

// halfWritten reports whether a key is that of a file of a folder on the disk which a killed run had begun to write, and
// returns the one that it would have become: "index.html" of "index.html.18ea3610c4b4213d.tmp".
func halfWritten(key string) (of string, ok bool) {
	rest, ok := strings.CutSuffix(key, ".tmp")
	stamp := strings.TrimPrefix(path.Ext(rest), ".")
	if !ok || len(stamp) < 8 || strings.Trim(stamp, "0123456789abcdef") != "" {
		return "", false
	}
	return strings.TrimSuffix(rest, path.Ext(rest)), true
}

// after is the record of what is there when the plan is carried out.
func (p *plan) after() map[string]string {
	ours := map[string]string{}
	for _, o := range p.site {
		ours[o.path] = o.print
	}
	return ours
}

func (p *plan) tell(w io.Writer) {
	for _, o := range p.upload {
		sign := "~"
		if p.isNew[o.path] {
			sign = "+"
		}
		fmt.Fprintf(w, "%s %s\n", sign, o.path)
	}
	for _, key := range p.remove {
		fmt.Fprintf(w, "- %s\n", key)
	}
	fmt.Fprintf(w, "%s; nothing is done\n", p.summary())
}

func (p *plan) summary() string {
	var bytes int64
	for _, o := range p.upload {
		bytes += o.size
	}
	return fmt.Sprintf("%d files, %d to upload (%.1f MB), %d to remove", len(p.site), len(p.upload), float64(bytes)/1e6, len(p.remove))
}
