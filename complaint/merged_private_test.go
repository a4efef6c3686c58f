package complaint_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// eventTexts are what a view tells in its events.
func eventTexts(v complaint.AgencyView) (texts []string) {
	for _, e := range v.Events {
		texts = append(texts, e.Text)
	}
	return texts
}

// What the reporter of a merged case writes never reaches whom that case accuses: not
// by a merge into what they hold, and the parent is not to reach them afterwards.
func TestMergedWritingsStayFromTheAccused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	accusing := d.submit(func(draft *complaint.Draft) { draft.Accused = []agency.ID{"works"} }).ID
	theirs := d.handled("works", false).ID
	_, err := d.Do(t.Context(), byNational(), accusing, mergeInto(theirs))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "accuses whoever has")

	parent := d.submit().ID
	_, err = d.Do(t.Context(), byNational(), accusing, mergeInto(parent))
	require.ErrorContains(t, err, "accuses works, which case "+parent.String()+" does not", "works could get that one")
	works := []agency.ID{"works"}
	d.do(byNational(), parent, complaint.Command{Action: complaint.ActionAccuse, Accused: works})
	d.do(byNational(), accusing, mergeInto(parent))
	d.do(byReporter(), accusing, complaint.Command{Action: complaint.ActionReply, Note: "Kepala dinas minta uang."})
	for _, cmd := range []complaint.Command{forwardTo("works"), {Action: complaint.ActionClearAccusation, Accused: works, Note: "Tidak benar."}} {
		_, err = d.Do(t.Context(), byNational(), parent, cmd)
		require.Error(t, err, cmd.Action)
	}
	require.ErrorContains(t, err, "merged into this one accuses works as well")
	_, err = d.Get(t.Context(), byAgency("works"), parent)
	require.ErrorIs(t, err, storage.ErrNotFound)
	view, err := d.Get(t.Context(), byNational(), parent)
	require.NoError(t, err)
	require.Contains(t, eventTexts(view), "Kepala dinas minta uang.")

	d.do(byNational(), accusing, complaint.Command{Action: complaint.ActionUnmerge})
	d.do(byNational(), parent, complaint.Command{Action: complaint.ActionClearAccusation, Accused: works, Note: "Tidak benar."})
	_, err = d.Do(t.Context(), byNational(), accusing, forwardTo("works"))
	requireAccusation(t, err)
}

// In a chain each case accuses whom the one before accuses; and a helping unit is not to
// get the merged case either.
func TestMergeCarriesNoAccusationToTheAccused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	accuse := func(id complaint.ID) {
		d.do(byNational(), id, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"works/upt"}})
	}
	first, middle, last := d.submit(accusing("works/upt")).ID, d.submit().ID, d.submit().ID
	d.do(byNational(), last, forwardTo("works"))
	d.do(byAgency("works"), last, complaint.Command{Action: complaint.ActionAssign, Main: "works/roads", Supporting: []agency.ID{"works/upt"}})
	into := func(child, parent complaint.ID) error {
		_, err := d.Do(t.Context(), byNational(), child, mergeInto(parent))
		return err
	}
	accuse(middle)
	require.NoError(t, into(first, middle))
	require.ErrorIs(t, into(middle, last), storage.ErrInvalid)
	accuse(last)
	require.NoError(t, into(middle, last))
	_, err := d.Do(t.Context(), byAgency("works"), last, complaint.Command{Action: complaint.ActionReassign, Main: "works/upt"})
	requireAccusation(t, err)
	_, err = d.Do(t.Context(), byNational(), last, complaint.Command{Action: complaint.ActionClearAccusation, Accused: []agency.ID{"works/upt"}, Note: "Tidak benar."})
	requireAccusation(t, err)
	why, err := d.WhyNot(t.Context(), byNational(), last, complaint.ActionClearAccusation)
	require.NoError(t, err)
	require.NotNil(t, why)
}

// What is written on a secret case is not read, on the public one into which it was
// merged, by those who see public cases only.
func TestMergedWritingsStaySecret(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	open := func(draft *complaint.Draft) { draft.Disclosure = complaint.Disclosure{Public: true} }
	secret, parent := d.submit(func(draft *complaint.Draft) { draft.Disclosure = complaint.Disclosure{} }).ID, d.handled("works", false, open).ID
	d.do(byNational(), secret, mergeInto(parent))
	d.do(byReporter(), secret, complaint.Command{Action: complaint.ActionReply, Note: "RAHASIA", Attachments: []complaint.Attachment{{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}})
	for _, c := range []struct {
		by   complaint.Actor
		sees bool
	}{{byAgency("works"), true}, {byNational(), true}, {complaint.Actor{ID: "o", Role: complaint.RoleOmbudsman}, false}} {
		view, err := d.Get(t.Context(), c.by, parent)
		require.NoError(t, err)
		require.Equal(t, c.sees, len(view.Attachments) == 1, c.by.Role)
		if c.sees {
			require.Contains(t, eventTexts(view), "RAHASIA")
		} else {
			require.NotContains(t, eventTexts(view), "RAHASIA")
		}
	}
}

// The reporter of a merged case gets the answer whatever keeps the parent from the
// public, and a seal with a note is no writing.
func TestMergedReporterGetsTheAnswer(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	child, parent := d.submit().ID, d.handled("works", false).ID
	d.do(byNational(), child, mergeInto(parent))
	d.do(byNational(), parent, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"elsewhere"}})
	d.do(byAgency("works"), parent, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah diperbaiki."})
	require.Empty(t, d.settle().Failed)
	mine, err := d.Mine(t.Context(), byReporter(), child)
	require.NoError(t, err)
	require.Nil(t, mine.Follows.Report)
	require.Len(t, mine.Follows.Answers, 1)
	require.Equal(t, "Sudah diperbaiki.", mine.Follows.Answers[0].Text)

	d.do(byReporter(), child, complaint.Command{Action: complaint.ActionSeal, Disclosure: &complaint.Disclosure{}, Note: "Tolong rahasiakan."})
	require.Equal(t, complaint.StateResponded, d.stored(parent).State)
}

// meeting is a store in which somebody always writes to one case at the same time.
type meeting struct {
	complaint.Store

	on complaint.ID
}

func (m *meeting) Commit(ctx context.Context, b complaint.Batch) error {
	for _, c := range b.Complaints {
		if c.ID == m.on {
			return &storage.ConflictError{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Expected: c.Version, Stored: c.Version + 1}
		}
	}
	return m.Store.Commit(ctx, b)
}

// A refusal names no case that whoever is refused may not see.
func TestRefusalsNameNoOtherCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	root := d.submit().ID
	middle := d.handled("works", false).ID
	d.do(byNational(), middle, mergeInto(root))
	other := d.handled("works", false).ID
	_, err := d.Do(t.Context(), byAgency("works"), other, mergeInto(middle))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.NotContains(t, err.Error(), root.String(), "they do not see it")
	_, err = d.Do(t.Context(), byNational(), other, mergeInto(middle))
	require.ErrorContains(t, err, "was itself merged into "+root.String(), "who sees it is told")

	b := d.merged(root)
	met := d.serve(func(cfg *complaint.Config) { cfg.Store = &meeting{cfg.Store, root} })
	_, err = met.Do(t.Context(), ketut(), b, complaint.Command{Action: complaint.ActionReply, Note: "Belum."})
	require.ErrorIs(t, err, storage.ErrConflict)
	require.True(t, storage.SaysNotWritten(err))
	require.NotContains(t, err.Error(), root.String())
}

// Whom a merged case follows is named to those only who see that one too, so that a
// missing name does not tell the accused that they are. What cannot be checked is kept
// from all but those who see every case.
func TestMergedNamesNoCaseThatIsNotSeen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	held := func(change ...func(*complaint.Draft)) complaint.ID { return d.handled("works", false, change...).ID }
	ordinary, seen := d.submit().ID, held()
	accused := d.submit(accusing("works")).ID
	for _, c := range []struct {
		parent complaint.ID
		named  bool
	}{{seen, true}, {ordinary, false}, {accused, false}} {
		child := held()
		d.do(byNational(), child, mergeInto(c.parent))
		for by, named := range map[complaint.Actor]bool{byAgency("works"): c.named, byNational(): true} {
			view, err := d.Get(t.Context(), by, child)
			require.NoError(t, err)
			require.Equal(t, named, view.Parent == c.parent, by.Role)
			require.Equal(t, named, view.Events[len(view.Events)-1].Details.Parent == c.parent, by.Role)
		}
	}
}

func TestMergedWithholdsWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	odd := &oddStore{}
	d := newDesk(t, func(cfg *complaint.Config) { odd.Store, cfg.Store = cfg.Store, odd })
	child, parent := d.submit().ID, d.handled("works", false).ID
	d.do(byNational(), child, mergeInto(parent))
	d.do(byReporter(), child, complaint.Command{Action: complaint.ActionReply, Note: "TAMBAHAN", Attachments: []complaint.Attachment{{Name: "foto.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}})
	gone := d.serve(func(cfg *complaint.Config) { cfg.Store = &goneStore{cfg.Store, child} })
	of := func(s *complaint.Service, by complaint.Actor) bool {
		view, err := s.Get(t.Context(), by, parent)
		require.NoError(t, err)
		last := view.Events[len(view.Events)-1]
		require.Equal(t, last.Text == "TAMBAHAN", last.Details.Child == child)
		require.Equal(t, last.Text == "TAMBAHAN", len(view.Attachments) == 1)
		return last.Text == "TAMBAHAN"
	}
	ofThePolice := complaint.Actor{ID: "p", Role: complaint.RoleNationalAdmin, Agency: "police"}
	require.True(t, of(d.Service, byAgency("works")))
	odd.odd = child
	for _, s := range []*complaint.Service{d.Service, gone} {
		require.False(t, of(s, byAgency("works")))
		require.False(t, of(s, ofThePolice))
		require.True(t, of(s, byNational()))
	}
}
