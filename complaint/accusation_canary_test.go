package complaint_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// staffOf lists somebody of each role who acts for a body.
func staffOf(id agency.ID) []complaint.Actor {
	var list []complaint.Actor
	for _, role := range []lifecycle.Role{
		complaint.RoleFieldOfficer, complaint.RoleNationalAdmin, complaint.RoleSuperior, complaint.RoleAgencyAdmin, complaint.RoleUnitAdmin, complaint.RoleLiaisonOfficer,
		complaint.RoleInspectorate, complaint.RoleOmbudsman, complaint.RoleLocalCoordinator,
	} {
		list = append(list, complaint.Actor{ID: fmt.Sprintf("%s@%s", role, id), Role: role, Agency: id, Region: region.MustParse("51.71")})
	}
	return list
}

// accusedCase is a case that accuses somebody, in the eyes of a test.
type accusedCase struct {
	complaint.Receipt
	accused []agency.ID
	// word stands in all of its texts.
	word string
	// child was merged into it.
	child complaint.Receipt
}

// away lists the bodies that are kept away from the case.
func (c accusedCase) away() []agency.ID {
	all := map[agency.ID]bool{}
	for _, id := range c.accused {
		for _, kept := range keptAway()[id] {
			all[kept] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// accusedHistory submits a case full of canaries, lets random bodies hold it and help,
// and accuses random bodies at random times. No command may succeed that gives it to
// somebody kept away.
func accusedHistory(t *testing.T, s *complaint.Service, r *rand.Rand) accusedCase {
	t.Helper()
	ctx, all := t.Context(), slices.Sorted(maps.Keys(keptAway()))
	c := accusedCase{word: fmt.Sprintf("kenari%d", r.Uint64())}
	if r.IntN(2) == 0 {
		c.accused = []agency.ID{oneOf(r, all...)}
	}
	draft := deskDraft(accusing(c.accused...), func(d *complaint.Draft) {
		d.Title, d.Body, d.Place = c.word+" judul", "isi "+c.word, c.word
		d.Attributes = []complaint.Attribute{attribute("how", complaint.DatatypeText, c.word), attribute(c.word, complaint.DatatypeNumber, "1")}
		d.Attachments = []complaint.Attachment{{Name: c.word, MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "lapor", ID: complaint.NewPrivate(c.word)}
	})
	var err error
	draft.Reporter.Account = complaint.NewPrivate(byReporter().ID)
	c.Receipt, err = s.Submit(ctx, byImport(), draft)
	require.NoError(t, err)
	c.child, err = s.Submit(ctx, byReporter(), deskDraft())
	require.NoError(t, err)
	for range 12 {
		v, err := s.Get(ctx, byNational(), c.ID)
		require.NoError(t, err)
		body := oneOf(r, all...)
		cmd, by := complaint.Command{Note: c.word}, byNational()
		switch cmd.Action = oneOf(r, v.Allowed...); cmd.Action {
		case complaint.ActionForward:
			cmd = toBeRouted()
			if r.IntN(2) == 0 {
				cmd.Agency = body
			}
		case complaint.ActionTransfer:
			cmd.Agency = body
		case complaint.ActionAccuse:
			cmd.Accused = []agency.ID{body}
		default:
			if v.Agency == "" {
				continue
			}
			cmd, by = complaint.Command{Action: complaint.ActionAssign, Main: body, Supporting: []agency.ID{"badung/works"}}, byAgency(v.Agency)
		}
		if _, err = s.Do(ctx, by, c.ID, cmd); err == nil && cmd.Action == complaint.ActionAccuse {
			c.accused = append(c.accused, body)
		}
		if err == nil && cmd.Action != complaint.ActionAccuse {
			after, err := s.Get(ctx, byNational(), c.ID)
			require.NoError(t, err)
			for _, id := range append([]agency.ID{after.Agency, after.Main}, after.Supporting...) {
				require.NotContains(t, c.away(), id, "%s gave the case to %s", cmd.Action, id)
			}
		}
	}
	return c
}

// reading is something that somebody was shown or told, with the case's ID taken out
// where they had said it themselves.
type reading struct{ where, text string }

// readings lets somebody look for a case in every way that there is. What they say of
// the case by its ID is answered as for the ID of no case.
func readings(t *testing.T, s *complaint.Service, by complaint.Actor, c accusedCase, external complaint.External, none complaint.ID) []reading {
	t.Helper()
	ctx := t.Context()
	var all []reading
	add := func(where string, v any, err error) {
		t.Helper()
		text, broken := json.Marshal(v)
		require.NoError(t, broken)
		all = append(all, reading{where, fmt.Sprintf("%s %v", text, err)})
	}
	asked := func(where string, ask func(complaint.ID) (any, error)) {
		t.Helper()
		v, err := ask(c.ID)
		_, unknown := ask(none)
		require.Error(t, err, where)
		require.Equal(t, strings.ReplaceAll(unknown.Error(), none.String(), c.ID.String()), err.Error(), where)
		require.Equal(t, errors.Is(unknown, storage.ErrNotFound), errors.Is(err, storage.ErrNotFound), where)
		add(where, v, errors.New(strings.ReplaceAll(err.Error(), c.ID.String(), "")))
	}
	asked("Get", func(id complaint.ID) (any, error) { return s.Get(ctx, by, id) })
	asked("Mine", func(id complaint.ID) (any, error) { return s.Mine(ctx, by, id) })
	asked("OpenIdentity", func(id complaint.ID) (any, error) { _, err := s.OpenIdentity(ctx, by, id, "x"); return nil, err })
	asked("Clocks", func(id complaint.ID) (any, error) { return s.Clocks(ctx, by, id) })
	asked("Access", func(id complaint.ID) (any, error) { return s.Access(ctx, by, id) })
	asked("WhoSees", func(id complaint.ID) (any, error) { return s.WhoSees(ctx, by, id) })
	asked("Suggest", func(id complaint.ID) (any, error) { return s.Suggest(ctx, by, id, toBeRouted()) })
	for a := range deskNational(t).Machine().Actions() {
		asked("WhyNot", func(id complaint.ID) (any, error) { return s.WhyNot(ctx, by, id, a) })
		if a == complaint.ActionSubmit {
			continue
		}
		asked("Do "+string(a), func(id complaint.ID) (any, error) {
			cmd := wellFormed(t, &complaint.Complaint{ID: id, Agency: "badung"}, string(a))
			cmd.Category = ""
			if a == complaint.ActionEdit || a == complaint.ActionForward {
				cmd.Category = "public_works/roads"
			}
			if a == complaint.ActionApprove || a == complaint.ActionHandle {
				cmd.Note = ""
			}
			return s.Do(ctx, by, id, cmd)
		})
	}
	// Cases that they see may be merged into it, and tell nothing of it.
	asked("merge into", func(id complaint.ID) (any, error) {
		return s.Do(ctx, by, c.child.ID, complaint.Command{Action: complaint.ActionMerge, Parent: id})
	})
	child, err := s.Get(ctx, by, c.child.ID)
	add("Get the child", child, err)
	list := func(where string, seq iter.Seq2[complaint.AgencyView, error]) {
		for v, err := range seq {
			add(where, v, err)
		}
	}
	for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue} {
		for where, f := range map[string]complaint.Filter{
			"all": {}, "own agency": {Agency: by.Agency}, "its holder": {Agency: "badung"}, "region": {Region: region.MustParse("51")}, "category": {Category: "public_works"},
			"tracking": {Tracking: c.Tracking}, "external": {External: external}, "channel": {Channels: []complaint.Channel{complaint.ChannelIntegrated}},
			"class": {Classes: []complaint.Class{complaint.ClassSupervisory}}, "public": {PublicOnly: true}, "parent": {Parent: c.ID}, "submitted": {SubmittedFrom: deskBegan()},
			"state": {States: []lifecycle.State{complaint.StateSubmitted, complaint.StateForwarded, complaint.StateAssigned}}, "due": {DueBy: deskBegan().AddDate(9, 0, 0)},
		} {
			list("List "+where, s.List(ctx, by, complaint.Query{Filter: f, Order: order}))
		}
	}
	list("Search", s.Search(ctx, by, c.word, complaint.Query{}))
	list("Inbox", s.Inbox(ctx, by, complaint.Query{}))
	for v, err := range s.MineAll(ctx, by) {
		add("MineAll", v, err)
	}
	public, err := s.Track(ctx, c.Tracking.String())
	add("Track", public, err)
	return all
}

// TestSoakCanaryOfAccusations: no staff of an accused body, of what lies below it, of
// whom it followed or who acts for it, nor the public, sees a word of the case, or that
// there is one.
func TestSoakCanaryOfAccusations(t *testing.T) {
	t.Parallel()
	accusedDesk(t, "{agency: ministry}", func(t *testing.T, s *complaint.Service, store backend.Store) {
		rounds := 3
		if walksSoak() {
			rounds = 100
		}
		ctx, r := t.Context(), rand.New(rand.NewPCG(15, 1))
		none, err := complaint.NewID(deskBegan(), seededBytes{r})
		require.NoError(t, err)
		for n := range rounds {
			t.Logf("%d of %d histories", n+1, rounds)
			c := accusedHistory(t, s, r)
			if len(c.accused) == 0 {
				continue
			}
			// The child is with a body that is kept away, and was merged for it.
			away := c.away()
			_, err = s.Do(ctx, byNational(), c.child.ID, forwardTo(oneOf(r, inForce(away)...)))
			require.NoError(t, err)
			if _, err := s.Do(ctx, byNational(), c.child.ID, complaint.Command{Action: complaint.ActionMerge, Parent: c.ID}); err != nil {
				require.ErrorIs(t, err, complaint.ErrNotAllowed)
			}
			stored, err := store.Set().Complaints.Get(ctx, c.ID)
			require.NoError(t, err)
			everybody := []complaint.Actor{{}, {ID: "somebody"}}
			for _, id := range away {
				everybody = append(everybody, staffOf(id)...)
			}
			for _, by := range everybody {
				for _, got := range readings(t, s, by, c, stored.External, none) {
					requireSilent(t, got.text, fmt.Sprintf("%s by %s of a case that accuses %v", got.where, by, c.accused), c.word, c.ID.String())
				}
			}
			requireSeenByOthers(t, s, c)
		}
	})
}

// inForce leaves out the body that ended.
func inForce(ids []agency.ID) []agency.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id agency.ID) bool { return id == "badung/roads" })
}

// requireSeenByOthers checks that the silence is not that of a service that shows
// nothing to anybody.
func requireSeenByOthers(t *testing.T, s *complaint.Service, c accusedCase) {
	t.Helper()
	ctx := t.Context()
	v, err := s.Get(ctx, byNational(), c.ID)
	require.NoError(t, err)
	require.Len(t, v.Accused, len(c.accused))
	_, err = s.Mine(ctx, byReporter(), c.ID)
	require.NoError(t, err)
	_, err = s.Get(ctx, complaint.Actor{ID: "o", Role: complaint.RoleOmbudsman}, c.ID)
	require.NoError(t, err)
	if v.Agency != "" && !slices.Contains(c.away(), v.Agency) {
		_, err = s.Get(ctx, byAgency(v.Agency), c.ID)
		require.NoError(t, err)
	}
}
