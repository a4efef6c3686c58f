package complaint

import (
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// Meaning is what an action does to the record of a case: one of the constants below,
// or several of them joined by |. Rules, views and figures ask for meanings and never for
// the name of an action: a definition declares what its own actions mean
// (lifecycle.ActionInfo), and the names of this package mean what [Vocabulary] says.
type Meaning uint64

// The meanings. Behind each stands the word by which a definition declares it.
const (
	// MeaningOpens ("opens"): it begins the case. Its fields are those of the draft.
	MeaningOpens Meaning = 1 << iota
	// MeaningRoutes ("routes"): it gives the case to an agency. If the command names none,
	// the routing table of the service is asked, which may add agencies that support it.
	MeaningRoutes
	// MeaningTransfers ("transfers"): it gives the case to another agency.
	MeaningTransfers
	// MeaningReturns ("returns"): the agency gives the case back, and it is counted.
	MeaningReturns
	// MeaningAssigns ("assigns"): units of the agency get the case, one of them as main.
	MeaningAssigns
	// MeaningTakesOver ("takes_over"): the agency itself becomes the main unit.
	MeaningTakesOver
	// MeaningUnassigns ("unassigns"): the units give the case back to their agency.
	MeaningUnassigns
	// MeaningClassifies ("classifies"): it sets class and category, as far as it states them.
	MeaningClassifies
	// MeaningPublishes ("publishes"): the report counts as verified. From now on the public
	// may read it, unless it is secret.
	MeaningPublishes
	// MeaningEdits ("edits"): it sets the edited title and body, and the category.
	MeaningEdits
	// MeaningAccuses ("accuses"): the report accuses further bodies.
	MeaningAccuses
	// MeaningConfirmsAccusation ("confirms_accusation"): somebody looked into it.
	MeaningConfirmsAccusation
	// MeaningClearsAccusation ("clears_accusation"): the report accuses them no more.
	MeaningClearsAccusation
	// MeaningDiscloses ("discloses"): the reporter opens their name or the report.
	MeaningDiscloses
	// MeaningSeals ("seals"): name or report are closed. Also a full case takes it.
	MeaningSeals
	// MeaningDrafts ("drafts"): its note is an answer that awaits approval.
	MeaningDrafts
	// MeaningApproves ("approves"): the draft that awaits approval is what is answered.
	MeaningApproves
	// MeaningAnswers ("answers"): the reporter is answered. What was drafted is done with.
	MeaningAnswers
	// MeaningFollowsUp ("follows_up"): its note tells everybody how the work goes.
	MeaningFollowsUp
	// MeaningReplies ("replies"): its note is what the reporter says to the office.
	MeaningReplies
	// MeaningAdds ("adds"): what the reporter of a merged case states with it is passed on to
	// the case at the end of the chain.
	MeaningAdds
	// MeaningAsks ("asks"): its note asks the reporter for what is missing.
	MeaningAsks
	// MeaningSupplements ("supplements"): the reporter says that nothing is missing any more.
	MeaningSupplements
	// MeaningRates ("rates"): the reporter rates the answer that stands.
	MeaningRates
	// MeaningReopens ("reopens"): the case goes on after its end, which is counted. A rating
	// counts no more.
	MeaningReopens
	// MeaningExtends ("extends"): clocks get more time, which is counted.
	MeaningExtends
	// MeaningEscalates ("escalates"): a clock is taken to a rung of the ladder.
	MeaningEscalates
	// MeaningArchives ("archives"): the case ends for a reason that is kept.
	MeaningArchives
	// MeaningMerges ("merges"): the case ends in another one.
	MeaningMerges
	// MeaningUnmerges ("unmerges"): it goes on by itself again.
	MeaningUnmerges
	// MeaningRelays ("relays"): the answer of the other case has reached its reporter.
	MeaningRelays
	// MeaningPassesOn ("passes_on"): it keeps what was written on a case merged into this one.
	MeaningPassesOn
	// MeaningLeaves ("leaves"): the reporter ends their part in the case.
	MeaningLeaves
	// MeaningTells ("tells"): its note is for the reporter.
	MeaningTells
)

const (
	// meaningStated says of an entry that the meanings beside it are its own, even none.
	meaningStated Meaning = 1 << 63
	// gives are the meanings by which a case comes to an agency or leaves it.
	gives = MeaningRoutes | MeaningTransfers | MeaningReturns
	// assigning are those by which a main unit is named.
	assigning = MeaningAssigns | MeaningTakesOver
	// noMeaning is the text form of none.
	noMeaning = "nothing"
)

// meaningWords are the words by the bit of each meaning.
func meaningWords() []lifecycle.Meaning {
	return []lifecycle.Meaning{
		"opens", "routes", "transfers", "returns", "assigns", "takes_over", "unassigns", "classifies", "publishes", "edits",
		"accuses", "confirms_accusation", "clears_accusation", "discloses", "seals", "drafts", "approves", "answers",
		"follows_up", "replies", "adds", "asks", "supplements", "rates", "reopens", "extends", "escalates", "archives",
		"merges", "unmerges", "relays", "passes_on", "leaves", "tells",
	}
}

// Words lists the words of the meanings, in the order of the constants: what a
// definition declares (lifecycle.ActionInfo.Does).
func (m Meaning) Words() []lifecycle.Meaning {
	var list []lifecycle.Meaning
	all := meaningWords()
	for rest := m &^ meaningStated; rest != 0; rest &= rest - 1 {
		if n := bits.TrailingZeros64(uint64(rest)); n < len(all) {
			list = append(list, all[n])
		}
	}
	return list
}

// String returns the words with commas between them, "nothing" if there is none.
func (m Meaning) String() string {
	if m&^meaningStated == 0 {
		return noMeaning
	}
	return strings.Join(codes(m.Words()), ", ")
}

// In says for people what the action does, with commas between several things.
func (m Meaning) In(w aduan.Words) string {
	var said []string
	for _, word := range m.Words() {
		said = append(said, texts().Word(w, "meaning", string(word), aduan.Label{}))
	}
	return strings.Join(said, ", ")
}

// MarshalText writes the words as [Meaning.String] does.
func (m Meaning) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the words, in whatever order.
func (m *Meaning) UnmarshalText(text []byte) error {
	read := meaningStated
	for word := range strings.SplitSeq(string(text), ", ") {
		one := meaningOf(lifecycle.Meaning(word))
		if one == 0 && (word != noMeaning || len(text) > len(noMeaning)) {
			return fmt.Errorf("unknown meaning; legal: %s", strings.Join(codes(meaningWords()), ", "))
		}
		if read&one != 0 {
			return errors.New("a meaning stands twice")
		}
		read |= one
	}
	*m = read
	return nil
}

// meaningOf is the meaning of words.
func meaningOf(words ...lifecycle.Meaning) (m Meaning) {
	for _, word := range words {
		if n := slices.Index(meaningWords(), word); n >= 0 {
			m |= 1 << n
		}
	}
	return m
}

// declared is what an action means in a lifecycle.
type declared struct {
	lifecycle.ActionInfo
	does   Meaning
	reason ArchiveReason // that it gives by itself
	own    bool          // the definition says so
}

func declare(info lifecycle.ActionInfo) *declared {
	d := &declared{ActionInfo: info, does: meaningOf(info.Does...)}
	d.reason = ArchiveReason(info.Reason) // checked when a lifecycle is made
	return d
}

// byName is what the names of this package mean where a definition says nothing else.
var byName = sync.OnceValue(func() map[lifecycle.Action]*declared {
	all := map[lifecycle.Action]*declared{}
	for _, info := range actionInfos() {
		all[info.Action] = declare(info)
	}
	return all
})

// usually is what an action does if its definition says nothing else. A follow-up that
// leads to the state in which the reporter says whether it will do is an answer: so it
// was before definitions could say it ([NationalRules].FollowUpAnswers).
func usually(a lifecycle.Action, from, to lifecycle.State) Meaning {
	d, known := byName()[a]
	if !known {
		return 0
	}
	does := d.does
	if a == ActionFollowUp && from != to && to == StateResponded {
		does |= MeaningAnswers
	}
	return does
}

// Does reports whether an entry did one of some things to the record.
func (e *Entry) Does(m Meaning) bool { return e.does()&m != 0 }

func (e *Entry) does() Meaning {
	if e.Meaning&meaningStated != 0 {
		return e.Meaning
	}
	return usually(e.Action, e.From, e.To)
}

// reason is why a case was archived by an entry.
func (e *Entry) reason() ArchiveReason {
	if e.Details.Reason != "" || e.Meaning&meaningStated != 0 {
		return e.Details.Reason
	}
	if d, known := byName()[e.Action]; known {
		return d.reason
	}
	return ""
}

// Does reports whether an action does one of some things to the record. A lifecycle that
// is nil knows what the names of this package mean.
func (l *Lifecycle) Does(a lifecycle.Action, m Meaning) bool { return l.declared(a).does&m != 0 }

// declared is what an action means here. It must not be changed.
func (l *Lifecycle) declared(a lifecycle.Action) *declared {
	if l != nil {
		if d, own := l.actions[a]; own {
			return d
		}
	}
	if d, known := byName()[a]; known {
		return d
	}
	return &declared{ActionInfo: lifecycle.ActionInfo{Action: a, Takes: []string{"attachments", "promise"}}}
}

// Mean writes into an entry what its action does here, as far as its name does not say
// it: for entries that [Lifecycle.Apply] does not make, such as those of a case that
// somebody only thinks of.
func (l *Lifecycle) Mean(e *Entry) {
	d, says := l.declared(e.Action), usually(e.Action, e.From, e.To)
	e.Meaning = 0
	if d.own && d.does != says {
		e.Meaning = d.does | meaningStated
	}
	if d.own && d.reason != "" && e.reason() != d.reason {
		e.Details.Reason = d.reason
	}
	if reason := e.reason(); reason != "" {
		e.Details.StaysPublic = l.staysPublic(reason)
	}
}

// actionsThat lists the actions that do one of some things, those of the lifecycle first.
func (l *Lifecycle) actionsThat(m Meaning) (list []lifecycle.Action) {
	for a := range l.machine.Actions() {
		if l.Does(a, m) {
			list = append(list, a)
		}
	}
	if len(list) > 0 {
		return list
	}
	for _, info := range actionInfos() {
		if meaningOf(info.Does...)&m != 0 {
			list = append(list, info.Action)
		}
	}
	return list
}

// timers is the action by which the timer does something in a state, the one of this
// package if there is none.
func (l *Lifecycle) timers(m Meaning, from lifecycle.State) lifecycle.Action {
	all := l.actionsThat(m)
	for _, a := range all {
		if rule, ok := l.machine.Rule(from, a); ok && rule.Permits(RoleTimer) {
			return a
		}
	}
	return all[0]
}

// alwaysLeads reports whether an action leads a case into a state, whatever it stands in.
func (l *Lifecycle) alwaysLeads(a lifecycle.Action, to lifecycle.State) bool {
	from := l.machine.From(a)
	return len(from) > 0 && !slices.ContainsFunc(from, func(s lifecycle.State) bool {
		next, ok := l.machine.Next(s, a, "")
		return !ok || s == to || next != to
	})
}

// learn takes over what the definition says of its actions, and finds what cannot be
// read of it.
func (l *Lifecycle) learn(p *storage.Problems) {
	l.actions = map[lifecycle.Action]*declared{}
	for i, info := range l.machine.Definition().Actions {
		d := declare(info)
		d.own = true
		l.actions[info.Action] = d
		l.declares(p, storage.At("actions", i)+".reason", lifecycle.Reasons, d.Reason)
	}
	if old := byName()[ActionFollowUp]; !l.machine.Declares(ActionFollowUp) && l.alwaysLeads(ActionFollowUp, StateResponded) {
		answer := *old
		answer.does |= MeaningAnswers // as [usually] says of each entry
		l.actions[ActionFollowUp] = &answer
	}
	for a := range l.machine.Actions() {
		if _, ok := l.machine.Rule(lifecycle.New, a); !ok || !l.Does(a, MeaningOpens) {
			continue
		}
		if l.opens != "" {
			p.Add("transitions", fmt.Sprintf("%s and %s both open a case", l.opens, a))
		}
		l.opens = a
	}
	if l.opens == "" {
		p.Add("transitions", fmt.Sprintf("no action %s opens a case", ActionSubmit))
	}
}
