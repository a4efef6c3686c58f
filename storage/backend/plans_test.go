package backend_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

func label(text string) aduan.Label { return aduan.NewLabel(map[string]string{"id": text}) }

func day(m time.Month, d int) aduan.Date { return aduan.Date{Year: 2020, Month: m, Day: d} }

func planOf(id workplan.PlanID) *workplan.Plan {
	return &workplan.Plan{
		ID: id, Year: 2020, Name: label("Rencana"), Parties: []workplan.Party{{ID: "undp", Name: label("UNDP")}},
		Editions: []workplan.Edition{{Number: 1, Date: day(time.January, 1), Reason: label("Baru"), Content: workplan.Content{
			Regions: []region.Code{region.MustParse("51.03")}, Outputs: []workplan.Output{{ID: "O1", Name: label("Keluaran")}},
			Activities: []workplan.Activity{{ID: "A1", Output: "O1", Name: label("Pelatihan"), Party: "undp", Start: day(time.January, 1), End: day(time.June, 30)}},
		}}},
	}
}

func meetingOf(id board.MeetingID) *board.Meeting {
	return &board.Meeting{ID: id, Board: "sp4n", Number: 1, Date: day(time.March, 1), Form: board.Virtual, Title: label("Rapat"), Parties: []workplan.Party{{ID: "undp", Name: label("UNDP")}}}
}

func roadmapOf(id roadmap.ID) *roadmap.Roadmap {
	return &roadmap.Roadmap{ID: id, Name: label("Peta jalan"), Editions: []roadmap.Edition{{Number: 1, Date: day(time.January, 1), Reason: label("Baru"), Content: roadmap.Content{
		Start: day(time.January, 1), Milestones: []roadmap.Milestone{{ID: "M1", Name: label("Aturan"), Work: 5}},
	}}}}
}

// oneOfEach is a batch with a new record of every kind.
func oneOfEach(t testing.TB) backend.Batch {
	t.Helper()
	return backend.Batch{
		Batch:    opening(t, 1),
		Agencies: []*agency.Agency{{ID: "id.a", Terms: []agency.Term{{Name: "Dinas", Kind: agency.Office}}}},
		Plans:    []*workplan.Plan{planOf("p2020")}, Meetings: []*board.Meeting{meetingOf("pb1")}, Roadmaps: []*roadmap.Roadmap{roadmapOf("sp4n")},
		Editions: []*backend.Edition{edition("a")},
	}
}

func kinds(b backend.Batch) (list []storage.Kind) {
	for r := range b.Records() {
		list = append(list, r.Kind)
	}
	return list
}

func TestRecordsOfPlansMeetingsAndRoadMaps(t *testing.T) {
	t.Parallel()
	p, m, r := planOf("p2020"), meetingOf("pb1"), roadmapOf("sp4n")
	p.Reports = []workplan.Report{{On: day(time.March, 1), By: "undp", Progress: &workplan.Progress{Activity: "A1", Done: workplan.NumberOf(5)}}}
	p.Version, m.Version, r.Version = 2, 3, 4
	records := slices.Collect(backend.Batch{Plans: []*workplan.Plan{p}, Meetings: []*board.Meeting{m}, Roadmaps: []*roadmap.Roadmap{r}}.Records())
	require.Len(t, records, 3)
	for i, want := range []storage.Change{
		{Kind: "plan", Key: "p2020", Version: 3, Seq: 2}, {Kind: "meeting", Key: "pb1", Version: 4}, {Kind: "roadmap", Key: "sp4n", Version: 5, Seq: 1},
	} {
		require.Equal(t, want, records[i].Change())
		require.Empty(t, records[i].Unique)
	}
	records[0].Value.(*workplan.Plan).Reports[0].Progress.Activity = "changed"
	records[1].Value.(*board.Meeting).Parties[0].ID = "changed"
	records[2].Value.(*roadmap.Roadmap).Editions[0].Milestones[0].ID = "changed"
	require.EqualValues(t, "A1", p.Reports[0].Progress.Activity, "values are copies")
	require.EqualValues(t, "undp", m.Parties[0].ID)
	require.EqualValues(t, "M1", r.Editions[0].Milestones[0].ID)
}

func TestPlansMeetingsAndRoadMapsFollowWhatIsStored(t *testing.T) {
	t.Parallel()
	p, m, r := planOf("p"), meetingOf("m"), roadmapOf("r")
	p.Version, m.Version, r.Version, m.Signed = 1, 1, 1, day(time.April, 1)
	current := func(kind storage.Kind, _ string) (any, error) {
		return map[storage.Kind]any{"plan": p, "meeting": m, "roadmap": r}[kind], nil
	}
	batch := func(change func(p *workplan.Plan, m *board.Meeting, r *roadmap.Roadmap)) []backend.Batch {
		p, m, r := p.Clone(), m.Clone(), r.Clone()
		change(p, m, r)
		return []backend.Batch{{Plans: []*workplan.Plan{p}}, {Meetings: []*board.Meeting{m}}, {Roadmaps: []*roadmap.Roadmap{r}}}
	}
	for _, b := range batch(func(*workplan.Plan, *board.Meeting, *roadmap.Roadmap) {}) {
		_, err := check(b, current)
		require.NoError(t, err)
	}
	forged := func(p *workplan.Plan, m *board.Meeting, r *roadmap.Roadmap) {
		p.Editions[0].Reason, m.Title, r.Editions[0].Reason = label("Palsu"), label("Palsu"), label("Palsu")
	}
	for i, b := range batch(forged) {
		_, err := check(b, current)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.Equal(t, []string{"editions[0]", "signed", "editions[0]"}[i], invalid.Problems[0].Field)
	}
	stale := func(p *workplan.Plan, m *board.Meeting, r *roadmap.Roadmap) {
		forged(p, m, r)
		p.Version, m.Version, r.Version = 7, 7, 7
	}
	for i, b := range batch(stale) {
		_, err := check(b, current)
		var conflict *storage.ConflictError
		require.ErrorAs(t, err, &conflict, "the version is compared first")
		require.Equal(t, storage.ConflictError{Kind: backend.Kinds()[3+i], Key: []string{"p", "m", "r"}[i], Expected: 7, Stored: 1}, *conflict)
	}
	for _, b := range []backend.Batch{
		{Plans: []*workplan.Plan{nil}}, {Meetings: []*board.Meeting{nil}}, {Roadmaps: []*roadmap.Roadmap{nil}}, {Plans: []*workplan.Plan{{}}}, {Meetings: []*board.Meeting{{}}}, {Roadmaps: []*roadmap.Roadmap{{}}},
	} {
		_, err := check(b, holding())
		require.ErrorIs(t, err, storage.ErrInvalid)
	}
}
