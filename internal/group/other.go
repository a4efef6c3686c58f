//go:build !unix

package main

import (
	"os/exec"
	"time"
)

// asGroup leaves what a command started to itself, where there are no groups.
func asGroup(cmd *exec.Cmd) { cmd.WaitDelay = 5 * time.Second }
