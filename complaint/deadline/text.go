package deadline

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// wording is what an explanation says in one language.
type wording struct {
	lang                                                                 aduan.Words
	clock, limit, noLimit, extended, rule, started, from, due, remaining string
	calendar, known, holder, class, breached, stopped, unknown, day, sum string
	reclassified, prolonged, pause                                       string
	pauses                                                               map[lifecycle.Action]string
	weekdays                                                             [7]string
}

func english() wording {
	return wording{
		lang:  aduan.English(),
		clock: "Clock %s, run %d: %s", limit: "Limit: %s", noLimit: "Limit: none", extended: ", extended by %d working days",
		rule: "Rule %d of policy %s", started: "Started: %s", from: "Counted from: %s", due: "Due: %s", remaining: "Remaining: %s",
		calendar: "Calendar: %s", known: ", as known since %s", holder: "Held by: %s", class: "Class: %s",
		breached: "Breached: %s", stopped: "Ended: %s", unknown: "Cannot be computed: %s", day: "day %d", sum: "%d in all",
		reclassified: "%s reclassified: %s", prolonged: "%s extended by %d working days", pause: "paused: %s",
		pauses: map[lifecycle.Action]string{
			complaint.ActionSuspend: "paused: waiting for the reporter", complaint.ActionMerge: "paused: merged into another case",
		},
		weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	}
}

func indonesian() wording {
	return wording{
		lang:  aduan.Indonesian(),
		clock: "Tenggat %s, putaran %d: %s", limit: "Batas: %s", noLimit: "Batas: tidak ada", extended: ", diperpanjang %d hari kerja",
		rule: "Aturan %d dari kebijakan %s", started: "Mulai: %s", from: "Dihitung sejak: %s", due: "Jatuh tempo: %s", remaining: "Sisa: %s",
		calendar: "Kalender: %s", known: ", sebagaimana diketahui sejak %s", holder: "Ditangani oleh: %s", class: "Klasifikasi: %s",
		breached: "Terlampaui: %s", stopped: "Berakhir: %s", unknown: "Tidak dapat dihitung: %s", day: "hari ke-%d", sum: "%d seluruhnya",
		reclassified: "%s klasifikasi diubah: %s", prolonged: "%s diperpanjang %d hari kerja", pause: "dijeda: %s",
		pauses: map[lifecycle.Action]string{
			complaint.ActionSuspend: "dijeda: menunggu pelapor", complaint.ActionMerge: "dijeda: digabungkan dengan laporan lain",
		},
		weekdays: [7]string{"Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"},
	}
}

// String returns the text in English.
func (x Explanation) String() string { return x.Text(aduan.English()) }

// Text returns the explanation for people, one day a line.
func (x Explanation) Text(lang aduan.Words) string {
	w := indonesian()
	if lang.Language() == "en" {
		w = english()
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	moment := func(format string, t time.Time) {
		if !t.IsZero() {
			line(format, t.Format("2006-01-02 15:04 MST"))
		}
	}
	line(w.clock, x.Clock, x.Run, x.Status.Label().In(lang))
	x.writeLimit(&b, w)
	moment(w.started, x.Started)
	if !x.From.Equal(x.Started) {
		moment(w.from, x.From)
	}
	for _, d := range x.Days {
		b.WriteString("  " + d.Date.String() + " " + w.weekdays[d.Date.Weekday()])
		x.writeDay(&b, w, d)
		b.WriteByte('\n')
	}
	if h, m, s := x.Due.Clock(); x.Limit.unit == InCalendarDays && h+m+s == 0 && !x.Due.IsZero() {
		end := x.Due.Add(-time.Nanosecond)
		line(w.due, end.Format(time.DateOnly)+" 24:00 "+end.Format("MST"))
	} else {
		moment(w.due, x.Due)
	}
	moment(w.breached, x.BreachedAt)
	moment(w.stopped, x.Stopped)
	if !x.Remaining.IsZero() {
		line(w.remaining, x.Remaining.Label().In(w.lang))
	}
	if x.Problem != "" {
		line(w.unknown, x.Problem)
	}
	return b.String()
}

// writeLimit says what decided.
func (x Explanation) writeLimit(b *strings.Builder, w wording) {
	switch x.Limit.unit {
	case 0:
	case NoLimit:
		b.WriteString(w.noLimit + "\n")
	default:
		fmt.Fprintf(b, w.limit, x.Limit.Label().In(w.lang))
		if x.Extended != 0 {
			fmt.Fprintf(b, w.extended, x.Extended)
		}
		b.WriteByte('\n')
	}
	if x.Rule >= 0 {
		fmt.Fprintf(b, w.rule, x.Rule+1, x.Policy)
		if x.Source != "" {
			b.WriteString(" (" + x.Source + ")")
		}
		b.WriteByte('\n')
	}
	if x.Class != 0 {
		fmt.Fprintf(b, w.class+"\n", x.Class.Label().In(w.lang))
	}
	if x.Holder != "" {
		fmt.Fprintf(b, w.holder+"\n", x.Holder)
	}
	if x.Calendar != "" {
		fmt.Fprintf(b, w.calendar, x.Calendar)
		if !x.Known.IsZero() {
			fmt.Fprintf(b, w.known, aduan.DateOf(x.Known))
		}
		b.WriteByte('\n')
	}
	for _, e := range x.Events {
		on := aduan.DateOf(e.At)
		if e.Days != 0 {
			fmt.Fprintf(b, w.prolonged+"\n", on, e.Days)
		} else {
			fmt.Fprintf(b, w.reclassified+"\n", on, e.Class.Label().In(w.lang))
		}
	}
}

// writeDay says what a day adds, and why it adds nothing.
func (x Explanation) writeDay(b *strings.Builder, w wording, d DayLine) {
	switch {
	case d.Count == 0:
	case x.Limit.unit == InHours || x.Limit.unit == InWorkingMinutes:
		fmt.Fprintf(b, " "+w.sum, d.Count)
	default:
		fmt.Fprintf(b, " "+w.day, d.Count)
	}
	if d.Cause == OnPause {
		text := fmt.Sprintf(w.pause, strings.Join(d.Names, ", "))
		if len(d.Names) == 1 {
			if known := w.pauses[lifecycle.Action(d.Names[0])]; known != "" {
				text = known
			}
		}
		b.WriteString(" " + text)
		return
	}
	if cause := causeWords().Label(int(d.Cause)).In(w.lang); cause != "" {
		b.WriteString(" " + cause)
	}
	if len(d.Names) > 0 {
		b.WriteString(" (" + strings.Join(d.Names, "; "))
		if d.Edition != "" {
			b.WriteString(", " + d.Edition)
		}
		b.WriteString(")")
	}
}
