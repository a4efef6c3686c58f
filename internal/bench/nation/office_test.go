package nation

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

const ministry agency.ID = "id"

// fields are the categories that are routed, and the functions that answer for them.
func fields() []string { return []string{"health", "transport", "education"} }

// nation is everything that is the same for every office of the country.
type nation struct {
	complaint.Config

	villages []region.Code // one district of each regency
}

// settle makes the rules and the surroundings.
func settle(t testing.TB) *nation {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	regions, err := indonesia.Regions()
	require.NoError(t, err)
	n := &nation{}
	directory, err := agency.NewDirectory(agency.Config{Agencies: n.agencies(regions), Regions: regions})
	require.NoError(t, err)
	require.Len(t, n.villages, 514)

	var list []complaint.CategoryInfo
	table := routing.Table{
		Name: "nation", Edition: "1", Valid: routing.Days{From: aduan.Date{Year: 2020, Month: time.January, Day: 1}}, Zone: "Asia/Jakarta",
		Fallback: routing.ToAgency(ministry),
	}
	for _, f := range fields() {
		list = append(list, complaint.CategoryInfo{Path: complaint.Category(f), Label: aduan.NewLabel(map[string]string{"id": f, "en": f})})
		table.Rules = append(table.Rules, routing.Rule{
			ID: f, When: routing.When{Category: []complaint.Category{complaint.Category(f)}},
			To: routing.ToFunction(agency.Function(f), "regency"),
		})
	}
	categories, err := complaint.NewCategories(list)
	require.NoError(t, err)
	router, err := routing.Compile(table, routing.Sources{Regions: regions, Agencies: directory, Categories: categories})
	require.NoError(t, err)
	calendars, err := indonesia.Calendars()
	require.NoError(t, err)
	deadlines, err := deadline.New(deadline.Config{
		Policies:   deadline.SP4NEditions(),
		Calendars:  deadline.Calendars{Set: calendars, Default: indonesia.CalendarWIB, Bodies: directory},
		Lifecycles: []*complaint.Lifecycle{l}, Superiors: directory,
	})
	require.NoError(t, err)
	n.Config = complaint.Config{
		Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines, Router: router,
		Directory: directory, Regions: regions, Categories: categories,
	}
	return n
}

// agencies are the ministry and, of every regency, the government, the offices and a
// unit in each.
func (n *nation) agencies(regions *region.Tree) (list []agency.Agency) {
	add := func(id agency.ID, t agency.Term) {
		t.Name = string(id)
		list = append(list, agency.Agency{ID: id, Terms: []agency.Term{t}})
	}
	add(ministry, agency.Term{Kind: agency.Ministry, Jurisdiction: []region.Code{region.MustParse("iso:ID")}, Calendar: indonesia.CalendarWIB})
	calendars := map[string]string{"Asia/Makassar": indonesia.CalendarWITA, "Asia/Jayapura": indonesia.CalendarWIT}
	for u := range regions.Latest().All() {
		if u.Level() != "regency" {
			continue
		}
		for district := range u.Children() {
			n.villages = append(n.villages, district.Code())
			break
		}
		government := ministry + "/" + agency.ID(u.Code().String())
		add(government, agency.Term{Kind: agency.RegencyGovernment, Parent: ministry, Jurisdiction: []region.Code{u.Code()}, Calendar: calendars[u.Zone()]})
		for _, f := range fields() {
			office := government + "/" + agency.ID(f)
			add(office, agency.Term{Kind: agency.Office, Parent: government, Functions: []agency.Function{agency.Function(f)}})
			add(office+"/unit", agency.Term{Kind: agency.TechnicalUnit, Parent: office})
		}
	}
	return list
}

// desk is a service over an empty store, with the time as it is told.
type desk struct {
	*complaint.Service

	store *memory.Store
	now   time.Time
}

func (n *nation) open(t testing.TB) *desk {
	t.Helper()
	d := &desk{store: memory.New()}
	cfg := n.Config
	cfg.Store, cfg.Identities = backend.Complaints(d.store), d.store.Set().Identities
	cfg.Now = func() time.Time { return d.now }
	var err error
	d.Service, err = complaint.NewService(cfg)
	require.NoError(t, err)
	return d
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}
