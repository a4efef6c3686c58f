package complaint_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// oddPeople is a reader of identities that fails.
type oddPeople struct {
	complaint.Identities
	err func(ref complaint.ReporterRef) error
}

func (p oddPeople) Identity(_ context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	return nil, p.err(ref)
}

// No error says which reference stands for the reporter of a case.
func TestErrorsNameNoReference(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDesk(t)
	id := d.submit().ID
	ref := d.stored(id).Reporter
	identity, err := d.store.Set().Identities.Identity(ctx, ref)
	require.NoError(t, err)

	var errs []error
	commit := func(list ...complaint.Identity) {
		var b complaint.Batch
		for i := range list {
			b.Identities = append(b.Identities, &list[i])
		}
		errs = append(errs, d.store.Commit(ctx, backend.Batch{Batch: b}))
	}
	commit(*identity, *identity)
	for _, change := range []func(*complaint.Identity){
		func(i *complaint.Identity) { i.Version = 7 }, func(i *complaint.Identity) { i.Version = -1 }, func(i *complaint.Identity) { i.Complaint = complaint.ID{} },
		func(i *complaint.Identity) { i.Complaint = d.id() }, func(i *complaint.Identity) { i.Person.Name = complaint.NewPrivate("\x00") },
	} {
		other := *identity
		change(&other)
		commit(other)
	}
	for _, fails := range []func(ref complaint.ReporterRef) error{
		func(ref complaint.ReporterRef) error {
			return &storage.NotFoundError{Kind: complaint.KindOfIdentity, Key: ref.String()}
		},
		func(ref complaint.ReporterRef) error {
			return &storage.RecordError{Kind: complaint.KindOfIdentity, Key: ref.String(), Cause: errors.New("damaged")}
		},
		func(ref complaint.ReporterRef) error {
			return &storage.ConflictError{Kind: complaint.KindOfIdentity, Key: ref.String()}
		},
		func(ref complaint.ReporterRef) error {
			return &storage.DuplicateError{Kind: complaint.KindOfIdentity, Key: ref.String(), Field: "ref"}
		},
	} {
		errs = append(errs, fails(ref))
		s := d.serve(func(cfg *complaint.Config) { cfg.Identities = oddPeople{cfg.Identities, fails} })
		_, err := s.OpenIdentity(ctx, byNational(), id, "audit")
		errs = append(errs, err)
		_, err = s.Mine(ctx, byReporter(), id)
		errs = append(errs, err)
		_, err = s.Do(ctx, byReporter(), id, complaint.Command{Action: complaint.ActionReply, Note: "a"})
		errs = append(errs, err)
	}
	for _, err := range errs {
		require.Error(t, err)
		require.NotContains(t, err.Error(), ref.String())
	}
}

// What the public learns of a report that it may not read has no instant of it.
func TestSecretStatusHasDays(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	child := d.submit()
	tick := func() { d.clock.advance(26*time.Hour + 17*time.Minute + 123457*time.Microsecond) }
	tick()
	secret := d.submit(secretly)
	accusing := d.submit(func(draft *complaint.Draft) { draft.Accused = []agency.ID{"water"} })
	for _, r := range []complaint.Receipt{secret, accusing} {
		tick()
		d.do(byNational(), r.ID, forwardTo("works"))
		tick()
		d.do(byAgency("works"), r.ID, complaint.Command{Action: complaint.ActionHandle})
	}
	tick()
	d.do(byNational(), child.ID, mergeInto(secret.ID))
	tick()
	d.do(byAgency("works"), secret.ID, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."})
	unverified := d.submit()

	for _, r := range []complaint.Receipt{secret, accusing, unverified} {
		view, err := d.Track(t.Context(), r.Tracking.String())
		require.NoError(t, err)
		d.noInstant(view, r.ID)
		require.Equal(t, d.stored(r.ID).SubmittedAt().Truncate(24*time.Hour), view.Status.SubmittedAt)
	}
	mine, err := d.Mine(t.Context(), byReporter(), child.ID)
	require.NoError(t, err)
	require.Len(t, mine.Follows.Answers, 1)
	d.noInstant(mine.Follows, secret.ID)
}

// noInstant checks that no instant of a case, nor its time of day, stands in a view.
func (d *desk) noInstant(view any, of complaint.ID) {
	d.t.Helper()
	data, err := json.Marshal(view)
	require.NoError(d.t, err)
	for _, e := range d.stored(of).Timeline {
		_, clock, _ := strings.Cut(e.At.Format("2006-01-02T15:04"), "T")
		require.NotContains(d.t, string(data), "T"+clock, "entry %d", e.Seq)
	}
}
