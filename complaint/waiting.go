package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
)

// WaitReason is a rule by which the timer waits for nothing of a clock.
type WaitReason int8

// The reasons.
const (
	// WaitNoClock: no clock of the case runs or stands still.
	WaitNoClock WaitReason = iota + 1
	// WaitNoLimit: somebody decided that the clock has no limit.
	WaitNoLimit
	// WaitNoRule: the policy does not speak of the clock at all.
	WaitNoRule
	// WaitPaused: the clock stands still until somebody lets it run on.
	WaitPaused
	// WaitPassed: the limit has passed, and all that follows was done.
	WaitPassed
	// WaitNoDeadlines: the office keeps no deadlines.
	WaitNoDeadlines
	// WaitNoStep: the limit has passed, and neither the policy nor the lifecycle lets
	// anything follow.
	WaitNoStep
	// WaitRefused: the limit has passed, and what would follow, a step of the ladder or
	// an action of the timer, is refused; see [Waiting].Refused.
	WaitRefused
)

func waitReasonWords() enum.Set {
	return enum.Words("", "no_clock", "no_limit", "no_rule", "paused", "passed", "no_deadlines", "no_step", "refused")
}

// String returns the text form, for example "no_limit".
func (r WaitReason) String() string { return waitReasonWords().Text("WaitReason", int(r)) }

// In returns the reason in words.
func (r WaitReason) In(w aduan.Words) string {
	return texts().Word(w, "wait", r.String(), aduan.Label{})
}

// Waiting says why the timer waits for nothing of a clock.
type Waiting struct {
	// Clock is the clock; empty if it is the case as a whole.
	Clock  lifecycle.ClockName
	Reason WaitReason
	// Refused is what stands against whatever would follow, if that is the reason.
	Refused []Reason
}

// In names the clock, the reason, and what stands against it.
func (x Waiting) In(w aduan.Words) string {
	if x.Clock == "" {
		return x.Reason.In(w)
	}
	parts := []string{texts().In(w)("waiting", "clock", ClockIn(w, x.Clock), "reason", x.Reason)}
	for _, r := range x.Refused {
		parts = append(parts, r.Text.In(w))
	}
	return aduan.Clauses(parts).In(w)
}

// String is [Waiting.In] English.
func (x Waiting) String() string { return x.In(aduan.English()) }
