package complaint_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

func TestServiceDoTwiceGivesTheFirstReceipt(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit()
	d.do(byNational(), r.ID, forwardTo("works"))
	back := complaint.Command{Action: complaint.ActionReturn, Key: "k1", Note: "Bukan kewenangan kami"}
	first := d.do(byAgency("works"), r.ID, back)
	require.Equal(t, complaint.Receipt{ID: r.ID, Version: 3, Entry: 3}, first)
	d.do(byNational(), r.ID, noteOf("Dicari instansi lain"))

	_, err := d.Get(ctx, byAgency("works"), r.ID)
	require.ErrorIs(t, err, storage.ErrNotFound, "the case has left his agency")
	again, err := d.Do(ctx, byAgency("works"), r.ID, back)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again)

	other := back
	other.Note = "Alasan lain"
	_, err = d.Do(ctx, byAgency("works"), r.ID, other)
	require.ErrorIs(t, err, storage.ErrNotFound, "another content is no repetition, and he may not see the case")

	d.do(byNational(), r.ID, forwardTo("works"))
	_, err = d.Do(ctx, byAgency("works"), r.ID, other)
	require.ErrorIs(t, err, complaint.ErrKeyReuse, "now he may")
	colleague := byAgency("works")
	colleague.ID = "colleague"
	_, err = d.Do(ctx, colleague, r.ID, back)
	require.ErrorIs(t, err, complaint.ErrKeyReuse, "another person")
	require.Equal(t, storage.Version(5), d.stored(r.ID).Version)
}

func TestServiceReporterRepeatsUnderHisAccount(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit()
	cmd := complaint.Command{Action: complaint.ActionWithdraw, Key: "w", Note: "Sudah selesai sendiri"}
	first := d.do(byReporter(), r.ID, cmd)
	again := d.do(byReporter(), r.ID, cmd)
	require.Equal(t, repeated(first), again)
	for name, by := range map[string]complaint.Actor{
		"another reporter": {ID: "ketut"}, "nobody": {}, "the reference as account": {ID: d.stored(r.ID).Reporter.String()},
	} {
		_, err := d.Do(ctx, by, r.ID, cmd)
		require.ErrorIs(t, err, storage.ErrNotFound, name)
	}
}

// TestServiceErrorsComeInTheStatedOrder breaks every subset of the rules at
// once; the answer is always the first one broken.
func TestServiceErrorsComeInTheStatedOrder(t *testing.T) {
	t.Parallel()
	rules := []struct {
		name string
		want error
	}{
		{"invalid", storage.ErrInvalid},
		{"not found", storage.ErrNotFound},
		{"forbidden", complaint.ErrForbidden},
		{"key reuse", complaint.ErrKeyReuse},
		{"conflict", storage.ErrConflict},
		{"not allowed", complaint.ErrNotAllowed},
	}
	d := newDesk(t)
	for subset := range 1 << len(rules) {
		broken := func(rule int) bool { return subset>>rule&1 == 1 }
		r := d.submit()
		taken := noteOf("Catatan pertama")
		taken.Key = "taken"
		d.do(byNational(), r.ID, taken)

		by, cmd := byNational(), complaint.Command{Action: complaint.ActionSuspend, Note: "Catatan"}
		if broken(5) {
			d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam})
		}
		switch {
		case broken(1) && broken(2):
			by, cmd = byLiaison("elsewhere"), forwardTo("works") // a liaison officer never forwards
		case broken(1):
			by = byAgency("elsewhere")
		case broken(2):
			cmd = complaint.Command{Action: complaint.ActionAssign, Main: "works"} // a national admin never assigns
		}
		if broken(0) {
			cmd.Rating = 9
		}
		if broken(3) {
			cmd.Key = "taken"
		}
		if broken(4) {
			cmd.Expect = 1
		}
		name, want := "", error(nil)
		for i, rule := range rules {
			if broken(i) {
				if name += " + " + rule.name; want == nil {
					want = rule.want
				}
			}
		}
		before := d.stored(r.ID)
		_, err := d.Do(t.Context(), by, r.ID, cmd)
		if want == nil {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, want, name)
		for _, rule := range rules {
			require.Equal(t, rule.want == want, isOrder(err, rule.want), "%s gave %v", name, err)
		}
		require.Equal(t, before, d.stored(r.ID), "%s: nothing is written", name)
	}
	_, err := d.Do(t.Context(), byNational(), d.id(), complaint.Command{Action: complaint.ActionAssign, Main: "works", Key: "taken"})
	require.ErrorIs(t, err, storage.ErrNotFound, "what does not exist is answered like what may not be seen")
}

// isOrder is errors.Is for one of the rules.
func isOrder(err, rule error) bool {
	for e := err; e != nil; {
		if e == rule {
			return true
		}
		u, ok := e.(interface{ Unwrap() error })
		if !ok {
			return false
		}
		e = u.Unwrap()
	}
	return false
}

func TestServiceReplayComesBeforeEveryRuleButInvalid(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit()
	cmd := noteOf("Catatan")
	cmd.Key, cmd.Expect = "k", 1
	first := d.do(byNational(), r.ID, cmd)
	d.do(byNational(), r.ID, complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedSpam})
	again, err := d.Do(ctx, byNational(), r.ID, cmd)
	require.NoError(t, err, "although version 1 is gone and archived cases take no notes")
	require.Equal(t, repeated(first), again)
	cmd.Days = -1
	_, err = d.Do(ctx, byNational(), r.ID, cmd)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

// TestARepetitionSaysTheSame: a command repeats an earlier one with its key only if
// it is the same actor's and says the same in every field. Each variant here differs in
// one of them: its key is refused, and nothing is written.
func TestARepetitionSaysTheSame(t *testing.T) {
	t.Parallel()
	type cmd = complaint.Command
	lia := byLiaison("works")
	other := func(change func(*complaint.Actor)) complaint.Actor {
		by := lia
		change(&by)
		return by
	}
	file := func(n byte) []complaint.Attachment {
		return []complaint.Attachment{{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{n}}}
	}
	assigned := func(d *desk) complaint.ID {
		id := d.submit().ID
		d.do(byNational(), id, forwardTo("works"))
		d.do(byAgency("works"), id, cmd{Action: complaint.ActionAssign, Main: "unit1"})
		return id
	}
	fresh := func(d *desk) complaint.ID { return d.submit().ID }
	for name, tt := range map[string]struct {
		open     func(*desk) complaint.ID
		by       complaint.Actor
		first    cmd
		by2      []complaint.Actor // others, with the same command
		variants []cmd
	}{
		"who": {open: assigned, by: lia, first: noteOf("Catatan"), by2: []complaint.Actor{
			other(func(a *complaint.Actor) { a.ID = "lia-2" }),
			other(func(a *complaint.Actor) { a.Agency = "unit1" }),
			other(func(a *complaint.Actor) { a.Role = complaint.RoleAgencyAdmin }),
		}},
		"text": {open: fresh, by: byNational(), first: noteOf("Catatan"), variants: []cmd{
			noteOf("Catatan lain"),
			{Action: complaint.ActionNote, Note: "Catatan", Attachments: file(1)},
			{Action: complaint.ActionArchive, Note: "Catatan", Reason: complaint.ArchivedSpam},
		}},
		"wording": {open: fresh, by: byNational(), first: cmd{Action: complaint.ActionEdit, Title: "Judul", Body: "Isi"}, variants: []cmd{
			{Action: complaint.ActionEdit, Title: "Judul lain", Body: "Isi"},
			{Action: complaint.ActionEdit, Title: "Judul", Body: "Isi lain"},
			{Action: complaint.ActionEdit, Title: "Judul"},
			{Action: complaint.ActionEdit, Body: "Isi"},
			{Action: complaint.ActionEdit, Title: "Judul", Body: "Isi", Category: "health"},
			{Action: complaint.ActionEdit, Title: "Judul", Body: "Isi", Note: "Catatan"},
		}},
		"forward": {open: fresh, by: byNational(), first: forwardTo("works"), variants: []cmd{
			forwardTo("health"),
			{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Agency: "works"},
			{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "works", Category: "health"},
		}},
		"units": {open: assigned, by: byAgency("works"), first: cmd{Action: complaint.ActionReassign, Main: "unit2", Supporting: []agency.ID{"unit3"}}, variants: []cmd{
			{Action: complaint.ActionReassign, Main: "unit3", Supporting: []agency.ID{"unit2"}},
			{Action: complaint.ActionReassign, Main: "unit2"},
			{Action: complaint.ActionReassign, Main: "unit2", Supporting: []agency.ID{"unit3", "unit4"}},
		}},
		"files": {
			open: fresh, by: byReporter(), first: cmd{Action: complaint.ActionAttach, Attachments: file(1)},
			variants: []cmd{{Action: complaint.ActionAttach, Attachments: file(2)}, {Action: complaint.ActionAttach, Attachments: append(file(1), file(2)...)}},
		},
		"disclosure": {
			open: fresh, by: byNational(), first: cmd{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}},
			variants: []cmd{{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{Named: true}}},
		},
		"reason": {
			open: fresh, by: byNational(), first: cmd{Action: complaint.ActionArchive, Reason: complaint.ArchivedOutOfScope, Agency: "works"},
			variants: []cmd{{Action: complaint.ActionArchive, Reason: complaint.ArchivedUnclear, Agency: "works"}, {Action: complaint.ActionArchive, Reason: complaint.ArchivedOutOfScope, Agency: "health"}},
		},
		"days": {
			open: assigned, by: byAgency("works"), first: cmd{Action: complaint.ActionExtend, Note: "Bahan", Days: 3},
			variants: []cmd{{Action: complaint.ActionExtend, Note: "Bahan", Days: 4}},
		},
		"accused": {
			open: fresh, by: byNational(), first: cmd{Action: complaint.ActionAccuse, Accused: []agency.ID{"works"}},
			variants: []cmd{{Action: complaint.ActionAccuse, Accused: []agency.ID{"health"}}, {Action: complaint.ActionAccuse, Accused: []agency.ID{"works", "health"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			id := tt.open(d)
			tt.first.Key = "k"
			first := d.do(tt.by, id, tt.first)
			again, err := d.Do(t.Context(), tt.by, id, tt.first)
			require.NoError(t, err)
			require.Equal(t, repeated(first).Entry, again.Entry)
			require.True(t, again.Repeated)
			before := d.stored(id)
			refused := func(by complaint.Actor, c cmd) {
				c.Key = "k"
				_, err := d.Do(t.Context(), by, id, c)
				var reused *complaint.KeyReuseError
				require.ErrorAs(t, err, &reused, "%+v %+v", by, c)
				require.Equal(t, before, d.stored(id))
			}
			for _, by := range tt.by2 {
				refused(by, tt.first)
			}
			for _, c := range tt.variants {
				refused(tt.by, c)
			}
		})
	}
}

func TestServiceHiddenAndMissingCasesLookAlike(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	hidden, missing := d.submit(secretly).ID, d.id()
	stranger := complaint.Actor{ID: "ketut"}
	for name, ask := range map[string]func(complaint.ID) error{
		"do": func(id complaint.ID) error { _, err := d.Do(ctx, byAgency("works"), id, noteOf("x")); return err },
		"do by a reporter": func(id complaint.ID) error {
			_, err := d.Do(ctx, stranger, id, complaint.Command{Action: complaint.ActionWithdraw})
			return err
		},
		"get":           func(id complaint.ID) error { _, err := d.Get(ctx, byAgency("works"), id); return err },
		"mine":          func(id complaint.ID) error { _, err := d.Mine(ctx, stranger, id); return err },
		"why not":       func(id complaint.ID) error { _, err := d.WhyNot(ctx, stranger, id, "note"); return err },
		"open identity": func(id complaint.ID) error { _, err := d.OpenIdentity(ctx, byAgency("works"), id, "p"); return err },
	} {
		one, two := ask(hidden), ask(missing)
		require.ErrorIs(t, one, storage.ErrNotFound, name)
		require.Equal(t, fmt.Sprintf("complaint %s: not found", hidden), one.Error(), name)
		require.Equal(t, fmt.Sprintf("complaint %s: not found", missing), two.Error(), name)
	}
}

func TestServiceExpectIsTheVersionSeen(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.submit()
	cmd := noteOf("Catatan")
	cmd.Expect = 1
	d.do(byNational(), r.ID, cmd)
	_, err := d.Do(ctx, byNational(), r.ID, cmd)
	var conflict *storage.ConflictError
	require.ErrorAs(t, err, &conflict)
	require.Equal(t, storage.ConflictError{Kind: complaint.KindOfComplaint, Key: r.ID.String(), Expected: 1, Stored: 2}, *conflict)
	cmd.Expect = 2
	d.do(byNational(), r.ID, cmd)
	require.Len(t, d.stored(r.ID).Timeline, 3, "without a key a repetition is another command")
}

// TestServiceUsersCannotTakeTheTimersKeys uses up the key that the timer would
// use next, which must not keep the timer from acting.
func TestServiceUsersCannotTakeTheTimersKeys(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	r := d.handled("works", true)
	file := complaint.Attachment{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}
	next := d.stored(r.ID).Version + 1
	_, err := d.Do(ctx, byReporter(), r.ID, complaint.Command{
		Action: complaint.ActionAttach, Attachments: []complaint.Attachment{file}, Key: fmt.Sprintf("timer:close:%d", next),
	})
	require.ErrorIs(t, err, storage.ErrInvalid)
	d.clock.advance(11 * deskDay)
	swept, err := d.Sweep(ctx, complaint.Position{}, 0)
	require.NoError(t, err)
	require.Empty(t, swept.Failed)
	require.Equal(t, complaint.StateResolved, d.stored(r.ID).State)
}
