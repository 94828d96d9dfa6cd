//go:build !unix

package publish

import "os"

// lockFolder does nothing where folders can't be locked.
func lockFolder(*os.File) error { return nil }
