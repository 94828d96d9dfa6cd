package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// carryOut does what is planned. Where it fails, or is stopped, what is done stays and the next run goes on from there.
func (p *plan) carryOut(ctx context.Context, bucket *blob.Bucket, jobs int, said *counter) error {
	if len(p.upload) == 0 && len(p.remove) == 0 {
		return nil
	}
	if err := p.note(ctx, bucket, p.before); err != nil {
		return err
	}
	said.begin(len(p.upload), len(p.remove))
	for rest := p.upload; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].phase() == rest[0].phase() {
			n++
		}
		phase := rest[:n]
		rest = rest[n:]
		if err := inParallel(ctx, len(phase), jobs, func(ctx context.Context, i int) error { return send(ctx, bucket, phase[i], said) }); err != nil {
			return err
		}
	}
	err := inParallel(ctx, len(p.remove), jobs, func(ctx context.Context, i int) error {
		err := again(ctx, func() error { return bucket.Delete(ctx, p.remove[i]) })
		if err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			return fmt.Errorf("can't remove %s: %w", p.remove[i], err)
		}
		said.step()
		return nil
	})
	if err != nil {
		return err
	}
	return p.note(ctx, bucket, p.after())
}

// note writes the record.
func (p *plan) note(ctx context.Context, bucket *blob.Bucket, ours map[string]string) error {
	raw, err := json.Marshal(record{1, ours})
	if err != nil {
		return err
	}
	err = again(ctx, func() error {
		return bucket.WriteAll(ctx, recordName, raw, &blob.WriterOptions{ContentType: "application/json", CacheControl: "no-store"})
	})
	if err != nil {
		return fmt.Errorf("can't write %s: %w", recordName, err)
	}
	return nil
}

func send(ctx context.Context, bucket *blob.Bucket, o *object, said *counter) error {
	raw, err := o.bytes()
	if err != nil {
		return err
	}
	err = again(ctx, func() error {
		return bucket.WriteAll(ctx, o.path, raw, &blob.WriterOptions{ContentType: o.media, ContentEncoding: o.encoding, CacheControl: o.cache, ContentMD5: o.md5[:]})
	})
	if err != nil {
		return fmt.Errorf("can't upload %s: %w", o.path, err)
	}
	said.step()
	return nil
}

// How often a store is asked, and how long is waited before it is asked again: twice as long each time.
var (
	tries     = 5
	firstWait = 200 * time.Millisecond
)

// again does something until it succeeds, or fails for a reason that stays.
func again(ctx context.Context, do func() error) error {
	for try := 0; ; try++ {
		err := do()
		if err == nil || try == tries-1 || lasting(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(firstWait << try):
		}
	}
}

// lasting reports whether a fault will be there the next time as well.
func lasting(err error) bool {
	switch gcerrors.Code(err) {
	case gcerrors.NotFound, gcerrors.PermissionDenied, gcerrors.InvalidArgument, gcerrors.Unimplemented, gcerrors.Canceled:
		return true
	}
	return errors.Is(err, context.Canceled)
}

// inParallel calls do for 0 to n-1, so many at a time, until one fails; it returns that failure.
func inParallel(ctx context.Context, n, jobs int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(jobs, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}
