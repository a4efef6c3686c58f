package complaint_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
)

// A holder that is accused loses the case at once, and that nobody holds it is told by
// the receipt and by every sweep until the national admin gives it to another.
func TestAnAccusedHolderIsReported(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	const holder agency.ID = "id:51.03"
	d.do(byNational(), id, forwardTo(holder))
	r := d.do(byNational(), id, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{holder}})
	require.Len(t, r.Warnings, 1)
	var unknown *complaint.HolderError
	require.ErrorAs(t, r.Warnings[0].Err, &unknown)
	require.Contains(t, unknown.Error(), "accuses "+string(holder))
	for range 2 {
		swept, err := d.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err)
		require.Len(t, swept.Unjudged, 1)
		require.Equal(t, id, swept.Unjudged[0].ID)
	}
	r = d.do(byNational(), id, complaint.Command{Action: complaint.ActionClearAccusation, Accused: []agency.ID{holder}, Note: "Keliru."})
	require.Empty(t, r.Warnings)
}

// A suspended case whose holder is accused is given to another, who has to answer it;
// the reporter is no longer waited for. One that somebody holds stays suspended.
func TestAnAccusedHolderOfASuspendedCaseIsReplaced(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.submit().ID
	transfer := complaint.Command{Action: complaint.ActionTransfer, Agency: "roads", Note: "Terlapor."}
	d.do(byNational(), id, forwardTo("works"))
	d.do(byNational(), id, complaint.Command{Action: complaint.ActionSuspend, Note: "Di mana?"})
	_, err := d.Do(t.Context(), byNational(), id, transfer)
	require.ErrorContains(t, err, "it is not known which agency holds the case")

	d.do(byReporter(), id, complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"works"}})
	require.Len(t, d.sweep(complaint.Position{}, 0).Unjudged, 1)
	view, err := d.Get(t.Context(), byNational(), id)
	require.NoError(t, err)
	require.Contains(t, view.Allowed, complaint.ActionTransfer)
	d.do(byNational(), id, transfer)
	require.Equal(t, complaint.StateForwarded, d.stored(id).State)
	require.Equal(t, complaint.ClockStopped, d.runOf(id, complaint.ClockCompletion).State)
	require.Equal(t, complaint.ClockRuns, d.runOf(id, complaint.ClockResolution).State)
	require.Equal(t, complaint.ClockRuns, d.runOf(id, complaint.ClockFirstResponse).State)
	d.clock.advance(5 * deskDay)
	require.Empty(t, d.settle().Failed)
	require.Equal(t, complaint.StateForwarded, d.stored(id).State, "it does not expire")
	d.do(byAgency("roads"), id, complaint.Command{Action: complaint.ActionHandle})
}

// A holder that is not accused becomes barred because the directory changes, and nobody
// writes to the case. The next sweep finds it, long before it is due, and tells it until
// it is given to another; the reporter reads that nobody has it, not who would.
func TestAHolderBarredByTheDirectoryIsReported(t *testing.T) {
	t.Parallel()
	year := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	term := agency.Term{Name: "X", Kind: agency.Office}
	office := func(id, parent agency.ID, delegates ...agency.ID) agency.Agency {
		in := term
		in.Parent, in.Delegates = parent, delegates
		return agency.Agency{ID: id, Terms: []agency.Term{in}}
	}
	ended := func(id, to agency.ID) agency.Agency {
		was := term
		was.Valid.Until = year
		return agency.Agency{ID: id, Terms: []agency.Term{was}, Successions: []agency.Succession{{Kind: agency.Merged, To: to, On: year, Source: "decree"}}}
	}
	directory := func(t *testing.T, list ...agency.Agency) *agency.Directory {
		t.Helper()
		d, err := agency.NewDirectory(agency.Config{Regions: indonesia.MustRegions(), Agencies: list})
		require.NoError(t, err)
		return d
	}
	for name, after := range map[string][]agency.Agency{
		"it follows the accused":   {ended("accused", "holder"), office("holder", ""), office("other", "")},
		"it acts for the accused":  {office("accused", "", "holder"), office("holder", ""), office("other", "")},
		"it is part of them":       {office("accused", ""), office("holder", "accused"), office("other", "")},
		"it became part of them":   {office("accused", ""), ended("holder", "accused"), office("other", "")},
		"its heir acts for them":   {office("accused", "", "heir"), ended("holder", "heir"), office("heir", ""), office("other", "")},
		"its parent acts for them": {office("accused", "", "board"), office("board", ""), office("holder", "board"), office("other", "")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := directory(t, office("accused", ""), office("holder", ""), office("other", ""))
			then := directory(t, after...)
			onEachStore(t, func(t *testing.T, _ *complaint.Service, store backend.Store) {
				ctx := t.Context()
				by := func(d *agency.Directory) *complaint.Service {
					s, err := complaint.NewService(complaint.Config{
						Store: backend.Complaints(store), Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{deskNational(t)},
						Deadlines: deskDeadlines{}, Now: deskBegan, Directory: d,
					})
					require.NoError(t, err)
					return s
				}
				s := by(before)
				do := func(id complaint.ID, cmd complaint.Command) {
					t.Helper()
					_, err := s.Do(ctx, byNational(), id, cmd)
					require.NoError(t, err)
				}
				r, err := s.Submit(ctx, byReporter(), deskDraft(accusing("accused")))
				require.NoError(t, err)
				do(r.ID, forwardTo("holder"))
				quiet, err := s.Submit(ctx, byReporter(), deskDraft())
				require.NoError(t, err)
				do(quiet.ID, forwardTo("other"))
				swept, err := s.Sweep(ctx, complaint.Position{}, 0)
				require.NoError(t, err)
				require.Empty(t, swept.Unjudged)
				mine, err := s.Mine(ctx, byReporter(), r.ID)
				require.NoError(t, err)
				require.Equal(t, agency.ID("holder"), mine.Agency)

				s = by(then)
				for range 2 {
					swept, err = s.Sweep(ctx, complaint.Position{}, 0)
					require.NoError(t, err)
					require.Len(t, swept.Unjudged, 1)
					require.Equal(t, r.ID, swept.Unjudged[0].ID)
					var unknown *complaint.HolderError
					require.ErrorAs(t, swept.Unjudged[0].Err, &unknown)
				}
				mine, err = s.Mine(ctx, byReporter(), r.ID)
				require.NoError(t, err)
				require.Empty(t, mine.Agency)
				do(r.ID, complaint.Command{Action: complaint.ActionTransfer, Agency: "other", Note: "x"})
				swept, err = s.Sweep(ctx, complaint.Position{}, 0)
				require.NoError(t, err)
				require.Empty(t, swept.Unjudged)
			})
		})
	}
}
