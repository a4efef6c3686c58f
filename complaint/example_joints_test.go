package complaint_test

import (
	"context"
	"fmt"
	"time"

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

// joined is a service over memory with what a joint adds to its configuration.
// It is the morning of 26 October 2020 in Bali.
func joined(cfg complaint.Config) *complaint.Service {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		panic(err)
	}
	store := memory.New()
	cfg.Store, cfg.Identities = backend.Complaints(store), store.Set().Identities
	cfg.Lifecycles = []*complaint.Lifecycle{national}
	if cfg.Deadlines == nil {
		cfg.Deadlines = complaint.NoDeadlines{}
	}
	cfg.Now = func() time.Time { return time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC) }
	cfg.Entropy = &exampleEntropy{}
	service, err := complaint.NewService(cfg)
	if err != nil {
		panic(err)
	}
	return service
}

// badungDirectory holds the government of Badung and its office for lighting.
func badungDirectory() *agency.Directory {
	d, err := agency.NewDirectory(agency.Config{Regions: indonesia.MustRegions(), Agencies: []agency.Agency{
		{ID: "badung", Terms: []agency.Term{{
			Name: "Pemerintah Kabupaten Badung", Kind: agency.RegencyGovernment,
			Jurisdiction: []region.Code{region.MustParse("51.03")}, Calendar: indonesia.CalendarWITA,
		}}},
		{ID: "badung/dishub", Terms: []agency.Term{{
			Name: "Dinas Perhubungan Kabupaten Badung", Kind: agency.Office, Parent: "badung", Functions: []agency.Function{"lighting"},
		}}},
	}})
	if err != nil {
		panic(err)
	}
	return d
}

// forwarded verifies a report from Kuta Selatan and forwards it; without an
// agency the router chooses.
func forwarded(service *complaint.Service, to agency.ID) (complaint.AgencyView, error) {
	ctx := context.Background()
	reporter, national, _ := exampleActors()
	draft := exampleDraft()
	draft.Region = region.MustParse("51.03.05")
	receipt, err := service.Submit(ctx, reporter, draft)
	if err != nil {
		return complaint.AgencyView{}, err
	}
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: to}
	if _, err := service.Do(ctx, national, receipt.ID, forward); err != nil {
		return complaint.AgencyView{}, err
	}
	return service.Get(ctx, national, receipt.ID)
}

// With a router nobody has to know which agency is competent: a forward that
// names none goes where the table sends it.
func ExampleConfig_router() {
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/lighting"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	directory := badungDirectory()
	router, err := routing.Compile(routing.Table{
		Name: "badung", Edition: "2020-1", Zone: indonesia.WITA, Valid: routing.Days{From: aduan.Date{Year: 2020, Month: 1, Day: 1}},
		Rules: []routing.Rule{{
			ID: "lights", When: routing.When{Category: []complaint.Category{"public_works/lighting"}},
			To: routing.ToFunction("lighting", region.Regency),
		}},
		Fallback: routing.ToAgency("badung"),
	}, routing.Sources{Regions: directory.Regions(), Agencies: directory, Categories: categories})
	if err != nil {
		fmt.Println(err)
		return
	}
	view, err := forwarded(joined(complaint.Config{Router: router, Categories: categories}), "")
	fmt.Println(view.Status.State, "to", view.Agency, err)
	// Output:
	// forwarded to badung/dishub <nil>
}

// With a directory no case goes to an agency that does not exist, or to one
// that does not exist any more.
func ExampleConfig_directory() {
	service := joined(complaint.Config{Directory: badungDirectory()})
	_, err := forwarded(service, "badung/dishbu")
	fmt.Println(err)
	view, err := forwarded(service, "badung/dishub")
	fmt.Println(view.Agency, err)
	// Output:
	// command forward: invalid: agency: agency "badung/dishbu" is not known; legal: badung/dishub, badung
	// badung/dishub <nil>
}

// With regions a case keeps the whole way from the country to its place, and a
// place that does not exist on the day of submission is refused.
func ExampleConfig_regions() {
	service := joined(complaint.Config{Regions: indonesia.MustRegions()})
	view, err := forwarded(service, "badung")
	fmt.Println(view.Region, err)
	reporter, _, _ := exampleActors()
	draft := exampleDraft()
	draft.Region = region.MustParse("95.01") // Highland Papua began in 2022
	_, err = service.Submit(context.Background(), reporter, draft)
	fmt.Println(err)
	// Output:
	// iso:ID > 51 > 51.03 > 51.03.05 <nil>
	// draft: invalid: region: region 95.01 is not in force on 26 October 2020 08:00 WIB; it is in force from 9 November 2022; legal instead: 91.02 Kabupaten Jayawijaya in Papua
}

// With deadlines a case has an instant at which the timer looks at it again:
// five working days after the forward, by the calendar of the agency that holds
// it. The long weekend of 28 October does not count.
func ExampleConfig_deadlines() {
	calendars, err := indonesia.Calendars()
	if err != nil {
		fmt.Println(err)
		return
	}
	directory := badungDirectory()
	limits, err := deadline.New(deadline.Config{
		Policies:  deadline.SP4NEditions(),
		Calendars: deadline.Calendars{Set: calendars, Default: indonesia.CalendarWIB, Bodies: directory},
		Superiors: directory,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	view, err := forwarded(joined(complaint.Config{Deadlines: limits, Directory: directory}), "badung/dishub")
	fmt.Println("next due", view.NextDue, err)
	// Output:
	// next due 2020-11-05 08:00:00 +0000 UTC <nil>
}
