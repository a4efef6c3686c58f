package main

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// office is the service with the people who act in this story.
type office struct {
	*complaint.Service
	rules                      *complaint.Lifecycle
	now                        time.Time
	words                      aduan.Words
	importer, national, agency complaint.Actor
}

// newOffice opens the service. Its clock and its entropy are made up, so that
// the program prints the same every time; leave both out in earnest.
func newOffice(store *memory.Store, words aduan.Words) (*office, error) {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		return nil, err
	}
	limits, err := limits()
	if err != nil {
		return nil, err
	}
	o := &office{
		rules:    national,
		now:      time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC),
		words:    words,
		importer: complaint.Actor{ID: "kota-importer", Role: complaint.RoleFieldOfficer},
		national: complaint.Actor{ID: "nasional", Role: complaint.RoleNationalAdmin},
		agency:   complaint.Actor{ID: "pu", Role: complaint.RoleAgencyAdmin, Agency: "public-works"},
	}
	o.Service, err = complaint.NewService(complaint.Config{
		Store: backend.Complaints(store), Identities: store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{national}, Deadlines: limits,
		Now:     func() time.Time { o.now = o.now.Add(time.Minute); return o.now },
		Entropy: rand.NewChaCha8([32]byte{6}),
	})
	return o, err
}

// work is what happens before the process that follows the feed is stopped.
func (o *office) work(ctx context.Context, cases map[string]complaint.ID) error {
	forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "public-works"}
	for _, name := range []string{"a", "b", "c"} {
		if _, err := o.Do(ctx, o.national, cases[name], forward); err != nil {
			return err
		}
	}
	_, err := o.Do(ctx, o.agency, cases["a"], complaint.Command{Action: complaint.ActionHandle})
	return err
}

// finish is what happens after.
func (o *office) finish(ctx context.Context, cases map[string]complaint.ID) error {
	_, err := o.Do(ctx, o.agency, cases["a"], complaint.Command{Action: complaint.ActionRespond, Note: "Lampu sudah diganti."})
	if err != nil {
		return err
	}
	_, err = o.Do(ctx, o.national, cases["d"], complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedOutOfScope, Note: "Bukan layanan kami."})
	return err
}
