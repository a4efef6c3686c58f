package deadline_test

import (
	"errors"
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
)

// update rewrites what the tests compare with: go test ./complaint/deadline -update.
var update = flag.Bool("update", false, "rewrite the checked files")

// Outside of the texts of the packages stands nothing but data: names of policies,
// calendars, holidays and agencies.
func TestAllWordsAreTexts(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	p.Valid = aduan.Period{}
	speaking := aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), deadline.Texts(), calendar.Texts(), agency.Texts(), l.Texts())
	var b strings.Builder
	explain := func(p *deadline.Policy, cals deadline.Calendars, at string, steps ...string) {
		readings, err := p.Evaluate(l, tell(t, l, p, steps...), cals, zoned(t, at))
		require.NoError(t, err)
		for _, r := range readings {
			b.WriteString(r.Why().In(speaking) + r.DueIn(speaking) + "\n")
		}
	}
	for _, g := range casesByHand() {
		explain(p, calendars(t), g.at, g.steps...)
	}
	forwarded := []string{"2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory"}
	explain(p, calendars(t), "2022-01-01 09:00", append(forwarded, "2020-11-02 10:00 merge", "2020-11-04 09:00 unmerge", "2020-11-05 10:00 withdraw")...)
	explain(p, calendars(t), "2020-11-02 09:00", "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:supervisory@id:nowhere")
	explain(p, calendars(t), "2027-12-28 09:00", "2027-12-20 08:00 submit", "2027-12-27 09:00 forward:supervisory")
	explain(p, calendars(t), "2020-11-02 09:00", "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:aspiration")
	quake := p.With("quake")
	quake.Standstills = []deadline.Standstill{earthquake(t)}
	explain(quake, calendars(t), "2020-11-03 13:00", forwarded...)
	none := calendars(t)
	none.Bodies = bodiesThat{errors.New("[not spoken]")}
	explain(p, none, "2020-11-02 09:00", forwarded...)
	for _, limit := range []deadline.Term{deadline.Hours(30), deadline.WallDays(3), deadline.WorkingMinutes(500), deadline.Minutes(90), deadline.WallWorkingDays(3), deadline.None()} {
		other := deadline.CPGRAMS(time.Time{})
		other.Rules[0].Limit, other.Rules[0].Warn = limit, deadline.Term{}
		explain(other, calendars(t), "2020-11-02 09:00", forwarded...)
		other.Rules[0].Class = complaint.ClassSupervisory
		explain(other, calendars(t), "2020-11-02 09:00", forwarded...)
	}
	for c := deadline.Start; c <= deadline.OnStandstill; c++ {
		b.WriteString(c.In(speaking) + "\n")
	}
	for k := deadline.NoPolicy; k <= deadline.ProvisionalYear; k++ {
		b.WriteString(deadline.Gap{Kind: k, Calendar: "id-wib", Year: 2028, Period: aduan.Period{From: zoned(t, "2028-01-01 09:00")}}.In(speaking) + "\n")
	}
	b.WriteString((&deadline.ProvisionalError{Calendar: "id-wib", Year: 2028}).In(speaking) + (&deadline.NoPolicyError{}).In(speaking) + "\n")
	b.WriteString(complaint.Unjudged{Clock: complaint.ClockReply, Err: &deadline.NoPolicyError{}}.In(speaking) + "\n")
	b.WriteString(deadline.Explanation{Clock: complaint.ClockReply, Provisional: true}.In(speaking) + "\n")
	golden.File(t, *update, "outside.txt", pseudo.Outside(b.String()))
}

// bodiesThat do not know by which calendar anybody works.
type bodiesThat struct{ err error }

func (b bodiesThat) Calendar(agency.ID, time.Time) (string, error) { return "", b.err }

func TestTermsInWords(t *testing.T) {
	t.Parallel()
	for term, want := range map[deadline.Term][2]string{
		deadline.WorkingDays(1):        {"1 working day", "1 hari kerja"},
		deadline.CalendarDays(-1):      {"-1 calendar day", "-1 hari kalender"},
		deadline.WorkingMinutes(12000): {"12,000 working minutes", "12.000 menit kerja"},
		deadline.WallDays(2):           {"2 wall-clock days", "2 hari sampai jam yang sama"},
		deadline.Hours(8):              {"8 hours", "8 jam"},
		deadline.Minutes(1):            {"1 minute", "1 menit"},
		deadline.Minutes(90):           {"90 minutes", "90 menit"},
		deadline.WallWorkingDays(1):    {"1 wall-clock working day", "1 hari kerja sampai jam yang sama"},
		deadline.WallWorkingDays(2):    {"2 wall-clock working days", "2 hari kerja sampai jam yang sama"},
		deadline.None():                {"none", "tidak ada"},
		{}:                             {"", ""},
	} {
		require.Equal(t, want, [2]string{term.In(aduan.English()), term.In(aduan.Indonesian())})
	}
}

func TestAnExplanationNamesTheHolder(t *testing.T) {
	t.Parallel()
	l, p := national(t), deadline.SP4N()
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:non_supervisory", "2020-11-05 10:00 extend")
	x := read(t, l, p, c, "2020-11-20 09:00", complaint.ClockResolution, 1).Why()
	require.Contains(t, x.In(aduan.English()), "Held by: id:51.03\n")
	x.Names = map[agency.ID]string{badung: "Kabupaten Badung"}
	for _, want := range []string{"Ditangani oleh: Kabupaten Badung\n", "Batas waktu: 14 hari kerja, diperpanjang 7 hari kerja\n", "5 November 2020: diperpanjang 7 hari kerja\n"} {
		require.Contains(t, x.In(aduan.Indonesian()), want)
	}
}
