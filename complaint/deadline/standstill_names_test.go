package deadline_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/indonesia"
)

func TestStandstillIsValidated(t *testing.T) {
	t.Parallel()
	for field, change := range map[string]func(*deadline.Standstill){
		"from":         func(s *deadline.Standstill) { s.From = aduan.Date{} },
		"until":        func(s *deadline.Standstill) { s.Until = s.From.AddDays(-1) },
		"known":        func(s *deadline.Standstill) { s.Known = time.Time{} },
		"reason":       func(s *deadline.Standstill) { s.Reason = aduan.Label{} },
		`reason["id"]`: func(s *deadline.Standstill) { s.Reason = aduan.NewLabel(map[string]string{"id": " "}) },
		"categories[1]": func(s *deadline.Standstill) {
			s.Categories = []complaint.Category{"health", "Not a category"}
		},
	} {
		s := earthquake(t)
		change(&s)
		refusal(t, stopped(s).Validate(), "standstills[0]."+field)
	}
	s := earthquake(t)
	s.Clocks = []lifecycle.ClockName{complaint.ClockReply, "resolutoin"}
	require.Equal(t, "resolution", refusal(t, stopped(s).Validate(), "standstills[0].clocks[1]").Legal[0])
	p := stopped(earthquake(t))
	p.IgnorePauses = true
	refusal(t, p.Validate(), "standstills[0].clocks")
	p.Standstills[0].Clocks = []lifecycle.ClockName{complaint.ClockResolution}
	require.NoError(t, p.Validate())
	c := tell(t, national(t), p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request")
	require.Equal(t, zoned(t, "2020-11-12 16:00"), read(t, national(t), p, c, "2020-11-04 09:00", complaint.ClockResolution, 1).Due)
	p.Standstills = make([]deadline.Standstill, 1001)
	refusal(t, p.Validate(), "standstills")
}

// Where rooms are joined, what a standstill names has to exist, and it has to stop
// something.
func TestStandstillNamesWhatExists(t *testing.T) {
	t.Parallel()
	categories, err := complaint.NewCategories(complaint.NationalCategories())
	require.NoError(t, err)
	make := func(s deadline.Standstill, change ...func(*deadline.Config)) error {
		cfg := deadline.Config{
			Policies: []*deadline.Policy{stopped(s)}, Calendars: calendars(t), Categories: categories, Regions: indonesia.MustRegions(),
		}
		for _, c := range change {
			c(&cfg)
		}
		_, err := deadline.New(cfg)
		return err
	}
	require.NoError(t, make(earthquake(t)))
	s := earthquake(t)
	s.Categories = []complaint.Category{"health", "public_works/raods"}
	require.Equal(t, "public_works/roads", refusal(t, make(s), "Policies[0].standstills[0].categories[1]").Legal[0])
	s = earthquake(t)
	s.Regions = append(s.Regions, region.MustParse("51.99"))
	require.Contains(t, refusal(t, make(s), "Policies[0].standstills[0].regions[1]").Message, "51.99")
	silent := func(cfg *deadline.Config) {
		cfg.Lifecycles = []*complaint.Lifecycle{twoStages(t)}
		cfg.Policies[0].Rules = []deadline.Rule{{Clock: "acknowledgement", Limit: deadline.WorkingDays(5)}}
		cfg.Policies[0].Ladder = nil
	}
	refusal(t, make(earthquake(t), silent), "Policies[0].standstills[0].clocks")
	s = earthquake(t)
	s.Clocks = []lifecycle.ClockName{"acknowledgement"}
	require.NoError(t, make(s, silent))
}

// A case under the first edition of the national lifecycle is treated alike, though
// merging pauses every clock there.
func TestStandstillUnderTheFirstEdition(t *testing.T) {
	t.Parallel()
	first, err := complaint.NationalEdition("1")
	require.NoError(t, err)
	l, err := complaint.Compile(first, complaint.Extensions{})
	require.NoError(t, err)
	p := stopped(earthquake(t))
	c := tell(t, l, p, "2020-10-26 08:00 submit", "2020-10-26 09:00 forward:information_request")
	require.Equal(t, zoned(t, "2020-11-12 16:00"), read(t, l, p, c, "2020-11-04 09:00", complaint.ClockResolution, 1).Due)
	require.Equal(t, zoned(t, "2020-11-10 00:00 WIB"), read(t, l, p, c, "2020-11-04 09:00", complaint.ClockStatutoryAnswer, 1).Due)
}
