package deadline_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// strict knows the calendars of few bodies, and lists none.
type strict map[agency.ID]string

func (s strict) Calendar(id agency.ID, _ time.Time) (string, error) {
	name, ok := s[id]
	if !ok {
		return "", errors.New("no calendar is noted for it")
	}
	return name, nil
}

// Agencies of the service's directory of which the deadlines know no calendar or no
// superiors, and rules for agencies that nobody has.
func TestSilentDirectoryOfTheService(t *testing.T) {
	t.Parallel()
	dir := offices(t, indonesia.CalendarWITA)
	other, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
		{ID: "id:51.30", Terms: []agency.Term{{Name: "Badung", Kind: "government"}}},
		{ID: works, Terms: []agency.Term{{Name: "Dinas PUPR", Kind: "office", Parent: "id:51.30"}}},
		{ID: "id:51.03/old", Terms: []agency.Term{{Name: "Dinas lama", Kind: "office", Valid: aduan.Period{Until: zoned(t, "2015-01-01 00:00")}}}},
	}})
	require.NoError(t, err)
	serve := func(change func(*deadline.Config)) error {
		cfg := deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t), Superiors: dir}
		change(&cfg)
		deadlines, err := deadline.New(cfg)
		require.NoError(t, err)
		_, err = complaint.NewService(complaint.Config{
			Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{national(t)}, Deadlines: deadlines, Directory: dir,
		})
		return err
	}
	require.NoError(t, serve(func(*deadline.Config) {}), "bodies that do not list agencies may know them all")
	require.NoError(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies = dir }))
	require.NoError(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies, cfg.Superiors = nil, nil }))

	problem := refusal(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies = other }), "Deadlines.Calendars.Bodies")
	require.Contains(t, problem.Message, `"`+string(badung)+`"`)
	require.Equal(t, "id:51.30", problem.Legal[0])
	problem = refusal(t, serve(func(cfg *deadline.Config) { cfg.Superiors = other }), "Deadlines.Superiors")
	require.Equal(t, "id:51.30", problem.Legal[0])

	known := strict{badung: indonesia.CalendarWITA, works: "", "id:51.03/old": ""}
	require.NoError(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies = known }))
	delete(known, works)
	problem = refusal(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies = known }), "Deadlines.Calendars.Bodies")
	require.Contains(t, problem.Message, string(works))
	known[works] = "id-wota"
	problem = refusal(t, serve(func(cfg *deadline.Config) { cfg.Calendars.Bodies = known }), "Deadlines.Calendars.Bodies")
	require.Contains(t, problem.Message, "id-wota")
	require.Equal(t, indonesia.CalendarWITA, problem.Legal[0])

	typo := spoken(func(r *deadline.Rule) { r.Agency = "id:51.30" })
	problem = refusal(t, serve(func(cfg *deadline.Config) { cfg.Policies = []*deadline.Policy{typo} }), "Deadlines.Policies[0].rules[0].agency")
	require.Equal(t, string(badung), problem.Legal[0])
}
