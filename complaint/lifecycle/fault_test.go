package lifecycle_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fault is a sound text spoiled in one place, and everything that Compile must
// then say: no more and no less.
type fault struct {
	name, old, spoiled string
	want               []string
}

var lineNumber = regexp.MustCompile(` line=\d+`)

func faults() []fault {
	const file, ask = "file>filed", "ask>waiting"
	return []fault{
		{"sound", "", "", nil},
		{"no name", "name: parking-permit", `name: ""`, []string{"bad_name"}},
		{"no edition", `edition: "2026"`, `edition: ""`, []string{"bad_name"}},
		{"validity ends first", "initial: filed", "initial: filed\nvalid: {from: \"2026-02-01T00:00:00Z\", until: \"2026-01-01T00:00:00Z\"}", []string{"bad_name"}},
		{"words", "initial: filed", "initial: filed\nwords: {kinds: [{word: a, label: {en: A}}], rungs: []}", nil},
		{"word form", "initial: filed", "initial: filed\nwords: {kinds: [{word: A, label: {en: A}}]}", []string{"bad_name name=A line=4"}},
		{"word twice", "initial: filed", "initial: filed\nwords: {rungs: [{word: a, label: {en: A}}, {word: a, label: {en: A}}]}", []string{"repeated_word name=a line=4"}},
		{"word without label", "initial: filed", "initial: filed\nwords: {reasons: [{word: a}]}", []string{"unlabelled_word name=a line=4"}},
		{"duty", "initial: filed", "initial: filed\nduties: [{name: four_eyes, who: [ask], not: [decide], after: [answer]}]", nil},
		{"duty without a name", "initial: filed", "initial: filed\nduties: [{name: \"\", who: [ask], not: [decide]}]", []string{"bad_duty line=4"}},
		{"duty twice", "initial: filed", "initial: filed\nduties: [{name: a, who: [ask], not: [decide]}, {name: a, who: [ask], not: [decide]}]", []string{"bad_duty name=a line=4"}},
		{"duty that forbids nothing", "initial: filed", "initial: filed\nduties: [{name: a, who: [ask], not: []}]", []string{"bad_duty name=a line=4"}},
		{"duty of no such action", "initial: filed", "initial: filed\nduties: [{name: a, who: [asks], not: [decide, decide]}]", []string{"bad_duty name=asks line=4", "bad_duty name=decide line=4"}},
		{"state name", "{state: decided,", "{state: Decided, final: true}\n- {state: decided,", []string{
			"bad_name state=Decided name=Decided line=7", "unreachable_state state=Decided line=7",
		}},
		{"reserved state", "{state: decided,", "{state: any_open, final: true}\n- {state: decided,", []string{"bad_name state=any_open name=any_open line=7"}},
		{"action name", "{action: ask,", "{action: to ask,", []string{"bad_name action=to ask name=to ask line=10"}},
		{"no action", "{action: ask,", "{", []string{"bad_name line=10"}},
		{"state twice", "{state: decided,", "{state: waiting}\n- {state: decided,", []string{"repeated_state state=waiting line=7"}},
		{"unknown initial state", "initial: filed", "initial: begun", []string{"unknown_state state=begun name=begun"}},
		{"unknown origin state", "from: [filed], to: waiting", "from: [filed, drafted], to: waiting", []string{
			"unknown_state state=drafted action=ask name=drafted line=10",
		}},
		{"from nowhere", "from: [filed], to: waiting", "from: [], to: waiting", []string{
			"unknown_state action=ask line=10",
			"back_mismatch state=waiting action=answer name=filed line=11",
			"unreachable_state state=waiting line=6",
		}},
		{"dangling target", "to: decided, by: [timer]", "to: lapsed, by: [timer]", []string{"dangling_target state=lapsed action=lapse name=lapsed line=12"}},
		{"to new", "to: decided, by: [timer]", "to: new, by: [timer]", []string{"dangling_target state=new action=lapse name=new line=12"}},
		{"no target", ", to: decided, by: [timer]", ", by: [timer]", []string{"dangling_target action=lapse line=12"}},
		{"dangling return", "to: back(filed)", `to: "back(filed, drafted)"`, []string{"dangling_target state=drafted action=answer name=drafted line=11"}},
		{"birth into another state", "from: [new], to: filed", "from: [new], to: waiting", []string{"dangling_target state=waiting action=file name=waiting line=9"}},
		{"birth that stays", "from: [new], to: filed", "from: [new], to: same", []string{"dangling_target state=new action=file line=9"}},
		{"birth that returns", "from: [new], to: filed", "from: [new], to: back(filed)", []string{"dangling_target state=new action=file line=9"}},
		{"action twice from a state", "- {action: lapse", "- {action: decide, from: [waiting, filed], to: decided, by: [clerk]}\n- {action: lapse", []string{
			"repeated_cell state=filed action=decide line=14",
		}},
		{"state twice in a row", "from: [filed], to: waiting", "from: [filed, any_open, filed], to: waiting", []string{
			"repeated_cell state=filed action=ask line=10",
		}},
		{"birth twice", "- {action: lapse", "- {action: file, from: [new], to: filed, by: [clerk]}\n- {action: lapse", []string{"repeated_cell state=new action=file line=12"}},
		{"action twice, once dangling", "- {action: lapse", "- {action: ask, from: [filed], to: lost, by: [clerk]}\n- {action: lapse", []string{
			"dangling_target state=lost action=ask name=lost line=12", "repeated_cell state=filed action=ask line=12",
		}},
		{"role twice", "by: [timer]", "by: [timer, timer if elapsed(answer)]", []string{"repeated_cell action=lapse name=timer line=12"}},
		{"unknown role", "by: [timer]", "by: [timer, boss]", []string{"unknown_role action=lapse name=boss line=12"}},
		{"unknown owner", "owner: clerk", "owner: boss", []string{"unknown_role state=filed name=boss line=5"}},
		{"unknown owner of an end", "final: true", "final: true, owner: boss", []string{"unknown_role state=decided name=boss line=7"}},
		{"unknown guard", "needs: [elapsed(answer)]", "needs: [elapse(answer)]", []string{"unknown_guard action=lapse name=elapse(answer) line=12"}},
		{"guard that is no guard", "needs: [elapsed(answer)]", `needs: ["elapsed(answer"]`, []string{"unknown_guard action=lapse name=elapsed(answer line=12"}},
		{"unknown guard of a role", "if not_applicant", "if not_clerk", []string{"unknown_guard action=decide name=not_clerk line=13"}},
		{"argument missing", "needs: [elapsed(answer)]", "needs: [elapsed]", []string{"bad_argument action=lapse name=elapsed line=12"}},
		{"argument too many", "if not_applicant", "if not_applicant(2)", []string{"bad_argument action=decide name=not_applicant(2) line=13"}},
		{"argument no number", "if not_applicant", "if fewer_than(two)", []string{"bad_argument action=decide name=fewer_than(two) line=13"}},
		{"argument not plain", "if not_applicant", "if fewer_than(02)", []string{"bad_argument action=decide name=fewer_than(02) line=13"}},
		{"argument too large", "if not_applicant", "if fewer_than(1000001)", []string{"bad_argument action=decide name=fewer_than(1000001) line=13"}},
		{"argument unknown clock", "needs: [elapsed(answer)]", "needs: [elapsed(answers)]", []string{"unknown_clock action=lapse name=answers line=12"}},
		{"unknown clock", "[stop decision]", "[stop decisions]", []string{"unknown_clock action=decide name=decisions line=13"}},
		{"unknown spared clock", "[stop decision]", "[stop all except decisions]", []string{"unknown_clock action=decide name=decisions line=13"}},
		{"all but all", "[stop decision]", "[stop all except all]", []string{"unknown_clock action=decide name=all line=13"}},
		{"nobody may act", "by: [clerk], clocks: [pause", "by: [], clocks: [pause", []string{"nobody_may_act action=ask line=10"}},
		{"return misses an origin", "- {action: lapse", "- {action: recall, from: [decided], to: waiting, by: [clerk]}\n- {action: lapse", []string{
			"back_mismatch state=waiting action=answer name=decided line=11 via file>filed decide>decided recall>waiting",
			"undeclared_exit state=decided action=recall line=12 via file>filed decide>decided recall>waiting",
		}},
		{"return to a state never left", "to: back(filed)", `to: "back(filed, waiting)"`, []string{"back_mismatch state=waiting action=answer name=waiting line=11"}},
		{"undeclared exit", "- {action: lapse", "- {action: reopen, from: [decided], to: filed, by: [clerk]}\n- {action: lapse", []string{
			"undeclared_exit state=decided action=reopen line=12 via file>filed decide>decided reopen>filed",
		}},
		{"unused exit", "final: true", "final: true, exits: [reopen]", []string{"unused_exit state=decided action=reopen line=7"}},
		{"exit of an open state", "owner: clerk", "owner: clerk, exits: [decide]", []string{"unused_exit state=filed action=decide line=5"}},
		{"exit that stays", "final: true}\ntransitions:", "final: true, exits: [read]}\ntransitions:\n- {action: read, from: [decided], to: same, by: [clerk]}", []string{
			"unused_exit state=decided action=read line=7",
		}},
		{"unreachable state", "transitions:", "- {state: lost, final: true}\ntransitions:", []string{"unreachable_state state=lost line=8"}},
		{"unreachable states without end", "transitions:", "- {state: lost}\n- {state: found}\ntransitions:\n- {action: seek, from: [lost], to: found, by: [clerk]}", []string{
			"unreachable_state state=lost line=8", "unreachable_state state=found line=9",
			"no_end state=lost line=8", "no_end state=found line=9",
		}},
		{"no end", "transitions:", "- {state: lost}\ntransitions:\n- {action: lose, from: [filed], to: lost, by: [clerk]}", []string{
			"no_end state=lost line=8 via " + file + " lose>lost",
		}},
		{"waiting forever", "owner: clerk", "waiting: true", []string{"waiting_forever state=filed line=5 via " + file}},
		{"owner cannot act", "owner: applicant", "owner: clerk", []string{"owner_cannot_act state=waiting name=clerk line=6 via " + file + " " + ask}},
		{"timer owns without a time-out", "owner: clerk", "owner: timer", []string{"owner_cannot_act state=filed name=timer line=5 via " + file}},
		{"end owned by nobody who can act", "final: true", "final: true, owner: clerk", []string{
			"owner_cannot_act state=decided name=clerk line=7 via " + file + " decide>decided",
		}},
		{"end that waits", "final: true", "final: true, waiting: true", []string{"waiting_forever state=decided line=7 via " + file + " decide>decided"}},
		{"clock never started", "[stop decision]", "[stop decision, stop appeal]", []string{"clock_never_started action=decide name=appeal line=13"}},
		{"clock asked about but never started", "elapsed(answer)", "elapsed(appeal)", []string{"clock_never_started action=lapse name=appeal line=12"}},
		{"clock spared is not started", "[stop decision]", "[start all except appeal, stop appeal]", []string{"clock_never_started action=decide name=appeal line=13"}},
		{"all are started", "[stop decision]", "[start all, stop appeal]", nil},
	}
}

func TestCompileFindsFault(t *testing.T) {
	t.Parallel()
	for _, f := range faults() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, permitYAML, f.old)
			d := mustParse(t, strings.Replace(permitYAML, f.old, f.spoiled, 1))
			require.Equal(t, f.want, briefs(findings(t, d, permitWords())))
			var bare []string
			for _, w := range f.want {
				bare = append(bare, lineNumber.ReplaceAllString(w, ""))
			}
			require.Equal(t, bare, briefs(findings(t, inGo(d), permitWords())), "the same written in Go")
		})
	}
}
