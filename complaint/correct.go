package complaint

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Correction gives an entry the instant that is right for it.
type Correction struct {
	// Entry is the Seq of the entry.
	Entry int `json:"entry"`
	// At is when it happened, in UTC, cut to microseconds.
	At time.Time `json:"at"`
}

func (x Correction) equal(y Correction) bool { return x.Entry == y.Entry && x.At.Equal(y.At) }

// History returns the timeline with the instants that count: those of the last
// corrections ([ActionCorrectTime]) in place of the ones that a wrong clock gave, and
// without the corrections. Whoever computes with instants takes them from here;
// [Complaint.Timeline] holds what was recorded. The entries may be those of the
// timeline and must not be changed.
func (c *Complaint) History() []Entry {
	list := c.Timeline
	for i := range c.Timeline {
		corrections := c.Timeline[i].Details.Corrections
		if len(corrections) > 0 {
			list = corrected(list, corrections)
			list[i].Details.Corrections = nil
		}
	}
	return list
}

// corrected returns a copy of a timeline with other instants.
func corrected(list []Entry, corrections []Correction) []Entry {
	list = slices.Clone(list)
	for _, x := range corrections {
		if x.Entry >= 1 && x.Entry <= len(list) {
			list[x.Entry-1].At = x.At
		}
	}
	return list
}

// backwards is the place of the first entry that stands before the one before it,
// 0 if there is none.
func backwards(history []Entry) int {
	for i := 1; i < len(history); i++ {
		if history[i].At.Before(history[i-1].At) {
			return i
		}
	}
	return 0
}

// misdated lists, oldest first, the Seqs of the entries whose recorded instant
// cannot be right: it lies more than [ClockTolerance] after now, or after that of a
// later entry. They alone can be corrected, for good: a correction can be wrong too.
func (c *Complaint) misdated(now time.Time) []int {
	var list []int
	for _, e := range slices.Backward(c.Timeline) {
		if e.At.Sub(now) > ClockTolerance {
			list = append(list, e.Seq)
		} else if e.At.Before(now) {
			now = e.At
		}
	}
	slices.Reverse(list)
	return list
}

// mayCorrect reports whether somebody could correct an instant of the case.
func (c *Complaint) mayCorrect(by Actor, at Moment) bool {
	return by.role() == RoleNationalAdmin && len(c.misdated(at.clock())) > 0
}

// denyCorrecting says who may correct instants, and of which entries. Without a command
// it also asks for room.
func (l *Lifecycle) denyCorrecting(c *Complaint, by Actor, cmd *Command, at Moment) *Denial {
	may := c.mayCorrect(by, at)
	if may && (cmd != nil || l.hasRoom(c, by, ActionCorrectTime, at)) {
		return nil
	}
	d := &Denial{Complaint: c.ID, Action: ActionCorrectTime, State: c.State, Role: by.role(), Instead: l.Allowed(c, by, at), rules: l}
	if may {
		d.Reasons = []Reason{{Code: DeniedByRoom, Text: texts().Message("denied.room")}}
		return d
	}
	if by.role() == RoleNationalAdmin {
		d.Reasons = []Reason{{Code: DeniedByClock, Text: texts().Message("denied.times")}}
		return d
	}
	d.forbidden = true
	roles := []lifecycle.Role{RoleNationalAdmin}
	d.Reasons = []Reason{{Code: DeniedByRole, Text: texts().Message("denied.role", "roles", wordList(l, "role", roles)), Legal: codes(roles)}}
	return d
}

// checkCorrections tests what only the case can tell: that the entries are wrong,
// that with the instants named none stands before another, and that none lies in
// the future any more.
func (c *Complaint) checkCorrections(corrections []Correction, now time.Time) error {
	var p storage.Problems
	wrong := c.misdated(now)
	for i, x := range corrections {
		if !slices.Contains(wrong, x.Entry) {
			p.Add(storage.At("corrections", i)+".entry", fmt.Sprintf("the instant of entry %d is not evidently wrong: it is at most %s after now and after every later entry", x.Entry, ClockTolerance), seqs(wrong)...)
		}
	}
	history := corrected(c.History(), corrections)
	if i := backwards(history); i > 0 {
		p.Add("corrections", fmt.Sprintf("entry %d, at %s, would stand before entry %d, at %s",
			i+1, history[i].At.Format(time.RFC3339Nano), i, history[i-1].At.Format(time.RFC3339Nano)))
	}
	for _, e := range history {
		if e.At.Sub(now) > ClockTolerance || (e.At.After(now) && slices.ContainsFunc(corrections, func(x Correction) bool { return x.Entry == e.Seq })) {
			p.Add("corrections", fmt.Sprintf("entry %d, at %s, would lie in the future", e.Seq, e.At.Format(time.RFC3339Nano)), seqs(wrong)...)
		}
	}
	return p.Err("command " + string(ActionCorrectTime))
}

func seqs(list []int) []string {
	words := make([]string, len(list))
	for i, seq := range list {
		words[i] = strconv.Itoa(seq)
	}
	return words
}

// corrections tests them in themselves: each names an entry once, in their order,
// and an instant as it is kept.
func (p *checker) corrections(field string, list []Correction, last int) {
	for i, x := range list {
		at := storage.At(field, i)
		if x.Entry < 1 || x.Entry > last || (i > 0 && x.Entry <= list[i-1].Entry) {
			p.Add(at+".entry", "want the numbers of earlier entries, each once, in their order")
		}
		if kept := canonical(x.At); kept.IsZero() || kept.Year() < 1 || kept.Year() > 9999 {
			p.Add(at+".at", "want an instant in the years 1 to 9999")
		}
	}
}

// canonicals are corrections with their instants as they are kept.
func canonicals(list []Correction) []Correction {
	list = slices.Clone(list)
	for i := range list {
		list[i].At = canonical(list[i].At)
	}
	return list
}

// momentFor is the moment as it counts for a command. A correction counts as of the
// case as it makes it.
func momentFor(c *Complaint, cmd Command, at Moment) (Moment, error) {
	if cmd.Action != ActionCorrectTime {
		return at.on(c)
	}
	right := &Complaint{ID: c.ID, Timeline: corrected(c.History(), cmd.Corrections)}
	at, _ = at.on(right) // checkCorrections says more of what still lies in the future
	return at, nil
}
