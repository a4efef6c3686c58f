package complaint

import (
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Promise is an instant by which somebody outside the rules promised an answer: another
// system (GeoReport's expected_datetime, the target_dt of 311 systems) or an officer. It
// is the due instant of the run of [ClockPromised] that its entry starts, and nothing is
// computed from it. A lifecycle of one's own starts that clock; an action that starts it
// anew supersedes the earlier promise, which stays in the timeline.
type Promise struct {
	// Due is kept in UTC, cut to microseconds, in the years 1 to 9999. Required.
	Due time.Time `json:"due"`
	// Origin says who promised: the name of the other system or the role of the person,
	// never a person's name, since it stays in the timeline for ever. Required.
	Origin string `json:"origin"`
}

// promise checks a promise in itself; nil is none.
func (p *checker) promise(field string, x *Promise) {
	if x == nil {
		return
	}
	if due := canonical(x.Due); due.IsZero() || due.Year() < 1 || due.Year() > 9999 {
		p.Add(field+".due", "want an instant in the years 1 to 9999")
	}
	p.require(field+".origin", !aduan.Blank(x.Origin))
	p.name(field+".origin", x.Origin)
}

// kept is a copy of the promise as it is kept.
func (x *Promise) kept() *Promise {
	if x == nil {
		return nil
	}
	return &Promise{Due: canonical(x.Due), Origin: x.Origin}
}

// equal reports whether two promises say the same, or there are none.
func (x *Promise) equal(y *Promise) bool {
	if x == nil || y == nil {
		return x == y
	}
	return x.Due.Equal(y.Due) && x.Origin == y.Origin
}

// checkPromise refuses a promise with an action that does nothing with it: one that
// neither starts nor recomputes the clock of promises.
func (l *Lifecycle) checkPromise(what string, from lifecycle.State, a lifecycle.Action, x *Promise) error {
	if x == nil {
		return nil
	}
	rule, _ := l.machine.Rule(from, a)
	for op := range rule.Effects() {
		starts := op.Op == lifecycle.Start || op.Op == lifecycle.StartOnce || op.Op == lifecycle.Restart
		if op.Clock == ClockPromised && (starts || op.Op == lifecycle.Recompute) {
			return nil
		}
	}
	var p storage.Problems
	p.Add("promise", fmt.Sprintf("%s does not start the clock %s under the lifecycle %s, so nothing would come of a promise", a, ClockPromised, l.Edition()))
	return p.Err(what)
}
