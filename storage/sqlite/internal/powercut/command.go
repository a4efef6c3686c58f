package powercut

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// ErrUnavailable means that this machine has no strace, or does not let it
// follow a program.
var ErrUnavailable = errors.New("powercut: strace cannot be used here")

// recorded are the calls that change files or names, and those that would
// change them past this model. Those that the machine does not have are marked
// as such for strace.
func recorded() string {
	calls := []string{
		"openat", "openat2", "open", "creat", "mmap", "write", "writev", "pwrite64", "pwritev", "pwritev2",
		"ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "sync_file_range", "msync", "rename", "renameat", "renameat2",
		"unlink", "unlinkat", "link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat", "rmdir", "copy_file_range", "sendfile", "splice",
	}
	for i := range calls {
		calls[i] = "?" + calls[i]
	}
	return strings.Join(calls, ",")
}

// Command returns the command that runs a program under strace and writes the
// record to a file. Further options of strace, such as a fault to inject, come
// before the program. The error unwraps to [ErrUnavailable] if strace is missing
// or may not follow a program.
func Command(ctx context.Context, record string, options []string, program ...string) (*exec.Cmd, error) {
	path, err := exec.LookPath("strace")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if out, err := exec.CommandContext(ctx, path, "-f", "-qq", "-o", "/dev/null", "true").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrUnavailable, strings.TrimSpace(string(out)))
	}
	args := []string{
		"-f", "-qq", "-y", "-xx", "-s", "16777216", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=" + recorded(), "-o", record,
	}
	args = append(append(args, options...), "--")
	return exec.CommandContext(ctx, path, append(args, program...)...), nil
}
