package complaint_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func deskEntropy() io.Reader { return rand.Reader }

func TestServiceSubmitTwiceGivesTheFirstReceipt(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	draft := deskDraft()
	draft.ID = d.id()
	draft.Place = "Depan pasar"
	first, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, complaint.Receipt{ID: draft.ID, Version: 1, Entry: 1, Tracking: first.Tracking}, first)
	require.NotEmpty(t, first.Tracking)

	d.do(byNational(), first.ID, forwardTo("works"))
	again, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again, "also after the case moved on")

	for name, change := range map[string]func(*complaint.Draft){
		"title":      func(d *complaint.Draft) { d.Title += "!" },
		"body":       func(d *complaint.Draft) { d.Body += "!" },
		"place":      func(d *complaint.Draft) { d.Place = "" },
		"kind":       func(d *complaint.Draft) { d.Kind = complaint.KindAspiration },
		"channel":    func(d *complaint.Draft) { d.Channel = complaint.ChannelSMS },
		"region":     func(d *complaint.Draft) { d.Region = region.MustParse("51.03") },
		"no region":  func(d *complaint.Draft) { d.Region = region.Code{} },
		"category":   func(d *complaint.Draft) { d.Category = "" },
		"agency":     func(d *complaint.Draft) { d.Agency = "works" },
		"date":       func(d *complaint.Draft) { d.EventDate = aduan.Date{Year: 2026, Month: 1, Day: 2} },
		"disclosure": func(d *complaint.Draft) { d.Disclosure.Public = false },
		"reporter":   func(d *complaint.Draft) { d.Reporter.Phone = complaint.NewPrivate("0812") },
		"files": func(d *complaint.Draft) {
			d.Attachments = []complaint.Attachment{{Name: "a.jpg", Digest: complaint.Digest{1}}}
		},
	} {
		other := draft
		change(&other)
		_, err := d.Submit(ctx, byReporter(), other)
		var reuse *complaint.KeyReuseError
		require.ErrorAs(t, err, &reuse, name)
		require.Equal(t, draft.ID, reuse.Complaint)
	}
	for name, by := range map[string]complaint.Actor{
		"another reporter": {ID: "ketut"}, "nobody": {}, "an officer": {ID: "wayan", Role: complaint.RoleFieldOfficer},
	} {
		_, err := d.Submit(ctx, by, draft)
		require.ErrorIs(t, err, complaint.ErrKeyReuse, name)
	}
	require.Len(t, whole(t, d.store.Set().Complaints.List(ctx, complaint.Query{})), 1)
}

func TestServiceSubmitFindsAnEarlierImport(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	draft := deskDraft(func(d *complaint.Draft) {
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "jakip", ID: complaint.NewPrivate("77")}
	})
	first, err := d.Submit(ctx, byImport(), draft)
	require.NoError(t, err)
	again, err := d.Submit(ctx, byImport(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again)
	withID := draft
	withID.ID = d.id()
	again, err = d.Submit(ctx, byImport(), withID)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again, "the first import counts, whatever ID the second one brings")

	draft.Title = "Judul lain"
	_, err = d.Submit(ctx, byImport(), draft)
	var duplicate *storage.DuplicateError
	require.ErrorAs(t, err, &duplicate)
	require.Equal(t, "external", duplicate.Field)
	require.NotContains(t, err.Error(), first.ID.String())
}

// TestServiceConcurrentTwins submits the same draft from many sides at once:
// all get one receipt, and there is one case.
func TestServiceConcurrentTwins(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for name, change := range map[string]func(*complaint.Draft){
		"by ID": func(draft *complaint.Draft) { draft.ID = d.id() },
		"by external reference": func(d *complaint.Draft) {
			d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "jakip", ID: complaint.NewPrivate("78")}
		},
	} {
		before := len(whole(t, d.store.Set().Complaints.List(t.Context(), complaint.Query{})))
		draft := deskDraft(change)
		results := make([]complaint.Result, 16)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() { results[i].Receipt, results[i].Err = d.Submit(t.Context(), byImport(), draft) })
		}
		wg.Wait()
		opened := 0
		for _, r := range results {
			require.NoError(t, r.Err, name)
			require.Equal(t, repeated(results[0].Receipt), repeated(r.Receipt), name)
			if !r.Receipt.Repeated {
				opened++
			}
		}
		require.Equal(t, 1, opened, "%s: one of them opened the case", name)
		require.Len(t, whole(t, d.store.Set().Complaints.List(t.Context(), complaint.Query{})), before+1, name)
	}
}

func TestServiceSubmitRefusals(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/roads"}})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) {
		cfg.Categories, cfg.Regions, cfg.Directory = categories, deskRegions{}, deskDirectory{}
	})
	for name, tt := range map[string]struct {
		by     complaint.Actor
		change func(*complaint.Draft)
		want   error
		field  string
	}{
		"zero draft":           {byReporter(), func(d *complaint.Draft) { *d = complaint.Draft{} }, storage.ErrInvalid, "kind"},
		"unknown category":     {byReporter(), func(d *complaint.Draft) { d.Category = "health" }, storage.ErrInvalid, "category"},
		"unknown region":       {byReporter(), func(d *complaint.Draft) { d.Region = region.MustParse("99.99") }, storage.ErrInvalid, "region"},
		"unknown agency":       {byReporter(), func(d *complaint.Draft) { d.Agency = "nowhere" }, storage.ErrInvalid, "agency"},
		"another's account":    {byReporter(), func(d *complaint.Draft) { d.Reporter.Account = complaint.NewPrivate("ketut") }, storage.ErrInvalid, "reporter.account"},
		"hostile account":      {complaint.Actor{ID: "a\u202eb"}, func(*complaint.Draft) {}, storage.ErrInvalid, "actor.id"},
		"role may not":         {byNational(), func(*complaint.Draft) {}, complaint.ErrForbidden, ""},
		"unknown role":         {complaint.Actor{ID: "x", Role: "visitor"}, func(*complaint.Draft) {}, complaint.ErrForbidden, ""},
		"invalid before place": {byNational(), func(d *complaint.Draft) { d.Title = "" }, storage.ErrInvalid, "title"},
	} {
		_, err := d.Submit(ctx, tt.by, deskDraft(tt.change))
		require.ErrorIs(t, err, tt.want, name)
		var invalid *storage.InvalidError
		if errors.As(err, &invalid) {
			require.Equal(t, tt.field, invalid.Problems[0].Field, name)
		}
	}
	r, err := d.Submit(ctx, complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer}, deskDraft(func(d *complaint.Draft) {
		d.Channel, d.Reporter.Account = complaint.ChannelFaceToFace, complaint.NewPrivate("ketut")
	}))
	require.NoError(t, err, "an officer enters a report on behalf")
	_, err = d.Mine(ctx, complaint.Actor{ID: "ketut"}, r.ID)
	require.NoError(t, err)
}

// scripted yields its script first and random bytes afterwards.
type scripted struct {
	mu     sync.Mutex
	script *bytes.Reader
}

func (s *scripted) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, err := s.script.Read(p); err == nil {
		return n, nil
	}
	return rand.Read(p)
}

func TestServiceDrawsATakenTrackingNumberAgain(t *testing.T) {
	t.Parallel()
	const salt, id, ref, draw = 16, 10, 16, 16 // bytes taken for one submission, in this order
	one := bytes.Repeat([]byte{7}, draw)
	random := func(n int) []byte {
		b := make([]byte, n)
		_, err := rand.Read(b)
		require.NoError(t, err)
		return b
	}
	head := func() []byte { return random(salt + id + ref) }
	script := slices.Concat(head(), one, head(), one, one, one)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Entropy = &scripted{script: bytes.NewReader(script)} })
	first := d.submit()
	require.Equal(t, complaint.Tracking("777777777777"), first.Tracking[:12])
	second := d.submit()
	require.NotEqual(t, first.Tracking, second.Tracking)

	stuck := slices.Concat(head(), bytes.Repeat(one, 16))
	jammed := d.serve(func(cfg *complaint.Config) { cfg.Entropy = &scripted{script: bytes.NewReader(stuck)} })
	_, err := jammed.Submit(t.Context(), byReporter(), deskDraft())
	require.ErrorIs(t, err, storage.ErrDuplicate, "not without end")

	dry := d.serve(func(cfg *complaint.Config) { cfg.Entropy = bytes.NewReader(nil) })
	_, err = dry.Submit(t.Context(), byReporter(), deskDraft())
	require.ErrorContains(t, err, "entropy")
	require.Len(t, whole(t, d.store.Set().Complaints.List(t.Context(), complaint.Query{})), 2)
}

func TestServiceAllGivesAResultPerItem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	drafts := []complaint.Draft{deskDraft(), deskDraft(func(d *complaint.Draft) { d.Title = "" }), deskDraft()}
	drafts[0].ID = d.id()
	drafts = append(drafts, drafts[0])
	results := d.SubmitAll(t.Context(), byReporter(), drafts)
	require.Len(t, results, 4)
	require.NoError(t, results[0].Err)
	require.ErrorIs(t, results[1].Err, storage.ErrInvalid)
	require.NoError(t, results[2].Err, "a failure does not stop the others")
	require.Equal(t, repeated(results[0].Receipt), results[3].Receipt)

	items := []complaint.Item{
		{ID: results[0].Receipt.ID, Command: forwardTo("works")},
		{ID: d.id(), Command: forwardTo("works")},
		{ID: results[0].Receipt.ID, Command: forwardTo("works")},
		{ID: results[2].Receipt.ID, Command: forwardTo("works")},
	}
	done := d.DoAll(t.Context(), byNational(), items)
	require.Len(t, done, 4)
	require.Equal(t, complaint.Receipt{ID: items[0].ID, Version: 2, Entry: 2}, done[0].Receipt)
	require.ErrorIs(t, done[1].Err, storage.ErrNotFound)
	require.ErrorIs(t, done[2].Err, complaint.ErrNotAllowed)
	require.NoError(t, done[3].Err)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, r := range slices.Concat(d.SubmitAll(ctx, byReporter(), drafts), d.DoAll(ctx, byNational(), items)) {
		require.ErrorIs(t, r.Err, context.Canceled)
	}
	require.Empty(t, d.SubmitAll(t.Context(), byReporter(), nil))
	require.Empty(t, d.DoAll(t.Context(), byNational(), nil))
}

// An officer's account stands in the timeline of what he enters; as the
// reporter's own it would tell who reported.
func TestSubmitRefusesAnOfficerWhoReportsForHimself(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	officer := complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer}
	draft := deskDraft()
	draft.Channel, draft.Reporter.Account = complaint.ChannelFaceToFace, complaint.NewPrivate("petugas")
	_, err := d.Submit(t.Context(), officer, draft)
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.ErrorContains(t, err, "submits as a reporter")
	draft.Reporter.Account = complaint.NewPrivate("somebody-else")
	_, err = d.Submit(t.Context(), officer, draft)
	require.NoError(t, err)
}

// Without identities nobody can tell whether it is the same person again.
func TestSubmitWithoutIdentitiesTakesNobodyForAnother(t *testing.T) {
	t.Parallel()
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Identities = nil })
	draft := deskDraft()
	var err error
	draft.ID, err = complaint.NewID(deskBegan(), rand.Reader)
	require.NoError(t, err)
	_, err = d.Submit(t.Context(), complaint.Actor{ID: "ayu"}, draft)
	require.NoError(t, err)
	_, err = d.Submit(t.Context(), complaint.Actor{ID: "bob"}, draft)
	require.ErrorIs(t, err, complaint.ErrKeyReuse)
}

// What was cancelled before it began has a known outcome.
func TestCancelledBeforehandIsNoUnknownOutcome(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.Submit(ctx, byReporter(), deskDraft())
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, storage.ErrUnknownOutcome)
	_, err = d.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionNote, Note: "x"})
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, storage.ErrUnknownOutcome)
	_, err = d.OpenIdentity(ctx, byNational(), r.ID, "x")
	require.ErrorIs(t, err, context.Canceled)
}

func TestNewServiceRefusesALifecycleThatNobodyCompiled(t *testing.T) {
	t.Parallel()
	store := memory.New()
	_, err := complaint.NewService(complaint.Config{Store: backend.Complaints(store), Lifecycles: []*complaint.Lifecycle{{}}, Deadlines: complaint.NoDeadlines{}})
	require.ErrorContains(t, err, "was not made by Compile")
	var l complaint.Lifecycle
	c := &complaint.Complaint{State: complaint.StateSubmitted}
	_, err = l.Apply(c, byNational(), complaint.Command{Action: complaint.ActionNote, Note: "x"}, complaint.Moment{Now: deskBegan()})
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.Empty(t, l.Allowed(c, byNational(), complaint.Moment{Now: deskBegan()}))
	require.False(t, l.CanSee(c, byNational(), complaint.Moment{}))
	require.NotNil(t, l.WhyNot(c, byNational(), complaint.ActionNote, complaint.Moment{Now: deskBegan()}))
}
