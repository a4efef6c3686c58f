package stats_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

const (
	badung    agency.ID = "id:51.03"
	tangerang agency.ID = "id:36.03"
)

// office is a service over memory whose clock the test sets.
type office struct {
	t     testing.TB
	l     *complaint.Lifecycle
	svc   *complaint.Service
	store complaint.Store
	now   time.Time
}

func openOffice(t testing.TB) *office {
	t.Helper()
	o := &office{t: t, l: national(t)}
	store := memory.New()
	o.store = backend.Complaints(store)
	var err error
	o.svc, err = complaint.NewService(complaint.Config{
		Store: o.store, Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{o.l}, Deadlines: deadlines(t),
		Now: func() time.Time { return o.now },
	})
	require.NoError(t, err)
	return o
}

func (o *office) at(text string) {
	o.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("WIB", 7*3600))
	require.NoError(o.t, err)
	o.now = at
}

func (o *office) submit() complaint.ID {
	o.t.Helper()
	r, err := o.svc.Submit(context.Background(), complaint.Actor{ID: "putu", Role: complaint.RoleReporter}, complaint.Draft{
		Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.", Category: "public_works/roads", Channel: complaint.ChannelWeb, Region: region.MustParse("51.03"),
	})
	require.NoError(o.t, err)
	return r.ID
}

func (o *office) do(id complaint.ID, role string, cmd complaint.Command) {
	o.t.Helper()
	c, err := o.store.Get(context.Background(), id)
	require.NoError(o.t, err)
	by := map[string]complaint.Actor{
		"admin":    {ID: "admin", Role: complaint.RoleNationalAdmin},
		"head":     {ID: "head", Role: complaint.RoleAgencyAdmin, Agency: c.Agency},
		"reporter": {ID: "putu", Role: complaint.RoleReporter},
	}[role]
	_, err = o.svc.Do(context.Background(), by, id, cmd)
	require.NoError(o.t, err, cmd.Action)
}

func (o *office) sweep() complaint.Swept {
	o.t.Helper()
	swept, err := o.svc.Sweep(context.Background(), complaint.Position{}, 0)
	require.NoError(o.t, err)
	require.Empty(o.t, swept.Failed)
	return swept
}

func (o *office) report(at string) *stats.Report {
	o.t.Helper()
	o.at(at)
	r, err := stats.Collect(o.store.List(context.Background(), complaint.Query{}), stats.Config{
		Lifecycles: []*complaint.Lifecycle{o.l}, Deadlines: deadlines(o.t), At: o.now,
	})
	require.NoError(o.t, err)
	return r
}

func (o *office) answer(id complaint.ID) {
	o.t.Helper()
	o.do(id, "head", complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
}

// Case 16: the resolution clock is breached while Badung holds the case; Tangerang,
// which answers in two hours, is not charged.
func TestCase16TheAgencyThatWasLateIsCharged(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.at("2020-10-26 09:00")
	id := o.submit()
	o.do(id, "admin", complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	o.at("2020-10-27 09:00")
	o.do(id, "head", complaint.Command{Action: complaint.ActionHandle})
	o.do(id, "head", complaint.Command{Action: complaint.ActionFollowUp, Note: "Kami periksa."})
	o.at("2020-11-19 09:00")
	o.do(id, "admin", complaint.Command{Action: complaint.ActionTransfer, Agency: tangerang, Note: "x"})
	o.at("2020-11-19 11:00")
	o.do(id, "head", complaint.Command{Action: complaint.ActionHandle})
	o.answer(id)

	r := o.report("2020-11-20 11:00")
	b, ta := r.Group(stats.ByAgency, string(badung)), r.Group(stats.ByAgency, string(tangerang))
	require.Equal(t, []int{0, 1, 1}, []int{b.Received, b.Overdue, b.Breaches})
	require.Equal(t, []int{1, 0, 0}, []int{ta.Received, ta.Overdue, ta.Breaches})
	require.Equal(t, []int{1, 1, 1}, []int{r.Total.Received, r.Total.Overdue, r.Total.Breaches})
	require.Equal(t, 24*24*time.Hour, b.Held.Mean(), "days per holder stand beside it")
	require.Equal(t, 26*time.Hour, ta.Held.Mean())
	require.Equal(t, 25*24*time.Hour+2*time.Hour, r.Total.Held.Mean())
	require.Equal(t, r.Total.Overdue, r.Group(stats.ByRegion, "51").Overdue, "regions are not charged")
	require.NoError(t, r.Reconcile())

	r = o.report("2020-11-19 10:00") // of a day gone by: nobody held the case for less than nothing
	require.Equal(t, 24*24*time.Hour, r.Group(stats.ByAgency, string(badung)).Held.Mean())
	require.Equal(t, time.Hour, r.Group(stats.ByAgency, string(tangerang)).Held.Mean())
	r = o.report("2020-10-25 09:00")
	require.Zero(t, r.Total.Held, "before it came")
}

// Case 16: a 5 belongs to the answer for which it was given.
func TestCase16RatingsBelongToAnswers(t *testing.T) {
	t.Parallel()
	o := openOffice(t)
	o.at("2020-10-26 09:00")
	id := o.submit()
	o.do(id, "admin", complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: badung})
	o.do(id, "head", complaint.Command{Action: complaint.ActionHandle})
	o.answer(id)
	o.do(id, "reporter", complaint.Command{Action: complaint.ActionAccept, Rating: 5})
	require.Equal(t, stats.Rate{Part: 1, Whole: 1}, ptr(o.report("2020-10-26 10:00").Total).Satisfaction())
	o.do(id, "reporter", complaint.Command{Action: complaint.ActionReopen, Note: "Rusak lagi."})
	require.Zero(t, o.report("2020-10-26 11:00").Total.Rated)
	o.answer(id)
	o.at("2021-03-01 09:00")
	require.Equal(t, 1, o.sweep().Acted)
	r := o.report("2021-03-01 10:00")
	require.Equal(t, []int{1, 0, 0}, []int{r.Total.Completed, r.Total.Rated, r.Total.Satisfied})
	c, err := o.store.Get(context.Background(), id)
	require.NoError(t, err)
	var given []int
	for _, e := range c.Timeline {
		if e.Action == complaint.ActionAccept {
			given = append(given, e.Details.Rating)
		}
	}
	require.Equal(t, []int{5}, given, "the 5 stays with the first answer")
}

func ptr[T any](v T) *T { return &v }

// Case 15: an entry that is dated 56 days too early makes no duration of 0 s, and the
// next follow-up does not take its place.
func TestCase15NegativeDurationsAreCountedApart(t *testing.T) {
	t.Parallel()
	l := national(t)
	list := histories(t, l, 300, 5)
	sound, err := stats.Collect(each(list), stats.Config{Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines(t), At: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
	require.NoError(t, err)
	require.Zero(t, sound.Total.Backwards)
	require.Empty(t, sound.Total.Remarks(aduan.English()))

	odd := 0
	for _, c := range list {
		for i := range c.Timeline {
			if e := &c.Timeline[i]; e.Action == complaint.ActionFollowUp && odd < 3 {
				e.At = c.SubmittedAt().AddDate(0, 0, -56)
				odd++
				break
			}
		}
	}
	require.Equal(t, 3, odd)
	quarter := stats.Quarter{Year: 2020, Number: 1}
	r, err := stats.Collect(each(list), stats.Config{
		Lifecycles: []*complaint.Lifecycle{l}, Deadlines: deadlines(t), At: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), From: quarter, Until: quarter,
	})
	require.NoError(t, err, "and the backlog adds up")
	require.Equal(t, 3, r.Total.Backwards)
	require.Equal(t, sound.Total.FollowedUp, r.Total.FollowedUp, "they were followed up")
	require.Equal(t, sound.Total.FirstResponse.N()-3, r.Total.FirstResponse.N())
	require.Equal(t, sound.Total.Received, r.Total.Received)
	require.Positive(t, r.Total.Unknown)
	said := map[string]string{"en": "3 cases have an entry dated before", "id": "Pada 3 laporan ada catatan yang bertanggal sebelum"}
	for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
		require.Contains(t, fmt.Sprint(r.Total.Remarks(w)), said[w.Language()])
	}
}
