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

// Calendars and supervisors that the service's directory names, but that nobody gave to
// the deadlines: without a word they would go by the default and by the parents.
func TestSilentDirectoryIsIgnored(t *testing.T) {
	t.Parallel()
	serve := func(term agency.Term, change func(*deadline.Config, *agency.Directory)) error {
		term.Name, term.Kind, term.Parent = "Dinas PUPR", "office", badung
		dir, err := agency.NewDirectory(agency.Config{Agencies: []agency.Agency{
			{ID: badung, Terms: []agency.Term{{Name: "Badung", Kind: "government"}}},
			{ID: "id:51", Terms: []agency.Term{{Name: "Bali", Kind: "government"}}},
			{ID: works, Terms: []agency.Term{term}},
		}})
		require.NoError(t, err)
		cfg := deadline.Config{Policies: []*deadline.Policy{deadline.SP4N()}, Calendars: calendars(t)}
		change(&cfg, dir)
		deadlines, err := deadline.New(cfg)
		require.NoError(t, err)
		_, err = complaint.NewService(complaint.Config{
			Store: backend.Complaints(memory.New()), Lifecycles: []*complaint.Lifecycle{national(t)}, Deadlines: deadlines, Directory: dir,
		})
		return err
	}
	nothing := func(cfg *deadline.Config, _ *agency.Directory) { cfg.Calendars.Bodies, cfg.Superiors = nil, nil }
	given := func(cfg *deadline.Config, d *agency.Directory) { cfg.Calendars.Bodies, cfg.Superiors = d, d }
	other, supervised := agency.Term{Calendar: indonesia.CalendarWITA}, agency.Term{Supervisor: "id:51"}

	problem := refusal(t, serve(other, nothing), "Deadlines.Calendars.Bodies")
	require.Contains(t, problem.Message, string(works))
	require.Contains(t, problem.Message, indonesia.CalendarWITA)
	require.NoError(t, serve(other, given))
	problem = refusal(t, serve(supervised, nothing), "Deadlines.Superiors")
	require.Contains(t, problem.Message, `"id:51"`)
	require.NoError(t, serve(supervised, given))
	require.NoError(t, serve(agency.Term{}, nothing), "the directory names neither")
	require.NoError(t, serve(agency.Term{Calendar: indonesia.CalendarWIB, Supervisor: badung}, nothing), "it names what goes without saying")
}
