package publish

import (
	"io"
	"io/fs"
	"strings"
	"testing"
)

// FuzzVerify reads manifests that anybody wrote: none leads outside the folder.
func FuzzVerify(f *testing.F) {
	f.Add(`{"briefing":1,"files":{"index.html":"","a/b":"00"}}`)
	f.Add(`{"briefing":1,"files":{"../x":"","/y":"",".":""}}`)
	f.Add(`{"briefing":1,"files":null}`)
	f.Fuzz(func(t *testing.T, manifest string) {
		_, _, _ = Verify(func(p string) (io.ReadCloser, error) {
			if !fs.ValidPath(p) {
				t.Fatalf("asks for %q", p)
			}
			if p == manifestName {
				return io.NopCloser(strings.NewReader(manifest)), nil
			}
			return nil, fs.ErrNotExist
		})
	})
}
