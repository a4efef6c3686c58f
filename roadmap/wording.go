package roadmap

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// wording is what a forecast says in one language.
type wording struct {
	lang aduan.Language
	// Headings and columns.
	title, asOf, editions, baselineOnly, undecided, milestone, party, due, baseline, finish, slip, done, standing string
	slipping, because, impacts, regions, region, status, goal, assessed, by, finding                              string
	indicators, indicator, unit, value, year, none, today                                                         string
	// When something is reached.
	after, before, onTime, new, reached, expected, never, days, late string
	// Causes.
	waits, lag, activity, cancelled, completed, expects, reason, indicatorWaits, itself, metLate, beganLate, beginsLate, notBegun, plan, edition, leftOut string
	// Impacts.
	holds, held, holdsNothing, moves string
}

func words(lang aduan.Language) *wording {
	if lang == aduan.English {
		return english()
	}
	return indonesian()
}

func english() *wording {
	return &wording{
		lang: aduan.English, title: "Road map %s", asOf: "As of %s", editions: "edition %d against edition %d", baselineOnly: "edition %d, the baseline",
		undecided: "not decided yet", milestone: "Milestone", party: "Responsible", due: "Target", baseline: "Baseline",
		finish: "Forecast", slip: "Slip", done: "Done", standing: "Standing",
		slipping: "What slips, and why", because: "Because", impacts: "What late activities hold up", regions: "Regions",
		region: "Region", status: "Status", goal: "Goal", assessed: "Assessed", by: "By", finding: "Finding",
		indicators: "Indicators", indicator: "Indicator", unit: "Unit", value: "Value", year: "Year", none: "-", today: "Today, %s",

		after: "%s after the baseline (%s)", before: "%s before the baseline (%s)", onTime: "as in the baseline",
		new: "not in the baseline", reached: "reached %s", expected: "expected %s", never: "will not be reached",
		days: "%d working days", late: "is %s late",

		waits: "it waits for \"%s\" (%s%s), which %s", lag: ", %+d working days", activity: "the activity \"%s\" (%s) ",
		cancelled: "was cancelled", completed: "was planned to end on %s and was completed on %s",
		expects: "was planned to end on %s and is now expected to end on %s", reason: "; reason: %s",
		indicatorWaits: "the indicator \"%s\" does not have the wanted value", itself: "it should be reached by now; done: %s",
		metLate: "its criteria were met late", beganLate: "was begun late", beginsLate: "will begin late", notBegun: "should have begun by now",
		plan: "planned for %s though the target is %s", edition: "edition %d plans it otherwise: %s", leftOut: "... and %d more",

		holds: "planned to end on %s, expected on %s, %s late", held: "planned to end on %s, completed on %s, %s late",
		holdsNothing: "it holds up no milestone", moves: "%s later, from %s to %s",
	}
}

func indonesian() *wording {
	return &wording{
		lang: aduan.Indonesian, title: "Peta jalan %s", asOf: "Per %s", editions: "edisi %d terhadap edisi %d", baselineOnly: "edisi %d, garis dasar",
		undecided: "belum diputuskan", milestone: "Tonggak", party: "Penanggung jawab", due: "Sasaran", baseline: "Garis dasar",
		finish: "Prakiraan", slip: "Geser", done: "Capaian", standing: "Keadaan",
		slipping: "Yang bergeser, dan sebabnya", because: "Sebab", impacts: "Yang tertahan oleh kegiatan yang terlambat",
		regions: "Daerah", region: "Daerah", status: "Status", goal: "Tujuan", assessed: "Dinilai", by: "Oleh", finding: "Temuan",
		indicators: "Indikator", indicator: "Indikator", unit: "Satuan", value: "Nilai", year: "Tahun", none: "-", today: "Hari ini, %s",

		after: "%s setelah garis dasar (%s)", before: "%s sebelum garis dasar (%s)", onTime: "sesuai garis dasar",
		new: "tidak ada dalam garis dasar", reached: "tercapai %s", expected: "diperkirakan %s", never: "tidak akan tercapai",
		days: "%d hari kerja", late: "terlambat %s",

		waits: "menunggu \"%s\" (%s%s), yang %s", lag: ", %+d hari kerja", activity: "kegiatan \"%s\" (%s) ",
		cancelled: "dibatalkan", completed: "direncanakan selesai %s dan baru selesai %s",
		expects: "direncanakan selesai %s dan kini diperkirakan selesai %s", reason: "; kendala: %s",
		indicatorWaits: "indikator \"%s\" belum mencapai nilai yang diinginkan", itself: "seharusnya sudah tercapai; capaian: %s",
		metLate: "kriterianya terlambat terpenuhi", beganLate: "terlambat dimulai", beginsLate: "akan terlambat dimulai", notBegun: "seharusnya sudah dimulai",
		plan: "direncanakan %s padahal sasarannya %s", edition: "edisi %d merencanakannya lain: %s", leftOut: "... dan %d lagi",

		holds: "direncanakan selesai %s, diperkirakan %s, terlambat %s", held: "direncanakan selesai %s, baru selesai %s, terlambat %s",
		holdsNothing: "tidak menahan tonggak apa pun",
		moves:        "mundur %s, dari %s ke %s",
	}
}

// date writes a day for people.
func (w *wording) date(d aduan.Date) string {
	if d.IsZero() {
		return w.none
	}
	month := d.Month.String()[:3]
	if w.lang == aduan.Indonesian {
		month = [...]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}[d.Month-1]
	}
	return fmt.Sprintf("%d %s %d", d.Day, month, d.Year)
}

// dueText writes a target: a day, or a quarter (triwulan, TW).
func (w *wording) dueText(d Due) string {
	switch {
	case !d.Valid():
		return w.none
	case d.Quarter.IsZero():
		return w.date(d.Day)
	case w.lang == aduan.Indonesian:
		return fmt.Sprintf("TW %s %d", [...]string{"I", "II", "III", "IV"}[d.Quarter.Number-1], d.Quarter.Year)
	default:
		return fmt.Sprintf("Q%d %d", d.Quarter.Number, d.Quarter.Year)
	}
}

// number writes a decimal with the sign of the language.
func (w *wording) number(n workplan.Number) string {
	if w.lang == aduan.Indonesian {
		return strings.Replace(n.String(), ".", ",", 1)
	}
	return n.String()
}

func (w *wording) percent(n workplan.Number) string { return w.number(n) + " %" }

// daysText counts working days; English has a singular.
func (w *wording) daysText(n calendar.WorkingDays) string {
	text := fmt.Sprintf(w.days, n)
	if n == 1 {
		text = strings.TrimSuffix(text, "s")
	}
	return text
}

// slipText is a slip with its sign: "+12", "-3", "0".
func slipText(n calendar.WorkingDays) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%+d", n)
}

func (w *wording) in(l aduan.Label) string { return l.In(w.lang) }
