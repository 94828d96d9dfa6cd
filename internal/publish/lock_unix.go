//go:build unix

package publish

import (
	"errors"
	"os"
	"syscall"
)

// lockFolder locks an open folder for this process, until it is closed or the process ends, however it ends.
func lockFolder(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrBusy
	}
	return err
}
