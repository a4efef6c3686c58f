package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// confirmed is a store for which an operator has made sure what time it is.
type confirmed struct {
	complaint.Store
	now time.Time
}

func (c confirmed) Clock(context.Context) (time.Time, error) { return c.now, nil }

// An office resumes its work after two years in which nothing was written: its store
// has no clock by which it could tell that from a server's clock that runs ahead.
func ExampleTimekeeper() {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	store := backend.Complaints(memory.New())
	report := func(store complaint.Store, now time.Time) error {
		service, err := complaint.NewService(complaint.Config{
			Store: store, Lifecycles: []*complaint.Lifecycle{national}, Deadlines: complaint.NoDeadlines{}, Now: func() time.Time { return now },
		})
		if err != nil {
			return err
		}
		reporter, _, _ := exampleActors()
		_, err = service.Submit(context.Background(), reporter, exampleDraft())
		return err
	}
	began := time.Date(2024, 3, 1, 2, 0, 0, 0, time.UTC)
	fmt.Println("at the beginning:", report(store, began))

	now := began.AddDate(2, 0, 0)
	err = report(store, now)
	fmt.Println("two years later:", errors.Is(err, complaint.ErrClock))
	fmt.Println(err)

	fmt.Println("once, with the time confirmed:", report(confirmed{store, now}, now))
	fmt.Println("from then on:", report(store, now.Add(time.Hour)))
	// Output:
	// at the beginning: <nil>
	// two years later: true
	// the server's clock says 1 March 2026 02:00 UTC, more than a year after the newest entry at 1 March 2024 02:00 UTC; nothing was written. Set the clock right; if it is right, because nobody has worked for so long, run the service once over a store that tells the time (complaint.Timekeeper)
	// once, with the time confirmed: <nil>
	// from then on: <nil>
}
