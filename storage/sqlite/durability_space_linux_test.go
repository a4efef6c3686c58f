package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// apart gives a process a mount table of its own, for a file system that nobody
// else sees and that ends with the process. It reports whether the machine allows
// that.
func apart(t *testing.T, kind string, cmd *exec.Cmd) bool {
	t.Helper()
	if kind != "disk" {
		return true
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
	}
	probe := exec.Command("mount", "-t", "tmpfs", "none", t.TempDir())
	probe.SysProcAttr = cmd.SysProcAttr
	return probe.Run() == nil
}

// freeze makes the file system of a directory one that cannot be written.
func freeze(dir string) error {
	return syscall.Mount("none", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
}

// confine limits the space of this process to a few megabytes in a directory,
// and returns what gives it some more.
func confine(kind, dir string) (more func() error, err error) {
	const mega = 1 << 20
	switch kind {
	case "disk":
		// Mounts must not leave this process, whose table is its own.
		if err := syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
			return nil, err
		}
		if err := syscall.Mount("none", dir, "tmpfs", 0, "size=6m"); err != nil {
			return nil, err
		}
		for i := range 3 {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprint("ballast-", i)), make([]byte, mega), 0o600); err != nil {
				return nil, err
			}
		}
		left := 3
		return func() error { left--; return os.Remove(filepath.Join(dir, fmt.Sprint("ballast-", left))) }, nil
	case "limit":
		signal.Ignore(syscall.SIGXFSZ)
		size := uint64(mega)
		limit := func() error {
			var now syscall.Rlimit
			if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now); err != nil {
				return err
			}
			return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: now.Max})
		}
		return func() error { size += mega; return limit() }, limit()
	default:
		return nil, fmt.Errorf("there is no way %q to confine", kind)
	}
}
