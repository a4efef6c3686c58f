package lifecycle

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/internal/enum"
)

// Op is what an action does to a clock.
type Op int8

// The operations. A clock runs at most once at a time under one name; its
// earlier runs stay readable in the case's timeline.
const (
	// Start begins a new run. A run of the same clock that is running or
	// paused is superseded.
	Start Op = iota + 1
	// StartOnce begins a run only if the clock never started in this case.
	StartOnce
	// Restart begins a new run only if one is running or paused, which is
	// superseded.
	Restart
	// Stop ends a run because what it waited for has come; the run is judged.
	Stop
	// Pause lets a running clock stand still.
	Pause
	// Resume lets a paused clock run on.
	Resume
	// Supersede ends a run without judging it.
	Supersede
	// Recompute keeps the run and its start but looks its limit up anew,
	// because what the limit depends on has changed.
	Recompute
	// Extend adds the working days that the command states to the limit.
	Extend
	// Keep lets a clock stand as it does, running or not, where the action enters a
	// final state, which else supersedes it. Elsewhere it does nothing.
	Keep
)

// opWords are the text forms by Op.
func opWords() enum.Set {
	return enum.Words(enum.None, "start", "start_once", "restart", "stop", "pause", "resume", "supersede", "recompute", "extend", "keep")
}

// String returns the text form, for example "start_once".
func (o Op) String() string { return opWords().Text("Op", int(o)) }

// MarshalText writes the text form. What is none of the operations is an
// error.
func (o Op) MarshalText() ([]byte, error) { return opWords().Marshal("Op", int(o)) }

// UnmarshalText reads the text form.
func (o *Op) UnmarshalText(text []byte) error { return enum.Unmarshal(opWords(), text, o) }

// On is the effect of the operation on the named clocks, in that order.
func (o Op) On(clocks ...ClockName) Effect { return Effect{Op: o, Clocks: slices.Clone(clocks)} }

// All is the effect of the operation on every clock of the vocabulary.
func (o Op) All() Effect { return o.On(AllClocks) }

// AllExcept is the effect of the operation on every clock but the named ones.
func (o Op) AllExcept(clocks ...ClockName) Effect {
	return Effect{Op: o, Clocks: []ClockName{AllClocks}, Except: slices.Clone(clocks)}
}

var errExcept = errors.New(`"except" goes with "all"`)

// Effect is one operation on one or more clocks. In text it is
// "stop first_response, resolution" or "pause all except ombudsman".
type Effect struct {
	Op     Op
	Clocks []ClockName
	// Except lists the clocks spared when Clocks is [AllClocks].
	Except []ClockName
}

// all reports whether the effect is on every clock but the spared ones.
func (e Effect) all() bool { return len(e.Clocks) == 1 && e.Clocks[0] == AllClocks }

// String returns the text form.
func (e Effect) String() string {
	s := e.Op.String() + " " + join(e.Clocks, ", ")
	if len(e.Except) > 0 {
		s += " except " + join(e.Except, ", ")
	}
	return s
}

// MarshalText writes the text form. An effect without operation or clock, or
// one that spares clocks without being on all, has none.
func (e Effect) MarshalText() ([]byte, error) {
	if e.Op < Start || e.Op > Keep || len(e.Clocks) == 0 {
		return nil, fmt.Errorf("lifecycle: an effect needs an operation and a clock, got %v on %d clocks", e.Op, len(e.Clocks))
	}
	if len(e.Except) > 0 && !e.all() {
		return nil, fmt.Errorf("lifecycle: %q: %w", e, errExcept)
	}
	return []byte(e.String()), nil
}

// UnmarshalText reads the text form; whether the clocks exist is for
// [Compile] to say.
func (e *Effect) UnmarshalText(text []byte) error {
	op, rest, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	var read Effect
	if err := read.Op.UnmarshalText([]byte(op)); err != nil {
		return fmt.Errorf("want an operation (%s) and its clocks", strings.Join(opWords().Legal(), ", "))
	}
	list, except, spared := strings.Cut(rest, " except ")
	var err error
	if read.Clocks, err = splitNames[ClockName](list); err != nil {
		return err
	}
	if spared {
		if !read.all() {
			return errExcept
		}
		if read.Except, err = splitNames[ClockName](except); err != nil {
			return err
		}
	}
	*e = read
	return nil
}
