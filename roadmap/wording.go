package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// wording is what a forecast says in one language.
type wording struct {
	lang lifecycle.Language
	// Headings and columns.
	title, asOf, milestone, party, due, baseline, finish, slip, standing, done string
	baselineEdition, undecided, slipping, because, impacts, regions, indicators       string
	region, status, goal, assessed, finding, indicator, target, value, none           string
	today                                                                             string
	// Sentences.
	after, before, onTime, new, reached, expected, never          string
	days, late                                                    string
	waits, lag, activity, cancelled, completed, expects, obstacle string
	waitsIndicator, itself, beganLate, edition                    string
	holds, holdsNothing, moves, movesAway                         string
}

func words(lang lifecycle.Language) *wording {
	if lang == lifecycle.English {
		return &wording{
			lang: lang, title: "Road map %s", asOf: "as of %s", milestone: "Milestone", party: "Responsible", due: "Target",
			baseline: "Baseline", finish: "Forecast", slip: "Slip", standing: "Standing", done: "Done",
			baselineEdition: "edition %d against edition %d", undecided: "not decided yet", slipping: "What slips, and why",
			because: "Because", impacts: "What late activities hold up", regions: "Regions", indicators: "Indicators",
			region: "Region", status: "Status", goal: "Goal", assessed: "Assessed", finding: "Finding", indicator: "Indicator",
			target: "Target %d", value: "Value", none: "-", today: "Today, %s",
			after: "%s after the baseline (%s)", before: "%s before the baseline (%s)", onTime: "as in the baseline",
			new: "not in the baseline", reached: "reached %s", expected: "expected %s", never: "will not be reached",
			days: "%d working days", late: "%s late",
			waits: "waits for %q (%s%s), %s", lag: ", %+d working days", activity: "activity %q (%s)", cancelled: "was cancelled",
			completed: "was planned to end on %s and was completed on %s", expects: "was planned to end on %s and is now expected to on %s",
			obstacle: "; reason: %s", waitsIndicator: "indicator %q has not reached the wanted value",
			itself: "not reached in time, %s %% done", beganLate: "%q began late", edition: "changed in edition %d: %s",
			holds: "%s: planned for %s, expected %s (%s)", holdsNothing: "holds up no milestone",
			moves: "%s: %s later, from %s to %s", movesAway: "%s: will not be reached",
		}
	}
	return &wording{
		lang: lang, title: "Peta jalan %s", asOf: "per %s", milestone: "Tonggak", party: "Penanggung jawab", due: "Sasaran",
		baseline: "Garis dasar", finish: "Prakiraan", slip: "Geser", standing: "Keadaan", done: "Capaian",
		baselineEdition: "edisi %d terhadap edisi %d", undecided: "belum diputuskan", slipping: "Yang bergeser, dan sebabnya",
		because: "Karena", impacts: "Yang tertahan oleh kegiatan terlambat", regions: "Daerah", indicators: "Indikator",
		region: "Daerah", status: "Status", goal: "Tujuan", assessed: "Dinilai", finding: "Temuan", indicator: "Indikator",
		target: "Sasaran %d", value: "Nilai", none: "-", today: "Hari ini, %s",
		after: "%s setelah garis dasar (%s)", before: "%s sebelum garis dasar (%s)", onTime: "sesuai garis dasar",
		new: "tidak ada dalam garis dasar", reached: "tercapai %s", expected: "diperkirakan %s", never: "tidak akan tercapai",
		days: "%d hari kerja", late: "terlambat %s",
		waits: "menunggu %q (%s%s), %s", lag: ", %+d hari kerja", activity: "kegiatan %q (%s)", cancelled: "dibatalkan",
		completed: "direncanakan selesai %s dan baru selesai %s", expects: "direncanakan selesai %s dan kini diperkirakan selesai %s",
		obstacle: "; sebab: %s", waitsIndicator: "indikator %q belum mencapai nilai yang diinginkan",
		itself: "belum tercapai pada waktunya, capaian %s %%", beganLate: "%q terlambat dimulai", edition: "diubah dalam edisi %d: %s",
		holds: "%s: direncanakan %s, diperkirakan %s (%s)", holdsNothing: "tidak menahan tonggak apa pun",
		moves: "%s: mundur %s, dari %s ke %s", movesAway: "%s: tidak akan tercapai",
	}
}

// date writes a day for people.
func (w *wording) date(d calendar.Date) string {
	if d.IsZero() {
		return w.none
	}
	month := d.Month.String()[:3]
	if w.lang == lifecycle.Indonesian {
		month = [...]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}[d.Month-1]
	}
	return fmt.Sprintf("%d %s %d", d.Day, month, d.Year)
}

// due writes a target: a day, or a quarter (triwulan) by its number.
func (w *wording) dueText(d Due) string {
	switch {
	case d.Quarter.IsZero():
		return w.date(d.Day)
	case w.lang == lifecycle.Indonesian:
		return fmt.Sprintf("TW %s %d", [...]string{"", "I", "II", "III", "IV"}[d.Quarter.Number], d.Quarter.Year)
	default:
		return fmt.Sprintf("Q%d %d", d.Quarter.Number, d.Quarter.Year)
	}
}

// number writes a decimal in the manner of the language.
func (w *wording) number(n workplan.Number) string {
	if w.lang == lifecycle.Indonesian {
		return strings.Replace(n.String(), ".", ",", 1)
	}
	return n.String()
}

// daysText counts working days; English has a singular.
func (w *wording) daysText(n calendar.WorkingDays) string {
	text := fmt.Sprintf(w.days, n)
	if n == 1 {
		text = strings.TrimSuffix(text, "s")
	}
	return text
}

// slipText is a slip as "+12"; empty for none.
func slipText(n calendar.WorkingDays) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", n)
}

// percent writes a progress without decimals that say nothing.
func (w *wording) percent(n workplan.Number) string { return w.number(n) + " %" }

func (w *wording) in(l lifecycle.Label) string { return l.In(w.lang) }

