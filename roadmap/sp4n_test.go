package roadmap_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sp4n reads the road map of the example.
func sp4n(t testing.TB) *roadmap.Roadmap {
	t.Helper()
	const file = "../examples/boardmeeting/data/roadmap.yaml"
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	r, err := roadmap.Parse(file, text)
	require.NoError(t, err)
	return r
}

func label(id, en string) aduan.Label { return aduan.NewLabel(map[string]string{"id": id, "en": en}) }

// plans are two work plans as the road map knows them, with days that are made
// up for the test.
func plans(t testing.TB) (of2020, of2021 *workplan.Plan) {
	t.Helper()
	covid := label("Pandemi Covid-19", "Covid-19 epidemic")
	activity := func(id, start, end string, name aduan.Label) workplan.Activity {
		return workplan.Activity{ID: workplan.ActivityID(id), Output: "O1", Name: name, Party: "panrb", Start: date(t, start), End: date(t, end)}
	}
	from := func(a workplan.Activity, old string) workplan.Activity {
		a.From = workplan.ActivityRef{Plan: "sp4n-2020", Activity: workplan.ActivityID(old)}
		return a
	}
	of2020 = &workplan.Plan{
		ID: "sp4n-2020", Year: 2020, Name: label("Rencana kerja 2020", "Work plan 2020"),
		Editions: []workplan.Edition{{Number: 1, Date: date(t, "2020-01-02"), Content: workplan.Content{Activities: []workplan.Activity{
			activity("local-coordinators", "2020-04-01", "2020-09-30", label("Penunjukan koordinator lokal", "Appointing local coordinators")),
			activity("regional-assistance", "2020-04-01", "2020-12-31", label("Pendampingan enam wilayah", "Assistance for six regions")),
			activity("communication-strategy", "2020-01-02", "2020-10-30", label("Strategi komunikasi nasional", "National communication strategy")),
			activity("learning-platform", "2020-07-01", "2020-12-15", label("Platform pembelajaran", "Learning platform")),
		}}}},
		Steps: []workplan.Step{{On: date(t, "2020-01-10"), Action: workplan.ActionApprove, By: "board", Edition: 1, Decision: "pb3/d1"}},
	}
	done := func(p *workplan.Plan, on, id string, percent int64) {
		p.Reports = append(p.Reports, workplan.Report{On: date(t, on), By: "undp", Progress: &workplan.Progress{
			Activity: workplan.ActivityID(id), Done: workplan.NumberOf(percent),
		}})
	}
	for _, id := range []string{"local-coordinators", "regional-assistance", "communication-strategy", "learning-platform"} {
		of2020.Reports = append(of2020.Reports, workplan.Report{On: date(t, "2020-06-30"), By: "undp", Obstacle: &workplan.Obstacle{
			ID: workplan.ObstacleID("covid/" + id), Move: workplan.Raised, Activity: workplan.ActivityID(id), Level: workplan.WorkingLevel, Owner: "undp", Text: covid,
		}})
	}
	done(of2020, "2020-09-30", "local-coordinators", 20)
	done(of2020, "2020-09-30", "regional-assistance", 30)
	done(of2020, "2020-10-31", "communication-strategy", 25)
	done(of2020, "2020-10-31", "learning-platform", 40)
	of2021 = &workplan.Plan{
		ID: "sp4n-2021", Year: 2021, Name: label("Rencana kerja 2021", "Work plan 2021"),
		Editions: []workplan.Edition{{Number: 1, Date: date(t, "2020-11-12"), Content: workplan.Content{Activities: []workplan.Activity{
			from(activity("coordinators-2021", "2021-01-04", "2021-03-31", label("Koordinator lokal, lanjutan", "Local coordinators, continued")), "local-coordinators"),
			from(activity("assistance-2021", "2021-01-04", "2021-06-30", label("Pendampingan, lanjutan", "Assistance, continued")), "regional-assistance"),
			from(activity("strategy-2021", "2021-01-04", "2021-06-30", label("Strategi komunikasi, lanjutan", "Communication strategy, continued")), "communication-strategy"),
			from(activity("platform-2021", "2021-01-04", "2021-02-26", label("Platform, lanjutan", "Platform, continued")), "learning-platform"),
			activity("operator-training", "2021-02-01", "2021-09-30", label("Pelatihan teknis operator LAPOR!", "Technical training for LAPOR! operators")),
			activity("web-learning", "2021-01-04", "2021-06-30", label("Pembelajaran SP4N berbasis web", "Web-based SP4N learning")),
			activity("champion-training", "2021-03-01", "2021-06-30", label("Pelatihan champion komunikasi publik", "Public communication champion training")),
			activity("korea-training", "2021-10-01", "2021-11-30", label("Pelatihan undangan di Korea Selatan", "Invitational training in South Korea")),
		}}}},
	}
	done(of2021, "2021-04-30", "coordinators-2021", 100)
	done(of2021, "2021-04-30", "strategy-2021", 40)
	done(of2021, "2021-04-30", "platform-2021", 70)
	done(of2021, "2021-04-30", "assistance-2021", 20)
	done(of2021, "2021-04-30", "operator-training", 10)
	return of2020, of2021
}

// sp4nSources are the plans and a made-up stream of reports.
func sp4nSources(t testing.TB, cal *calendar.Calendar) roadmap.Sources {
	t.Helper()
	of2020, of2021 := plans(t)
	return roadmap.Sources{
		Activity: roadmap.Activities(cal, of2020, of2021),
		Indicators: map[roadmap.IndicatorID]func(aduan.Date) (workplan.Number, bool, error){
			"answered-in-time": func(on aduan.Date) (workplan.Number, bool, error) {
				n, err := workplan.ParseNumber("58.5")
				return n, on.Year == 2020, err
			},
		},
	}
}

func TestSP4N(t *testing.T) {
	t.Parallel()
	cal, r := jakarta(t), sp4n(t)
	stamp := time.Date(2020, time.November, 12, 3, 0, 0, 0, time.UTC)
	for _, day := range []string{"2020-11-12", "2021-05-06"} {
		f, err := r.Forecast(date(t, day), cal, sp4nSources(t, cal))
		require.NoError(t, err)
		for _, lang := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
			name := "sp4n-" + day + "-" + lang.Language()
			golden.File(t, *update, name+".txt", f.Table(lang).Text())
			golden.File(t, *update, name+".md", f.Markdown(lang))
			golden.File(t, *update, name+".mmd", f.Mermaid(lang))
			svg, err := f.SVG(lang)
			require.NoError(t, err)
			golden.File(t, *update, name+".svg", string(svg))
			ics, err := f.ICalendar(stamp, lang)
			require.NoError(t, err)
			golden.File(t, *update, name+".ics", strings.ReplaceAll(string(ics), "\r\n", "\n")) // as Git keeps it
			checkICalendar(t, ics)
		}
	}
}
