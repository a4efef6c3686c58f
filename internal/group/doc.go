// Package group lets a command end together with all that it started, so that
// whoever interrupts a long run leaves nothing behind.
//
//	cmd := exec.CommandContext(ctx, "go", "test", "./...")
//	group.Own(cmd)
//
// Where the system has no groups of processes, only the command itself ends.
package group
