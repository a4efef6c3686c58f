//go:build unix

package group

import (
	"os/exec"
	"syscall"
	"time"
)

// Own gives a command, made by exec.CommandContext and not started yet, a group of
// processes of its own. When its context ends the whole group does; cmd.Cancel
// ends what is left of it after the command itself has ended.
func Own(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
}
