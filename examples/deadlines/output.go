package main

import (
	"fmt"
	"io"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/deadline"
)

// words are what the output says in one language.
type words struct{ heading, warning, instead, line, changed, change, never string }

func (d *desk) words() words {
	if d.o.lang.Language() == "id" {
		return words{
			heading: "Laporan dengan klasifikasi %s di %s, dikirim dan diteruskan %s, dibaca %s\nmenurut %s.\n",
			warning: "Peringatan: %s hanya untuk laporan dari %s sampai %s; untuk laporan ini dapat berlaku aturan lain.\n",
			instead: "%s sebagai ganti %s, dibaca %s:\n",
			line:    "  %-18s %-19s %-22s jatuh tempo %s\n",
			changed: "  %d dari %d laporan akan berstatus lain\n",
			change:  "    %s: %s, bukan %s\n",
			never:   "tidak ada",
		}
	}
	return words{
		heading: "A report of class %s in %s, submitted and forwarded %s, read %s\nunder %s.\n",
		warning: "Warning: %s is for reports from %s to %s only; other rules may apply to this one.\n",
		instead: "%s instead of %s, read %s:\n",
		line:    "  %-18s %-19s %-22s due %s\n",
		changed: "  %d of %d reports would have another status\n",
		change:  "    %s: %s instead of %s\n",
		never:   "never",
	}
}

// class is the name of the class, as the flag has it in English.
func (d *desk) class() string {
	if d.o.lang.Language() == "id" {
		return d.o.class.Label().In(d.o.lang)
	}
	return d.o.class.String()
}

// warn says when the report begins at a time for which the policy is not made.
func (d *desk) warn(out io.Writer) {
	valid := d.policy.Valid
	if valid.Contains(d.o.start) {
		return
	}
	jakarta := time.FixedZone("WIB", 7*60*60) // in which the validity is given
	fmt.Fprintf(out, d.words().warning, d.policy.ID(),
		valid.From.In(jakarta).Format(time.DateOnly), valid.Until.Add(-time.Nanosecond).In(jakarta).Format(time.DateOnly))
}

// due prints a due instant as the explanations do: the end of a day of the
// calendar is 24:00.
func (d *desk) due(r deadline.Reading) string {
	at := r.Due.In(d.o.zone)
	if h, m, s := at.Clock(); r.Due.IsZero() || r.Limit.Unit() != deadline.InCalendarDays || h+m+s != 0 {
		return d.moment(r.Due)
	}
	day := at.Add(-time.Nanosecond)
	return day.Format(time.DateOnly) + " 24:00 " + day.Format("MST")
}

func (d *desk) moment(t time.Time) string {
	if t.IsZero() {
		return d.words().never
	}
	return t.In(d.o.zone).Format("2006-01-02 15:04 MST")
}

// text is a term or a status in the language of the output.
func (d *desk) text(t interface{ Label() aduan.Label }) string { return t.Label().In(d.o.lang) }
