package complaint_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// A report about an agency that was merged into another is taken, and the receipt says
// so, also when it is asked for again.
func TestSubmitAboutAnAgencyThatIsGone(t *testing.T) {
	t.Parallel()
	merged := deskBegan().AddDate(0, -1, 0)
	dir := bodies(t, nil,
		body("old", "", time.Time{}, merged, agency.Succession{Kind: agency.Merged, To: "new", On: merged}),
		body("new", "", time.Time{}, time.Time{}), body("later", "", deskBegan().AddDate(1, 0, 0), time.Time{}),
	)
	d := newDesk(t, kept(dir))
	about := func(id agency.ID) complaint.Draft {
		return deskDraft(func(d *complaint.Draft) { d.Agency = id })
	}
	draft := about("old")
	draft.ID = d.id()
	receipt, err := d.Submit(t.Context(), byReporter(), draft)
	require.NoError(t, err)
	require.Len(t, receipt.Warnings, 1)
	require.Contains(t, receipt.Warnings[0].String(), `"old"`)
	require.Contains(t, receipt.Warnings[0].String(), "new")
	again, err := d.Submit(t.Context(), byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, receipt.Warnings[0].String(), again.Warnings[0].String())
	require.Equal(t, agency.ID("old"), d.stored(receipt.ID).Target)

	receipt, err = d.Submit(t.Context(), byReporter(), about("new"))
	require.NoError(t, err)
	require.Empty(t, receipt.Warnings)
	for _, id := range []agency.ID{"odl", "later"} {
		_, err = d.Submit(t.Context(), byReporter(), about(id))
		require.ErrorIs(t, err, storage.ErrInvalid, id)
		require.ErrorContains(t, err, `agency: agency "`+string(id)+`"`)
	}
}

// Mistyped agencies are refused with those that there are.
func TestSilentNamesTheNearest(t *testing.T) {
	t.Parallel()
	dir := bodies(t, nil,
		body("badung", "", time.Time{}, time.Time{}), body("badung/health", "badung", time.Time{}, time.Time{}), body("works", "", time.Time{}, time.Time{}),
	)
	d := newDesk(t, kept(dir))
	suggested := func(err error, field, want string) {
		t.Helper()
		invalid, ok := errors.AsType[*storage.InvalidError](err)
		require.True(t, ok, "%v", err)
		require.Equal(t, field, invalid.Problems[0].Field)
		require.NotEmpty(t, invalid.Problems[0].Legal, "%v", err)
		require.Equal(t, want, invalid.Problems[0].Legal[0])
	}
	submit := func(change func(*complaint.Draft)) error {
		_, err := d.Submit(t.Context(), byReporter(), deskDraft(change))
		return err
	}
	suggested(submit(func(d *complaint.Draft) { d.Agency = "badnug" }), "agency", "badung")

	receipt := d.submit()
	do := func(by complaint.Actor, cmd complaint.Command) error {
		_, err := d.Do(t.Context(), by, receipt.ID, cmd)
		return err
	}
	suggested(do(byNational(), forwardTo("badnug")), "agency", "badung")
	suggested(do(byNational(), complaint.Command{Action: complaint.ActionArchive, Reason: complaint.ArchivedOutOfScope, Agency: "badnug"}), "agency", "badung")
	require.NoError(t, do(byNational(), forwardTo("badung")))
	suggested(do(byAgency("badung"), complaint.Command{Action: complaint.ActionAssign, Main: "badung/helth"}), "main", "badung/health")
}
