package roadmap

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/workplan"
)

// wording is what a forecast says in one language.
type wording struct{ lang aduan.Words }

// say chooses between two texts.
func (w wording) say(id, en string) string {
	return w.in(aduan.NewLabel(map[string]string{"id": id, "en": en}))
}

// in is a text in the language.
func (w wording) in(l aduan.Label) string { return l.In(w.lang) }

// none stands where there is nothing to say.
const none = "-"

// What is said in several places.

func (w wording) title(name aduan.Label) string {
	return fmt.Sprintf(w.say("Peta jalan %s", "Road map %s"), w.in(name))
}

func (w wording) asOf(d aduan.Date) string {
	return fmt.Sprintf(w.say("Per %s", "As of %s"), w.date(d))
}
func (w wording) milestone() string { return w.say("Tonggak", "Milestone") }
func (w wording) due() string       { return w.say("Sasaran", "Target") }
func (w wording) baseline() string  { return w.say("Garis dasar", "Baseline") }
func (w wording) finish() string    { return w.say("Prakiraan", "Forecast") }
func (w wording) never() string     { return w.say("tidak akan tercapai", "will not be reached") }
func (w wording) cancelled() string { return w.say("dibatalkan", "was cancelled") }
func (w wording) beganLate() string { return w.say("terlambat dimulai", "was begun late") }

// date writes a day for people.
func (w wording) date(d aduan.Date) string {
	return cmp.Or(d.Short(w.lang), none)
}

// dueText writes a target: a day, or a quarter (triwulan, TW).
func (w wording) dueText(d Due) string {
	switch {
	case !d.Valid():
		return none
	case d.Quarter.IsZero():
		return w.date(d.Day)
	default:
		return w.in(d.Quarter.Label())
	}
}

// number writes a decimal with the sign of the language.
func (w wording) number(n workplan.Number) string {
	if w.lang.Language() == "id" {
		return strings.Replace(n.String(), ".", ",", 1)
	}
	return n.String()
}

func (w wording) percent(n workplan.Number) string { return w.number(n) + " %" }

// daysText counts working days; English has a singular.
func (w wording) daysText(n calendar.WorkingDays) string {
	text := fmt.Sprintf(w.say("%d hari kerja", "%d working days"), n)
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
