package complaint_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

// drawnBodies are agencies drawn at random, as a test knows them: of each the parent, the delegates,
// and what followed it at the end of 2025.
type drawnBodies struct {
	ids       []agency.ID
	parent    map[agency.ID]agency.ID
	delegates map[agency.ID][]agency.ID
	followed  map[agency.ID]agency.ID
}

func drawBodies(t *testing.T, r *rand.Rand) (drawnBodies, *agency.Directory) {
	t.Helper()
	b := drawnBodies{parent: map[agency.ID]agency.ID{}, delegates: map[agency.ID][]agency.ID{}, followed: map[agency.ID]agency.ID{}}
	var list []agency.Agency
	end := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 9 {
		id := agency.ID(fmt.Sprint("b", i))
		term := agency.Term{Name: "X", Kind: agency.Office}
		if i > 0 && r.IntN(5) > 0 {
			b.parent[id] = b.ids[r.IntN(i)]
			term.Parent = b.parent[id]
		}
		if i > 0 && r.IntN(4) == 0 {
			term.Delegates = []agency.ID{b.ids[r.IntN(i)]}
			b.delegates[id] = term.Delegates
		}
		b.ids = append(b.ids, id)
		list = append(list, agency.Agency{ID: id, Terms: []agency.Term{term}})
	}
	for i := range 2 { // these are gone, and stood below nobody
		id, heir := agency.ID(fmt.Sprint("gone", i)), b.ids[r.IntN(9)]
		b.followed[id] = heir
		list = append(list, agency.Agency{
			ID: id, Terms: []agency.Term{{Name: "X", Kind: agency.Office, Valid: aduan.Period{Until: end}}},
			Successions: []agency.Succession{{Kind: agency.Merged, To: heir, On: end, Source: "decree"}},
		})
		b.ids = append(b.ids, id)
	}
	d, err := agency.NewDirectory(agency.Config{Regions: indonesia.MustRegions(), Agencies: list})
	require.NoError(t, err)
	return b, d
}

// below is a body with all that lies below it.
func (b drawnBodies) below(top agency.ID) (list []agency.ID) {
	for _, id := range b.ids {
		for at := id; at != ""; at = b.parent[at] {
			if at == top {
				list = append(list, id)
				break
			}
		}
	}
	return list
}

// kept lists who is kept away if a body is accused: itself, its successor, what lies below, and
// those who act for one of these with what lies below them. A delegate above the accused is its superior,
// and is asked.
func (b drawnBodies) kept(accused agency.ID) []agency.ID {
	top := accused
	if heir, gone := b.followed[accused]; gone {
		top = heir
	}
	away := append(b.below(top), accused)
	for _, id := range b.below(top) {
		for _, acts := range b.delegates[id] {
			if !slices.Contains(b.below(acts), top) {
				away = append(away, b.below(acts)...)
			}
		}
	}
	return away
}

// TestAccusedNeverSee: whatever the hierarchy, whoever holds the case, is assigned, supports it or was
// told by an escalation: an accused body, what lies below it, its successors and
// delegates see nothing of it in any role, and may do nothing.
func TestAccusedNeverSee(t *testing.T) {
	t.Parallel()
	l, r := modelRules(t), rand.New(rand.NewPCG(19, 1))
	roles := []lc.Role{
		complaint.RoleAgencyAdmin, complaint.RoleUnitAdmin, complaint.RoleLiaisonOfficer, complaint.RoleSuperior, complaint.RoleNationalAdmin,
		complaint.RoleInspectorate, complaint.RoleOmbudsman, complaint.RoleLocalCoordinator,
	}
	for role := range modelRoles() {
		roles = append(roles, role)
	}
	slices.Sort(roles)
	kept, others := 0, 0
	for range 60 {
		b, d := drawBodies(t, r)
		some := func() agency.ID { return b.ids[r.IntN(len(b.ids))] }
		c := begin(t, l, complaint.Disclosure{Public: r.IntN(2) == 0}, "clear_accusation forward assign").c
		c.Agency, c.Main, c.Supporting, c.EscalatedTo = some(), some(), []agency.ID{some()}, []agency.ID{some(), some()}
		c.Timeline[len(c.Timeline)-1].Details.Agency = c.Agency
		c.Escalations = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.RungInspectorate}, {Rung: complaint.RungOmbudsman}}
		at := allElapsed(c.UpdatedAt().AddDate(6, 0, 0))
		at.Directory, at.Regions = d, d.Regions()
		accused := some()
		c.Accused = []complaint.Accusation{{Agency: accused}}
		for _, id := range b.ids {
			for _, role := range roles {
				by := complaint.Actor{ID: "x", Role: role, Agency: id, Region: region.MustParse("51")}
				a := l.Access(c, by, at)
				if !slices.Contains(b.kept(accused), id) {
					if a.Sees != complaint.SeesNothing {
						others++
					}
					continue
				}
				kept++
				require.Equal(t, complaint.SeesNothing, a.Sees, "%s of %s, accused %s of %+v", role, id, accused, b)
				require.False(t, a.Acts)
				require.Empty(t, l.Allowed(c, by, at))
				require.False(t, l.CanSee(c.Head(""), by, at))
				for action := range l.Machine().Actions() {
					require.NotNil(t, l.WhyNot(c, by, action, at))
					requireSilent(t, fmt.Sprint(l.WhyNot(c, by, action, at)), "a refusal", string(accused)+" ")
				}
			}
		}
	}
	t.Logf("%d times nothing, %d times others saw something", kept, others)
	require.Greater(t, min(kept, others), 500)
}
