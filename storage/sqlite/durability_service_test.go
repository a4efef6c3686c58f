package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// serviceOn is a service over a store, without deadlines.
func serviceOn(s backend.Store) (*complaint.Service, error) {
	l, err := pairLifecycle()
	if err != nil {
		return nil, err
	}
	return complaint.NewService(complaint.Config{
		Store: backend.Complaints(s), Identities: s.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{l}, Deadlines: complaint.NoDeadlines{},
	})
}

// report is a draft long enough to fill a disk with.
func report(n int) complaint.Draft {
	return complaint.Draft{
		Kind: complaint.KindComplaint, Title: fmt.Sprintf("Jalan berlubang %d", n), Body: strings.Repeat("Sudah dua bulan. ", 500),
		Category: "public_works/roads", Channel: complaint.ChannelWeb, Reporter: complaint.Person{Name: complaint.NewPrivate("I Wayan Sudarma")},
	}
}

// reportJob reports until the disk is full, and then expects every command to
// fail with that reason and to write nothing; with more space it goes on.
func reportJob(args []string) error {
	ctx := context.Background()
	more, err := confine(args[0], args[1])
	if err != nil {
		return err
	}
	s, err := sqlite.Open(ctx, filepath.Join(args[1], "aduan.db"), sqlite.Config{})
	if err != nil {
		return err
	}
	svc, err := serviceOn(s)
	if err != nil {
		return err
	}
	reporter, admin := complaint.Actor{ID: "wayan"}, complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}
	var acked []complaint.Receipt
	for len(acked) < 10_000 {
		r, failed := svc.Submit(ctx, reporter, report(len(acked)))
		if err = failed; err != nil {
			break
		}
		acked = append(acked, r)
	}
	errs := []error{err}
	note := complaint.Command{Action: complaint.ActionNote, Note: strings.Repeat("Catatan. ", 5000)}
	for range 3 { // a small one may still fit at first
		_, err = svc.Do(ctx, admin, acked[0].ID, note)
		errs = append(errs, err)
	}
	for _, r := range svc.SubmitAll(ctx, reporter, []complaint.Draft{report(1), report(2), report(3), report(4)}) {
		errs = append(errs, r.Err)
	}
	for i, err := range errs {
		var failure *sqlite.Error
		full := errors.As(err, &failure) && failure.Reason == sqlite.DiskFull && strings.Contains(err.Error(), "the disk is full")
		if !full || !storage.SaysNotWritten(err) {
			return fmt.Errorf("error %d after %d reports: %w", i, len(acked), err)
		}
	}
	n := 0
	for c, err := range s.Set().Complaints.List(ctx, complaint.Query{}) {
		if err != nil || c.Version != 1 {
			return fmt.Errorf("case %v: %w", c, err)
		}
		n++
	}
	if n != len(acked) {
		return fmt.Errorf("%d of %d acknowledged reports are there", n, len(acked))
	}
	if err := more(); err != nil {
		return err
	}
	_, err = svc.Do(ctx, admin, acked[0].ID, note)
	fmt.Printf("%d reports, then %v\n", n, errs[0])
	return errors.Join(err, s.Close())
}

// TestServiceOnAFullDisk: "nothing written, the disk is full" reaches whoever
// gave the command, and not as an unknown outcome.
func TestServiceOnAFullDisk(t *testing.T) {
	t.Parallel()
	cmd, said := process(t, "report", "disk", t.TempDir())
	var out strings.Builder
	cmd.Stdout = &out
	if !apart(t, "disk", cmd) {
		t.Skip("this machine lets no test have a file system of its own")
	}
	require.NoError(t, cmd.Run(), "%s", said)
	t.Log(strings.TrimSpace(out.String()))
}
