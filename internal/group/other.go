//go:build !unix

package group

import (
	"os/exec"
	"time"
)

// Own leaves what a command started to itself, where there are no groups.
func Own(cmd *exec.Cmd) { cmd.WaitDelay = 5 * time.Second }
