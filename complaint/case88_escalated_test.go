package complaint_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func bySuperior(a agency.ID) complaint.Actor {
	return complaint.Actor{ID: "sup-" + string(a), Role: complaint.RoleSuperior, Agency: a}
}

// Whom the timer's escalation told reads the case from then until it is final, wherever it goes, and
// leaves notes; nobody else above does, and reopening does not bring it back.
func TestCase88EscalatedReadsUntilFinal(t *testing.T) {
	t.Parallel()
	dir := accusedDirectory(t)
	onEachStore(t, func(t *testing.T, s *complaint.Service, store backend.Store) {
		ctx := t.Context()
		r, err := s.Submit(ctx, byReporter(), deskDraft())
		require.NoError(t, err)
		do := func(by complaint.Actor, cmd complaint.Command) {
			t.Helper()
			_, err := s.Do(ctx, by, r.ID, cmd)
			require.NoError(t, err, cmd.Action)
		}
		sees := func(want bool, by complaint.Actor) {
			t.Helper()
			v, err := s.Get(ctx, by, r.ID)
			listed := whole(t, s.Inbox(ctx, by, complaint.Query{}))
			require.Equal(t, want, slices.ContainsFunc(listed, func(v complaint.AgencyView) bool { return v.ID == r.ID }))
			if !want {
				require.ErrorIs(t, err, storage.ErrNotFound)
				return
			}
			require.NoError(t, err)
			require.Contains(t, v.Allowed, complaint.ActionNote)
		}
		do(byNational(), forwardTo("badung/works"))
		sees(false, bySuperior("badung"))
		swept, err := s.Sweep(ctx, complaint.Position{}, 10)
		require.NoError(t, err)
		require.Equal(t, 1, swept.Acted)
		c, err := store.Set().Complaints.Get(ctx, r.ID)
		require.NoError(t, err)
		require.Equal(t, []agency.ID{"badung"}, c.EscalatedTo)
		require.Equal(t, []agency.ID{"badung"}, c.Timeline[len(c.Timeline)-1].Details.Recipients)
		again, err := deskNational(t).Replay(c)
		require.NoError(t, err)
		require.Equal(t, c, again)

		sees(true, bySuperior("badung"))
		sees(false, bySuperior("bali"))
		sees(false, bySuperior("badung/works"))
		do(bySuperior("badung"), noteOf("Mohon ditindaklanjuti."))
		_, err = s.Do(ctx, bySuperior("badung"), r.ID, complaint.Command{Action: complaint.ActionHandle})
		require.ErrorIs(t, err, complaint.ErrForbidden)

		a, err := s.Access(ctx, bySuperior("badung"), r.ID)
		require.NoError(t, err)
		require.Equal(t, "Superior sees this case and may act on it: it was escalated to their agency", a.String())
		require.Equal(t, "Atasan melihat dan dapat menangani laporan ini: dieskalasi ke instansinya", a.Message().In(aduan.Indonesian()))
		_, err = s.WhoSees(ctx, bySuperior("badung"), r.ID)
		require.ErrorIs(t, err, complaint.ErrForbidden)
		sight, err := s.WhoSees(ctx, byNational(), r.ID)
		require.NoError(t, err)
		require.Equal(t, agency.ID("badung/works"), sight.Holder)
		var staff []agency.ID
		for _, v := range sight.Viewers {
			if v.Role == complaint.RoleSuperior || v.Role == complaint.RoleAgencyAdmin {
				staff = append(staff, v.Agency)
			}
		}
		require.Equal(t, []agency.ID{"badung/works", "badung"}, staff)

		do(byNational(), complaint.Command{Action: complaint.ActionTransfer, Agency: "ministry", Note: "Kewenangan pusat."})
		sees(true, bySuperior("badung"))
		do(byAgency("ministry"), complaint.Command{Action: complaint.ActionHandle})
		do(byAgency("ministry"), complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
		sees(true, bySuperior("badung"))
		do(byReporter(), complaint.Command{Action: complaint.ActionAccept, Rating: 4})
		sees(false, bySuperior("badung"))
		do(byReporter(), complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
		sees(false, bySuperior("badung"))
	}, func(cfg *complaint.Config) {
		cfg.Directory, cfg.Regions, cfg.Deadlines = dir, dir.Regions(), namingDeadlines{dir}
	})
}

// The text of a reach is what a program writes and reads.
func TestReachText(t *testing.T) {
	t.Parallel()
	for r := complaint.ReachNone; r < complaint.ReachAll<<1; r++ {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var back complaint.Reach
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, r, back, "%s", text)
	}
	for words, r := range map[string]complaint.Reach{
		"none": complaint.ReachNone, "own": complaint.ReachOwn, "new": complaint.ReachNew, "holding": complaint.ReachHolding, "unit": complaint.ReachUnit,
		"supervision": complaint.ReachSupervision, "region": complaint.ReachRegion, "oversight": complaint.ReachOversight, "all": complaint.ReachAll,
		"holding+above": complaint.ReachHolding | complaint.ReachAbove,
	} {
		require.Equal(t, words, r.String())
	}
	var r complaint.Reach
	err := r.UnmarshalText([]byte("holder+abov"))
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	require.True(t, ok)
	require.Equal(t, "above", invalid.Problems[0].Legal[0])
	_, err = (complaint.ReachAll << 1).MarshalText()
	require.Error(t, err)
}
