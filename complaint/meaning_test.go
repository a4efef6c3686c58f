package complaint_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// A meaning is read as it is written, in whatever order its words stand, and nothing
// else is read.
func TestMeaningText(t *testing.T) {
	t.Parallel()
	words := complaint.Vocabulary().Meanings
	for i, word := range words {
		m := complaint.Meaning(1) << i
		require.Equal(t, string(word), m.String())
		require.Equal(t, []lc.Meaning{word}, m.Words())
		for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
			require.NotContains(t, m.In(w), "_", "it has a text")
		}
	}
	both := complaint.MeaningRoutes | complaint.MeaningClassifies
	require.Equal(t, "routes, classifies", both.String())
	for text, want := range map[string]string{
		"routes, classifies": "routes, classifies", "classifies, routes": "routes, classifies", "nothing": "nothing",
	} {
		var m complaint.Meaning
		require.NoError(t, m.UnmarshalText([]byte(text)))
		require.Equal(t, want, m.String())
		require.NotZero(t, m, "what is written says something, even that it is nothing")
	}
	for _, text := range []string{"", "route", "routes,classifies", "routes, routes", "nothing, routes", "routes, nothing", "routes, "} {
		var m complaint.Meaning
		require.Error(t, m.UnmarshalText([]byte(text)), text)
		require.Zero(t, m)
	}
}

// declaring is the national lifecycle that declares one of its actions.
func declaring(a lc.Action, change func(*lc.ActionInfo)) lc.Definition {
	d := complaint.National()
	all := complaint.Vocabulary().Actions
	info := all[slices.IndexFunc(all, func(i lc.ActionInfo) bool { return i.Action == a })]
	change(&info)
	d.Actions = append(d.Actions, info)
	return d
}

// doing is a declaration with other meanings.
func doing(a lc.Action, m complaint.Meaning) lc.Definition {
	return declaring(a, func(i *lc.ActionInfo) { i.Does = m.Words() })
}

// asking is one that takes other fields.
func asking(a lc.Action, requires, takes string) lc.Definition {
	return declaring(a, func(i *lc.ActionInfo) { i.Requires, i.Takes = strings.Fields(requires), strings.Fields(takes) })
}

// permitted is the national lifecycle in which other roles may take an action.
func permitted(a lc.Action, change func(*lc.Transition)) lc.Definition {
	d := declaring(complaint.ActionNote, func(*lc.ActionInfo) {})
	for i := range d.Transitions {
		if d.Transitions[i].Action == a {
			change(&d.Transitions[i])
		}
	}
	return d
}

// lacking is the national lifecycle without an action.
func lacking(actions ...lc.Action) lc.Definition {
	d := declaring(complaint.ActionNote, func(*lc.ActionInfo) {})
	d.Transitions = slices.DeleteFunc(d.Transitions, func(tr lc.Transition) bool { return slices.Contains(actions, tr.Action) })
	for i := range d.States {
		d.States[i].Exits = slices.DeleteFunc(d.States[i].Exits, func(a lc.Action) bool { return slices.Contains(actions, a) })
	}
	return d
}

// adding is the national lifecycle with a row more, and what it means.
func adding(m complaint.Meaning, requires string, tr lc.Transition) lc.Definition {
	d := complaint.National()
	d.Transitions = append(d.Transitions, tr)
	d.Actions = append(d.Actions, lc.ActionInfo{Action: tr.Action, Does: m.Words(), Requires: strings.Fields(requires)})
	return d
}

// byAdmin is a row by the national admin.
func byAdmin(from lc.State, to lc.Target) lc.Transition {
	return lc.Transition{Action: "own", From: []lc.State{from}, To: to, By: lc.By(complaint.RoleNationalAdmin)}
}

// Every meaning has a proof that a definition with a fault in it trips: for each meaning
// definitions that are right but for one thing, and what the finding says.
func TestEveryMeaningIsProved(t *testing.T) {
	t.Parallel()
	const submitted, forwarded, working = complaint.StateSubmitted, complaint.StateForwarded, complaint.StateInProgress
	reporter := func(tr *lc.Transition) { tr.By = lc.By(complaint.RoleReporter) }
	unguarded := func(tr *lc.Transition) {
		tr.Needs = nil
		for i := range tr.By {
			tr.By[i].Needs = nil
		}
	}
	faults := []struct {
		of   complaint.Meaning
		d    lc.Definition
		text string
	}{
		{complaint.MeaningOpens, doing(complaint.ActionNote, complaint.MeaningOpens), "where there is a case already"},
		{complaint.MeaningRoutes, asking(complaint.ActionForward, "class category|recorded", "agency"), "does not ask for agency"},
		{complaint.MeaningTransfers, asking(complaint.ActionTransfer, "note", ""), "does not ask for agency"},
		{complaint.MeaningReturns, adding(complaint.MeaningReturns, "note", byAdmin(submitted, lc.Same())), "before any action does this: routes"},
		{complaint.MeaningAssigns, asking(complaint.ActionAssign, "", "main supporting"), "does not ask for main"},
		{complaint.MeaningAssigns, adding(complaint.MeaningAssigns, "main", byAdmin(submitted, lc.Same())), "before any action does this: routes"},
		{complaint.MeaningTakesOver, adding(complaint.MeaningTakesOver, "", byAdmin(submitted, lc.Same())), "before any action does this: routes"},
		{complaint.MeaningUnassigns, adding(complaint.MeaningUnassigns, "note", byAdmin(forwarded, lc.Same())), "before any action does this: assigns"},
		{complaint.MeaningClassifies, asking(complaint.ActionReclassify, "note", ""), "does not ask for class"},
		{complaint.MeaningPublishes, adding(complaint.MeaningPublishes, "", lc.Transition{Action: "own", From: []lc.State{submitted}, To: lc.Same(), By: lc.By(complaint.RoleReporter)}), "is permitted to reporter"},
		{complaint.MeaningEdits, asking(complaint.ActionEdit, "note", ""), "does not ask for title"},
		{complaint.MeaningAccuses, lacking(complaint.ActionClearAccusation), "no action does this: clears the accusation"},
		{complaint.MeaningConfirmsAccusation, permitted(complaint.ActionConfirmAccusation, unguarded), "does not need accused"},
		{complaint.MeaningClearsAccusation, permitted(complaint.ActionClearAccusation, unguarded), "does not need accused"},
		{complaint.MeaningDiscloses, permitted(complaint.ActionDisclose, func(tr *lc.Transition) { tr.By = lc.By(complaint.RoleNationalAdmin) }), "is permitted to national_admin"},
		{complaint.MeaningSeals, permitted(complaint.ActionSeal, unguarded), "does not need narrows"},
		{complaint.MeaningDrafts, asking(complaint.ActionDraft, "", ""), "does not ask for note"},
		{complaint.MeaningApproves, permitted(complaint.ActionApprove, unguarded), "does not need has_draft"},
		{complaint.MeaningApproves, doing(complaint.ActionApprove, complaint.MeaningApproves), "but not also: answers the reporter"},
		{complaint.MeaningAnswers, asking(complaint.ActionRespond, "", "attachments"), "does not ask for note"},
		{complaint.MeaningAnswers, adding(complaint.MeaningAnswers, "note", byAdmin(submitted, lc.Same())), "before any action does this: routes"},
		{complaint.MeaningFollowsUp, asking(complaint.ActionFollowUp, "", "attachments"), "does not ask for note"},
		{complaint.MeaningReplies, asking(complaint.ActionReply, "", "attachments"), "does not ask for note"},
		{complaint.MeaningAdds, permitted(complaint.ActionAttach, func(tr *lc.Transition) {
			if slices.Contains(tr.From, complaint.StateArchived) {
				tr.Needs = nil
			}
		}), "does not need parent_open"},
		{complaint.MeaningAsks, asking(complaint.ActionSuspend, "", "note"), "does not ask for note"},
		{complaint.MeaningSupplements, adding(complaint.MeaningSupplements, "", byAdmin(submitted, lc.Same())), "before any action does this: asks the reporter"},
		{complaint.MeaningRates, adding(complaint.MeaningRates, "rating", byAdmin(working, lc.Same())), "before any action does this: answers the reporter"},
		{complaint.MeaningReopens, adding(complaint.MeaningReopens, "note", byAdmin(working, lc.Same())), "out of a final state"},
		{complaint.MeaningExtends, adding(complaint.MeaningExtends, "days", byAdmin(working, lc.Same())), "extends no clock"},
		{complaint.MeaningEscalates, asking(complaint.ActionEscalate, "clock", "step"), "does not ask for rung"},
		{complaint.MeaningArchives, asking(complaint.ActionArchive, "", "agency"), "but for no reason"},
		{complaint.MeaningArchives, declaring(complaint.ActionWithdraw, func(i *lc.ActionInfo) { i.Reason = "" }), "but for no reason"},
		{complaint.MeaningArchives, adding(complaint.MeaningArchives, "reason", byAdmin(working, lc.Same())), "to no final state"},
		{complaint.MeaningMerges, lacking(complaint.ActionUnmerge), "no action does this: separates it again"},
		{complaint.MeaningMerges, asking(complaint.ActionMerge, "", ""), "does not ask for parent"},
		{complaint.MeaningUnmerges, permitted(complaint.ActionUnmerge, unguarded), "does not need merged"},
		{complaint.MeaningRelays, permitted(complaint.ActionRelay, unguarded), "does not need parent_answered"},
		{complaint.MeaningPassesOn, permitted(complaint.ActionPassOn, unguarded), "does not need passed_on"},
		{complaint.MeaningPassesOn, permitted(complaint.ActionPassOn, func(tr *lc.Transition) { tr.By = lc.By(complaint.RoleNationalAdmin) }), "is permitted to national_admin"},
		{complaint.MeaningLeaves, permitted(complaint.ActionLeave, func(tr *lc.Transition) { tr.By = lc.By(complaint.RoleNationalAdmin) }), "is permitted to national_admin"},
		{complaint.MeaningTells, permitted(complaint.ActionReopen, reporter), "is permitted to reporter"},
	}
	var tripped complaint.Meaning
	for n, f := range faults {
		_, err := complaint.Compile(f.d, complaint.Extensions{})
		var refused *lc.ProofError
		require.ErrorAs(t, err, &refused, "fault %d of %s", n, f.of)
		i := slices.IndexFunc(refused.Findings, func(x lc.Finding) bool {
			return x.Kind == lc.BadMeaning && lc.Meaning(x.Name) == f.of.Words()[0] && strings.Contains(x.Message.In(aduan.English()), f.text)
		})
		require.GreaterOrEqual(t, i, 0, "fault %d of %s: %v", n, f.of, err)
		require.NotEmpty(t, refused.Findings[i].Field)
		require.NotContains(t, refused.Findings[i].Message.In(aduan.Indonesian()), "fault.")
		tripped |= f.of
	}
	for i := range complaint.Vocabulary().Meanings {
		m := complaint.Meaning(1) << i
		require.NotZero(t, tripped&m, "nothing proves %s", m)
	}
}

// What an action takes must mean something by what it does, and a way that shows the
// fault stands with it.
func TestFieldsThatMeanNothing(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]lc.Definition{
		"takes rating, which means nothing":         asking(complaint.ActionNote, "note", "rating"),
		"takes note, which means nothing":           asking(complaint.ActionSubmit, "title", "note"),
		"only class and category can be taken":      asking(complaint.ActionForward, "class agency|recorded category", ""),
		"does not end a case with one, or somebody": declaring(complaint.ActionNote, func(i *lc.ActionInfo) { i.Reason = "spam" }),
	} {
		_, err := complaint.Compile(d, complaint.Extensions{})
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, name)
	}
	_, err := complaint.Compile(adding(complaint.MeaningRates, "rating", byAdmin(complaint.StateInProgress, lc.Same())), complaint.Extensions{})
	require.ErrorContains(t, err, "path: submit -> submitted, forward -> forwarded, handle -> in_progress")
	_, err = complaint.Compile(declaring(complaint.ActionWithdraw, func(i *lc.ActionInfo) { i.Reason = "withdrawm" }), complaint.Extensions{})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, "withdrawn", invalid.Problems[0].Legal[0], "the nearest first")
}

// What begins a case requires what the definition says, and no more: a request may have
// neither title nor body.
func TestOpeningAsksWhatIsDeclared(t *testing.T) {
	t.Parallel()
	bare, err := complaint.Compile(asking(complaint.ActionSubmit, "place category", "title body"), complaint.Extensions{})
	require.NoError(t, err)
	w := newWalker(t, bare, 1)
	number, err := complaint.NewTracking(seededBytes{w.r})
	require.NoError(t, err)
	h := complaint.Header{ID: w.id(), Tracking: number, Reporter: complaint.ReporterRef(w.id())}
	by, at := complaint.Actor{ID: "warga"}, complaint.Moment{Now: w.now}
	d := complaint.Draft{Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb, Place: "di depan pasar", Category: "roads"}
	c, err := bare.Open(h, by, d, at)
	require.NoError(t, err)
	require.Empty(t, c.Title())
	require.Empty(t, c.Body())
	requireReplays(t, bare, c)
	for field, change := range map[string]func(*complaint.Draft){
		"place":       func(d *complaint.Draft) { d.Place = "" },
		"category":    func(d *complaint.Draft) { d.Category = "" },
		"title":       func(d *complaint.Draft) { d.Title = " \u200b" },
		"attachments": func(d *complaint.Draft) { d.Attachments = w.files(1) },
	} {
		wrong := d
		change(&wrong)
		requireWrong(t, field, field, bare.ValidateDraft(wrong))
		_, err := bare.Open(h, by, wrong, at)
		requireWrong(t, field, field, err)
	}
	d.Body = "Gelap."
	requireWrong(t, "national", "title", deskNational(t).ValidateDraft(d))
}

// A forward asks for class and category only if its lifecycle says so.
func TestForwardAsksWhatIsDeclared(t *testing.T) {
	t.Parallel()
	bare, err := complaint.Compile(asking(complaint.ActionForward, "agency", "class category"), complaint.Extensions{})
	require.NoError(t, err)
	w := newWalker(t, bare, 2)
	admin := complaint.Actor{ID: "a", Role: complaint.RoleNationalAdmin}
	c := w.open()
	at := complaint.Moment{Now: w.now}
	forward := complaint.Command{Action: complaint.ActionForward, Agency: "id:51.03/public-works"}
	next, err := bare.Apply(c, admin, forward, at)
	require.NoError(t, err)
	require.Zero(t, next.Class)
	require.Equal(t, c.Category, next.Category)
	require.Equal(t, forward.Agency, next.Agency)
	national := walkRules(t, complaint.Extensions{})
	_, err = national.Apply(c, admin, forward, at)
	requireWrong(t, "national", "class", err)
	forward.Class = complaint.ClassSupervisory
	next, err = bare.Apply(c, admin, forward, at)
	require.NoError(t, err)
	require.Equal(t, complaint.ClassSupervisory, next.Class)
	forward.Rating = 3
	requireWrong(t, "rating", "rating", bare.ValidateCommand(forward))
	require.NoError(t, forward.Validate(complaint.Limits{}), "its form is right")
}

// A stored entry that says of its action what its lifecycle does not is found.
func TestReplayFindsAnotherMeaning(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 3)
	c := w.open()
	for len(c.Timeline) < 3 {
		c, _ = w.step(c)
	}
	requireReplays(t, l, c)
	for i := range c.Timeline {
		changed := c.Clone()
		require.NoError(t, changed.Timeline[i].Meaning.UnmarshalText([]byte("rates")))
		_, err := l.Replay(changed)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, ".does: the lifecycle sp4n-lapor 2 says of")
		require.ErrorContains(t, err, "the entry says: rates")
	}
	silent, err := complaint.Compile(doing(complaint.ActionForward, complaint.MeaningRoutes|complaint.MeaningClassifies), complaint.Extensions{})
	require.NoError(t, err)
	admin := complaint.Actor{ID: "a", Role: complaint.RoleNationalAdmin}
	c = w.open()
	cmd := complaint.Command{Action: complaint.ActionForward, Agency: "id:51.03/public-works", Class: complaint.ClassNonSupervisory, Category: "roads"}
	next, err := silent.Apply(c, admin, cmd, complaint.Moment{Now: w.now})
	require.NoError(t, err)
	require.False(t, next.Verified, "it does not publish")
	requireReplays(t, silent, next)
	data, err := next.Encode()
	require.NoError(t, err)
	require.Contains(t, string(data), `"does":"routes, classifies"`)
	_, err = l.Replay(next)
	require.ErrorContains(t, err, "forward: routes, classifies, publishes")
}

// The national actions stand in a record without their meaning, as ever.
func TestNationalEntriesKeepTheirBytes(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 4)
	c := w.open()
	for range 30 {
		c, _ = w.step(c)
	}
	data, err := c.Encode()
	require.NoError(t, err)
	require.NotContains(t, string(data), `"does"`)
}

// A follow-up that led to the state in which the reporter says whether it will do counts
// as an answer, whether the definition says so or is one that was written before it could.
func TestFollowUpsThatAnswer(t *testing.T) {
	t.Parallel()
	rules := complaint.DefaultNationalRules()
	rules.FollowUpAnswers = true
	said := rules.Definition()
	silent := said.Clone()
	require.NotEmpty(t, silent.Actions)
	silent.Actions = nil
	avoided := refusedReach(t, silent, complaint.Extensions{})
	require.Equal(t, lc.DutyAvoided, avoided[0].Kind, "a duty does not know what nobody declares")
	require.Equal(t, complaint.ActionFollowUp, avoided[0].Action)
	silent.Duties = nil // it was written before those too
	var records []string
	for _, d := range []lc.Definition{said, silent} {
		l, err := complaint.Compile(d, complaint.Extensions{})
		require.NoError(t, err)
		require.True(t, l.Does(complaint.ActionFollowUp, complaint.MeaningAnswers))
		w := newWalker(t, l, 9)
		c := w.open()
		unit := complaint.Actor{ID: "u", Role: complaint.RoleAgencyAdmin, Agency: "id:51.03/public-works"}
		for _, s := range []struct {
			by  complaint.Actor
			cmd complaint.Command
		}{
			{complaint.Actor{ID: "a", Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionForward, Agency: unit.Agency, Class: complaint.ClassAspiration, Category: "x"}},
			{unit, complaint.Command{Action: complaint.ActionHandle}},
			{unit, complaint.Command{Action: complaint.ActionFollowUp, Note: "Sudah."}},
			{complaint.Actor{ID: c.Reporter.String()}, complaint.Command{Action: complaint.ActionAccept, Rating: 4}},
		} {
			now := w.now.Add(time.Hour)
			next, err := l.Apply(c, s.by, s.cmd, complaint.Moment{Now: now})
			require.NoError(t, err)
			c = next
			c.Version++
		}
		require.Equal(t, 4, c.Rated())
		require.True(t, c.Timeline[3].Does(complaint.MeaningAnswers))
		requireReplays(t, l, c)
		data, err := json.Marshal(c.Timeline[1:])
		require.NoError(t, err)
		records = append(records, string(data))
		require.NotContains(t, string(data), `"does"`)
	}
	require.Equal(t, records[0], records[1])
}

// A retired state is left and never entered; cases stand there by an import, and the
// proofs begin there too.
func TestRetiredStates(t *testing.T) {
	t.Parallel()
	retiring := func(to lc.Target, by lc.Role) lc.Definition {
		d := complaint.National()
		d.States = append(d.States, lc.StateInfo{State: "legacy", Owner: by, Retired: true})
		d.Transitions = append(d.Transitions, lc.Transition{Action: "settle", From: []lc.State{"legacy"}, To: to, By: lc.By(by)})
		for i := range d.Transitions { // the case may be merged and suspended from there only as listed
			tr := &d.Transitions[i]
			if tr.Action == complaint.ActionMerge {
				tr.From = []lc.State{"submitted", "suspended", "forwarded", "assigned", "in_progress", "responded", "legacy"}
			}
		}
		return d
	}
	l, err := complaint.Compile(retiring(lc.To(complaint.StateResolved), complaint.RoleAgencyAdmin), complaint.Extensions{})
	require.NoError(t, err)
	require.Equal(t, []lc.State{"legacy"}, l.Machine().From("settle"))
	_, err = complaint.Compile(retiring(lc.Same(), complaint.RoleUnitAdmin), complaint.Extensions{})
	require.ErrorIs(t, err, storage.ErrInvalid, "its owner has to lead it on")
	entered := retiring(lc.To(complaint.StateResolved), complaint.RoleAgencyAdmin)
	entered.Transitions = append(entered.Transitions, lc.Transition{Action: "file_away", From: []lc.State{"forwarded"}, To: lc.To("legacy"), By: lc.By(complaint.RoleAgencyAdmin)})
	_, err = complaint.Compile(entered, complaint.Extensions{})
	require.ErrorContains(t, err, "retired state: file_away leads to legacy, which is retired")
}
