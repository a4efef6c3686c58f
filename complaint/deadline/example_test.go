package deadline_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/indonesia"
)

// forwarded is a case that was submitted and forwarded on 26 October 2020, with
// everything that it is judged by.
func forwarded() (*complaint.Lifecycle, *complaint.Complaint, deadline.Calendars, error) {
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		return nil, nil, deadline.Calendars{}, err
	}
	set, err := indonesia.Calendars()
	if err != nil {
		return nil, nil, deadline.Calendars{}, err
	}
	at := time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC)
	id, err := complaint.NewID(at, bytes.NewReader(make([]byte, 16)))
	if err != nil {
		return nil, nil, deadline.Calendars{}, err
	}
	c, err := l.Open(complaint.Header{ID: id, Reporter: complaint.ReporterRef(id), Tracking: "1", Policy: deadline.SP4N().ID()},
		complaint.Actor{Role: complaint.RoleReporter},
		complaint.Draft{Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works", Channel: complaint.ChannelWeb},
		complaint.Moment{Now: at})
	if err != nil {
		return nil, nil, deadline.Calendars{}, err
	}
	c, err = l.Apply(c, complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin},
		complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassInformation, Agency: "id:51.03"}, complaint.Moment{Now: at})
	return l, c, deadline.Calendars{Set: set, Default: indonesia.CalendarWITA}, err
}

func Example() {
	l, c, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2020, 10, 27, 1, 0, 0, 0, time.UTC)
	readings, err := deadline.SP4N().Evaluate(l, c, calendars, now)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range readings {
		if r.Clock == complaint.ClockResolution {
			fmt.Println(r.Status, r.Due, r.Remaining)
			fmt.Print(r.Why().In(aduan.Indonesian()))
		}
	}
	// Output:
	// running 2020-11-05 08:00:00 +0000 UTC 4 working days
	// Tenggat: Penyelesaian (putaran ke-1), berjalan
	// Batas waktu: 5 hari kerja
	// Aturan 5 dari kebijakan sp4n-lapor PermenPANRB 62/2018 (dari sumber sekunder)
	// Klasifikasi: Permintaan informasi
	// Ditangani oleh: id:51.03
	// Kalender: id-wita, sebagaimana diketahui sejak 10 September 2020
	// Mulai: 26 Oktober 2020 pukul 09:00 WITA
	//   Sen 26 Okt 2020  mulai, tidak dihitung
	//   Sel 27 Okt 2020  hari ke-1
	//   Rab 28 Okt 2020  cuti bersama (Maulid Nabi Muhammad SAW, SKB 391/2020, 02/2020, 02/2020)
	//   Kam 29 Okt 2020  hari libur (Maulid Nabi Muhammad SAW, SKB 728/2019, 213/2019, 01/2019)
	//   Jum 30 Okt 2020  cuti bersama (Maulid Nabi Muhammad SAW, SKB 174/2020, 01/2020, 01/2020)
	//   Sab 31 Okt 2020  akhir pekan
	//   Min  1 Nov 2020  akhir pekan
	//   Sen  2 Nov 2020  hari ke-2
	//   Sel  3 Nov 2020  hari ke-3
	//   Rab  4 Nov 2020  hari ke-4
	//   Kam  5 Nov 2020  hari ke-5
	// Jatuh tempo: 5 November 2020 pukul 16:00 WITA
	// Sisa: 4 hari kerja
}

func ExampleNew() {
	l, c, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	deadlines, err := deadline.New(deadline.Config{Policies: deadline.SP4NEditions(), Calendars: calendars})
	if err != nil {
		fmt.Println(err)
		return
	}
	// complaint.Config{Deadlines: deadlines} gives it to a service, which asks:
	out, err := deadlines.Judge(l, c, time.Date(2020, 11, 6, 1, 0, 0, 0, time.UTC))
	fmt.Println(out.Elapsed, out.Escalate[0].Rung, err)
	// Output:
	// [first_response resolution] superior <nil>
}

// A program that starts asks how far its rules reach.
func ExampleDeadlines_Check() {
	_, _, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	deadlines, err := deadline.New(deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars})
	if err != nil {
		fmt.Println(err)
		return
	}
	from := time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC)
	fmt.Print(deadlines.Check(from, from.AddDate(3, 2, 0)))
	// Output:
	// no policy is valid from 1 January 2025 01:00 WITA until before 1 February 2028 08:00 WITA
	// the calendar id-wita has no list for the year 2028
}

func ExampleWhatIf() {
	l, c, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2020, 11, 6, 1, 0, 0, 0, time.UTC)
	diff, err := deadline.WhatIf(l,
		func(yield func(*complaint.Complaint, error) bool) { yield(c, nil) }, // usually the list of a store
		deadline.Rules{Policy: deadline.SP4N(), Calendars: calendars},
		deadline.Rules{Policy: deadline.CPGRAMS(at), Calendars: calendars}, at)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range diff.Changes {
		fmt.Println(x.Clock, x.Before.Status, "->", x.After.Status, x.After.Due.Format(time.DateOnly))
	}
	// Output:
	// resolution breached -> running 2020-11-25
}

// What an office tells a reporter beforehand: by when, if it came in now.
func ExamplePolicy_Forecast() {
	l, _, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := complaint.Facts{Category: "public_works/roads", Class: complaint.ClassNonSupervisory, Target: "id:51.03"}
	readings, err := deadline.SP4N().Forecast(l, facts, calendars, time.Date(2020, 10, 26, 1, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range readings {
		fmt.Println(r.Clock, "-", r.Limit, "-", r.DueIn(aduan.English()))
	}
	// Output:
	// verification - 3 working days - 3 November 2020 16:00 WITA
	// statutory_answer - 14 calendar days - 9 November 2020 24:00 WITA
	// first_response - 5 working days - 5 November 2020 16:00 WITA
	// resolution - 14 working days - 18 November 2020 16:00 WITA
	// statutory_decision - 60 calendar days - 25 December 2020 24:00 WITA
	// ombudsman - 60 calendar days - 25 December 2020 24:00 WITA
}

func ExampleParse() {
	p, err := deadline.Parse("kediri.yaml", []byte(`
name: kediri
edition: "2020"
rules:
- {clock: resolution, class: non_supervisory, limit: 180 working minutes}
- {clock: resolution, limit: 14 working days, warn: 3 working days}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.ID(), len(p.Rules), p.Rules[0].Limit)
	_, err = deadline.Parse("kediri.yaml", []byte("name: kediri\nedition: '2020'\nrules:\n- {clock: resolution, limit: 3 hrs}\n"))
	fmt.Println(err)
	// Output:
	// kediri 2020 2 180 working minutes
	// policy kediri.yaml: invalid: kediri.yaml:4:30: rules[0].limit: want a term such as 14 working days, 60 calendar days, 2 wall-clock days, 8 hours, 24 wall-clock hours, 90 working minutes or none, not "3 hrs"
}

// After an earthquake the office stops its limits in the regions that it hit.
func ExampleStandstill() {
	_, c, calendars, err := forwarded()
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := deadline.Parse("limits.yaml", []byte(`
name: province
edition: "2020"
rules:
- {clock: resolution, limit: 3 working days}
standstills:
- from: 2020-11-02
  until: 2020-11-03
  known: 2020-10-30T09:00:00+08:00
  categories: [public_works]
  reason: {id: gempa bumi, en: earthquake}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	readings, err := p.Evaluate(l, c, calendars, time.Date(2020, 10, 30, 1, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range readings[0].Why().Days {
		if d.Cause == deadline.OnStandstill {
			fmt.Println(d.Date, d.Cause, d.Reason)
		}
	}
	fmt.Println(readings[0].DueIn(aduan.English()))
	// Output:
	// 2020-11-02 standstill earthquake
	// 2020-11-03 standstill earthquake
	// 5 November 2020 16:00 WITA
}
