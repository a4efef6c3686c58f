//go:build !linux

package sqlite_test

import (
	"errors"
	"os/exec"
	"testing"
)

func apart(*testing.T, string, *exec.Cmd) bool { return false }

func freeze(string) error { return errors.New("works on Linux only") }

func confine(string, string) (func() error, error) { return nil, errors.New("works on Linux only") }
