package deadline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// judgingOnly is SP4N with other rules for a clock.
func judgingOnly(clock lifecycle.ClockName, rules ...deadline.Rule) *deadline.Policy {
	p := deadline.SP4N()
	p.Rules = slices.DeleteFunc(p.Rules, func(r deadline.Rule) bool { return r.Clock == clock })
	for _, r := range rules {
		r.Clock, r.Limit = clock, deadline.WorkingDays(3)
		p.Rules = append(p.Rules, r)
	}
	return p
}

// Time-outs that a policy judges, but not for every class that a case may have when
// the clock starts. Each legal rule mends its problem, and all of them all.
func TestSilentTimeoutsOfSomeClasses(t *testing.T) {
	t.Parallel()
	l := national(t)
	for name, c := range map[string]struct {
		clock lifecycle.ClockName
		rules []deadline.Rule
		says  []string
		legal []string
		mends []deadline.Rule
	}{
		"other classes": {
			complaint.ClockReply,
			[]deadline.Rule{{Class: complaint.ClassNonSupervisory}, {Class: complaint.ClassAspiration}},
			[]string{
				`no rule of sp4n-lapor PermenPANRB 62/2018 is about the clock "reply" of a case that has the class supervisory when approve or respond sets its limit, so the timer would never close it under the lifecycle ` + l.Edition().String(),
				"the class information_request",
			},
			[]string{"{clock: reply, class: supervisory}", "{clock: reply, class: information_request}"},
			[]deadline.Rule{{Class: complaint.ClassSupervisory}, {Class: complaint.ClassInformation}},
		},
		"before there is a class": {
			complaint.ClockCompletion,
			[]deadline.Rule{{Class: complaint.ClassNonSupervisory}, {Class: complaint.ClassSupervisory}, {Class: complaint.ClassInformation}, {Class: complaint.ClassAspiration}},
			[]string{`the clock "completion" of a case that has no class when suspend sets its limit, so the timer would never expire`},
			[]string{"{clock: completion}"},
			[]deadline.Rule{{}},
		},
		"other beginnings": {
			complaint.ClockReply,
			[]deadline.Rule{{Class: complaint.ClassSupervisory, StartedBy: complaint.ActionRespond}, {Class: complaint.ClassNonSupervisory}, {Class: complaint.ClassInformation}, {Class: complaint.ClassAspiration}},
			[]string{"the class supervisory when approve sets its limit, so"},
			[]string{"{clock: reply, class: supervisory}"},
			[]deadline.Rule{{Class: complaint.ClassSupervisory}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := deadline.Config{Policies: []*deadline.Policy{judgingOnly(c.clock, c.rules...)}, Calendars: calendars(t)}
			deadlines, err := deadline.New(cfg)
			require.NoError(t, err, "whoever only reads histories")
			_, err = complaint.NewService(complaint.Config{Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines})
			refusal(t, err, "Deadlines.Policies[0].rules")

			cfg.Lifecycles = []*complaint.Lifecycle{l}
			_, err = deadline.New(cfg)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Len(t, invalid.Problems, len(c.says), "%v", err)
			for i, p := range invalid.Problems {
				require.Equal(t, "Policies[0].rules", p.Field)
				require.Contains(t, p.Message, c.says[i])
				require.Equal(t, c.legal[i:i+1], p.Legal)
			}
			cfg.Policies = []*deadline.Policy{judgingOnly(c.clock, append(c.rules, c.mends...)...)}
			_, err = deadline.New(cfg)
			require.NoError(t, err)
		})
	}
}

// A class that no case has when the clock starts needs no rule; one that it gets
// while the clock runs does, unless the policy keeps the limit.
func TestTimeoutsGoByTheClassesThatCasesHave(t *testing.T) {
	t.Parallel()
	supervisory := complaint.National()
	for i := range supervisory.Transitions {
		tr := &supervisory.Transitions[i]
		for _, effect := range tr.Clocks {
			if effect.Op == lifecycle.Start && slices.Contains(effect.Clocks, complaint.ClockReply) {
				tr.Needs = append(slices.Clone(tr.Needs), lifecycle.Need(complaint.GuardSupervisory))
			}
		}
	}
	l, err := complaint.Compile(supervisory, complaint.Extensions{})
	require.NoError(t, err)
	cfg := deadline.Config{
		Policies:  []*deadline.Policy{judgingOnly(complaint.ClockReply, deadline.Rule{Class: complaint.ClassSupervisory})},
		Calendars: calendars(t), Lifecycles: []*complaint.Lifecycle{l},
	}
	_, err = deadline.New(cfg)
	require.NoError(t, err)
	cfg.Policies = []*deadline.Policy{judgingOnly(complaint.ClockReply, deadline.Rule{Class: complaint.ClassInformation})}
	_, err = deadline.New(cfg)
	require.Equal(t, []string{"{clock: reply, class: supervisory}"}, refusal(t, err, "Policies[0].rules").Legal)

	// A forward gets the reply's clock only for a supervisory report; a new class
	// has its limit looked up again.
	changed := supervisory.Clone()
	for i := range changed.Transitions {
		if tr := &changed.Transitions[i]; tr.Action == complaint.ActionReclassify {
			tr.From = append(slices.Clone(tr.From), complaint.StateResponded)
			tr.Clocks = append(slices.Clone(tr.Clocks), lifecycle.Recompute.On(complaint.ClockReply))
		}
	}
	l, err = complaint.Compile(changed, complaint.Extensions{})
	require.NoError(t, err)
	p := judgingOnly(complaint.ClockReply, deadline.Rule{Class: complaint.ClassSupervisory})
	cfg.Policies, cfg.Lifecycles = []*deadline.Policy{p}, []*complaint.Lifecycle{l}
	_, err = deadline.New(cfg)
	require.ErrorContains(t, err, "the class aspiration when a new class sets its limit")
	p.Reclassification = deadline.KeepLimit
	_, err = deadline.New(cfg)
	require.NoError(t, err)
}
