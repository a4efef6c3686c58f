package deadline

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// SP4N returns the limits of the national complaint system as of November 2020,
// under PermenPANRB 62/2018, together with those of UU 25/2009 ([Statutory])
// and the ombudsman's. Each rule says where its limit comes from: "published"
// is what the ministry published, "secondary" is known from service standards
// and news only, and "decision" is a decision of this library, not law. The
// validity covers the years 2019 to 2024: PermenPANRB 5/2025 replaced it at some
// time in 2025, and both bounds are decisions in default of exact dates.
// [SP4NEditions] has what follows.
//
// How long a reporter has to complete a report is ten working days here, a decision;
// [RememberedCompletion] is the other answer. Neither is law.
func SP4N() *Policy {
	wib := time.FixedZone("WIB", 7*60*60)
	p := &Policy{
		Name: "sp4n-lapor", Edition: "PermenPANRB 62/2018",
		Valid:  aduan.Period{From: time.Date(2019, 1, 1, 0, 0, 0, 0, wib).UTC(), Until: time.Date(2025, 1, 1, 0, 0, 0, 0, wib).UTC()},
		Source: "PermenPANRB 62/2018 as applied in November 2020; limits marked secondary or decision are not read in it",
		Rules: []Rule{
			{Clock: complaint.ClockVerification, Limit: WorkingDays(3), Warn: WorkingDays(1), Source: "published"},
			{Clock: complaint.ClockFirstResponse, Limit: WorkingDays(5), Warn: WorkingDays(1), Source: "published"},
			{Clock: complaint.ClockFurtherAnswer, Limit: WorkingDays(5), Warn: WorkingDays(1), Source: "decision"},
			{Clock: complaint.ClockReply, Limit: WorkingDays(10), Source: "published"},
			{Clock: complaint.ClockResolution, Class: complaint.ClassInformation, Limit: WorkingDays(5), Warn: WorkingDays(1), Source: "secondary"},
			{Clock: complaint.ClockResolution, Class: complaint.ClassNonSupervisory, Limit: WorkingDays(14), Warn: WorkingDays(3), Source: "secondary"},
			{Clock: complaint.ClockResolution, Class: complaint.ClassSupervisory, Limit: WorkingDays(60), Warn: WorkingDays(10), Source: "secondary"},
			{Clock: complaint.ClockResolution, Class: complaint.ClassAspiration, Limit: None(), Source: "decision"},
			{Clock: complaint.ClockCompletion, Limit: WorkingDays(10), Source: "decision"},
		},
		Ladder: []Step{
			{Clock: complaint.ClockVerification, Rung: complaint.RungSuperior},
			{Clock: complaint.ClockFirstResponse, Rung: complaint.RungSuperior},
			{Clock: complaint.ClockResolution, Rung: complaint.RungSuperior},
			{Clock: complaint.ClockResolution, Rung: complaint.RungInspectorate, After: WorkingDays(5)},
			{Clock: complaint.ClockOmbudsman, Rung: complaint.RungOmbudsman},
		},
		Depth: 2,
	}
	p.Rules = append(p.Rules, Statutory().Rules...)
	p.Rules = append(p.Rules, Rule{Clock: complaint.ClockOmbudsman, Limit: CalendarDays(60), Warn: CalendarDays(7), Source: "ministry statement 2016"})
	return p
}

// RememberedCompletion is a rule to take with [Policy.With] in place of the ten
// working days that [SP4N] gives a reporter to complete their report: thirty calendar
// days, after which the report is deemed withdrawn. That is how UU 25/2009 is
// remembered; nobody has verified it, so it is offered and not the default:
//
//	policy := deadline.SP4N().With("PermenPANRB 62/2018, 30 days", deadline.RememberedCompletion())
func RememberedCompletion() Rule {
	return Rule{Clock: complaint.ClockCompletion, Limit: CalendarDays(30), Source: "UU 25/2009, remembered"}
}

// unread is the source of limits that nobody has read in PermenPANRB 5/2025.
const unread = "PermenPANRB 62/2018, 5/2025 not read"

// SP4NEditions returns the limits of the national complaint system in all
// editions, one after the other without a hole, the last of them open-ended: what
// an office configures that takes cases today. They are
//
//   - "PermenPANRB 62/2018", which is [SP4N], its bytes and its validity unchanged;
//   - "PermenPANRB 62/2018 (2025)", the same from there until PermenPANRB 5/2025
//     begins;
//   - "PermenPANRB 5/2025", which replaced it in May 2025 as secondary sources say.
//     Its limits have not been read. Those of 62/2018 stand in for them, and the
//     source of each such rule says so; give your own once you have read it.
//
// That 5/2025 begins on 1 May 2025 in Jakarta is a decision in default of the
// exact day.
func SP4NEditions() []*Policy {
	first := SP4N()
	began := time.Date(2025, 5, 1, 0, 0, 0, 0, time.FixedZone("WIB", 7*60*60)).UTC()
	second := first.With(first.Edition + " (2025)")
	second.Valid = aduan.Period{From: first.Valid.Until, Until: began}
	third := first.With("PermenPANRB 5/2025")
	third.Valid = aduan.Period{From: began}
	third.Source = "PermenPANRB 5/2025, whose limits are not read; they are those of PermenPANRB 62/2018 as applied in November 2020"
	for i := range third.Rules {
		if source := &third.Rules[i].Source; *source == "published" || *source == "secondary" {
			*source = unread
		}
	}
	return []*Policy{first, second, third}
}

// Statutory returns the limits of UU 25/2009 on public services alone: 14
// calendar days for an answer, 60 for a decision once the file is complete. They
// are known from secondary sources; that they end at 24:00 and are not shifted
// by holidays is a decision of this library.
func Statutory() *Policy {
	return &Policy{
		Name: "statutory", Edition: "UU 25/2009",
		Source: "UU 25/2009, Perpres 76/2013, from secondary sources",
		Rules: []Rule{
			{Clock: complaint.ClockStatutoryAnswer, Limit: CalendarDays(14), Warn: CalendarDays(3), Source: "UU 25/2009, secondary"},
			{Clock: complaint.ClockStatutoryDecision, Limit: CalendarDays(60), Warn: CalendarDays(7), Source: "UU 25/2009, secondary"},
		},
	}
}

// CPGRAMS returns the limit of India's Centralised Public Grievance Redress and
// Monitoring System on the clock of the resolution: 21 days since 23 August
// 2024, 30 days before. An instant says under which of both a case falls. That
// the days are days of the calendar is a decision of this library.
func CPGRAMS(at time.Time) *Policy {
	change := time.Date(2024, 8, 23, 0, 0, 0, 0, time.FixedZone("IST", 5*60*60+30*60)).UTC()
	p := &Policy{Name: "cpgrams", Edition: "30 days", Valid: aduan.Period{Until: change}, Source: "DARPG guidelines"}
	limit := CalendarDays(30)
	if !at.Before(change) {
		p.Edition, p.Valid = "21 days", aduan.Period{From: change}
		limit = CalendarDays(21)
	}
	p.Rules = []Rule{{Clock: complaint.ClockResolution, Limit: limit, Warn: CalendarDays(5), Source: "DARPG guidelines"}}
	return p
}
