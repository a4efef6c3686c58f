package complaint_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/complainttest"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

const backup = "moving to another system"

// manyCases are cases of all kinds, each some legal steps old; some are merged.
func manyCases(t *testing.T, seed uint64) *complainttest.Office {
	t.Helper()
	o := complainttest.New(t, complainttest.Options{Seed: seed})
	var ids []complaint.ID
	for i, change := range []func(*complaint.Draft){
		func(d *complaint.Draft) { d.Disclosure = complaint.Disclosure{Named: true, Public: true} },
		func(d *complaint.Draft) { d.Disclosure.Named, d.Accused = true, []agency.ID{"works", "health"} },
		func(d *complaint.Draft) { d.Attributes = roadAttributes(); d.Place = "=cmd|'/c calc'!A1" },
		func(d *complaint.Draft) {
			d.Location = plantedDraft().Location
			d.Attachments = []complaint.Attachment{{Name: "f.jpg", MediaType: "image/jpeg", Size: 1, Digest: complaint.Digest{1}}}
		},
		func(d *complaint.Draft) { fromSystem(fmt.Sprint("wa-62812", d.Title))(d); d.Disclosure.Public = true },
		func(d *complaint.Draft) { d.Title = "@SUM(1;2)\r\n\"quoted\", 'apostrophe" },
	} {
		d := complainttest.Draft(fmt.Sprint("'- title ", i))
		d.Reporter.Name = complaint.NewPrivate("Kenari Nama")
		change(&d)
		by := complaint.Actor{ID: fmt.Sprint("warga", i)}
		if !d.External.IsZero() {
			by = byImport()
		}
		ids = append(ids, o.Submit(by, d))
	}
	for i, id := range ids {
		n := 0
		for range o.Walk(id, seed*100+uint64(i)) {
			if n++; n == 12 {
				break
			}
		}
	}
	return o
}

// records are the stored cases with their identities, in JSON, by ID, as an import keeps
// them: versions count the commits of the store.
func records(t *testing.T, store backend.Store, imported bool) map[string]string {
	t.Helper()
	all := map[string]string{}
	for c, err := range store.Set().Complaints.List(t.Context(), complaint.Query{}) {
		require.NoError(t, err)
		if imported {
			last := len(c.Timeline) - 1
			require.Equal(t, complaint.ActionImport, c.Timeline[last].Action)
			require.Equal(t, byImport(), c.Timeline[last].By)
			require.EqualValues(t, 1, c.Version)
			c.Timeline = c.Timeline[:last]
		}
		c.Version, c.NextDue = 1, time.Time{}
		for i := range c.Timeline {
			c.Timeline[i].Version = 1
		}
		all[c.ID.String()] = string(must(c.Encode()))
		identity, err := store.Set().Identities.Identity(t.Context(), c.Reporter)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		require.NoError(t, err)
		identity.Version = 1
		all[c.ID.String()] += string(must(identity.Encode()))
	}
	return all
}

// What is exported by JSON Lines or as a sheet is imported into an empty store as it was:
// every record and every identity, byte by byte, but for versions and the entry of the import.
// Importing it again, or an export of the copy, changes nothing.
func TestExportIsImportedAsItWas(t *testing.T) {
	t.Parallel()
	actions := map[lifecycle.Action]bool{}
	for seed := range uint64(5) {
		o := manyCases(t, seed)
		var lines, table bytes.Buffer
		written, err := complaint.WriteLines(&lines, o.Service.Export(t.Context(), byNational(), complaint.Query{}, backup))
		require.NoError(t, err)
		require.Equal(t, complaint.Written{Items: 6}, written)
		want := records(t, o.Store, false) // with the entries that tell who looked
		past := whole(t, complaint.ReadPast(bytes.NewReader(lines.Bytes())))
		written, err = complaint.WriteSheet(&table, listed(past...))
		require.NoError(t, err)
		require.Equal(t, complaint.Written{Items: 6}, written)

		for name, read := range map[string]iter.Seq2[complaint.Past, error]{
			"lines": complaint.ReadPast(&lines), "sheet": complaint.ReadSheet(bytes.NewReader(table.Bytes())), "directly": listed(past...),
		} {
			there := complainttest.New(t, complainttest.Options{Seed: seed + 1000})
			there.Clock.Move(o.Clock.Now().Sub(there.Clock.Now()))
			for range 2 {
				for got := range there.Service.Import(t.Context(), byImport(), complaint.Mapping{}, read) {
					require.NoError(t, got.Err, name)
					require.False(t, got.Receipt.Repeated)
				}
				require.Equal(t, want, records(t, there.Store, true), name)
				read = none
			}
			for got := range there.Service.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past...)) {
				require.NoError(t, got.Err)
				require.True(t, got.Receipt.Repeated, "nothing changes")
			}
			for past, err := range there.Service.Export(t.Context(), byNational(), complaint.Query{}, "") {
				require.NoError(t, err)
				_, err = there.Lifecycles[0].OpenPast(complaint.Header{}, byImport(), past, complaint.Mapping{}, complaint.Moment{Now: there.Clock.Now()})
				require.NoError(t, err, "what was imported is exported like all")
			}
			for c, err := range there.Store.Set().Complaints.List(t.Context(), complaint.Query{}) {
				require.NoError(t, err)
				for _, e := range c.Timeline {
					actions[e.Action] = true
				}
				here := o.Case(c.ID)
				require.Equal(t, o.Lifecycles[0].Clocks(here), there.Lifecycles[0].Clocks(c), "clocks run on as they ran")
			}
		}
	}
	require.Greater(t, len(actions), 20, "the walks came by %v", slices.Sorted(maps.Keys(actions)))
}

// none yields nothing.
func none(func(complaint.Past, error) bool) {}

// Past cases of another system, promises and erased texts travel too.
func TestExportOfWhatWasImportedPromisedAndErased(t *testing.T) {
	t.Parallel()
	promising, err := complaint.Compile(lifecycle.Definition{
		Name: "promising", Edition: "1", Initial: "open",
		States: []lifecycle.StateInfo{{State: "open", Owner: complaint.RoleNationalAdmin}, {State: "done", Final: true}},
		Transitions: []lifecycle.Transition{
			{Action: complaint.ActionSubmit, From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("open"), By: lifecycle.By(complaint.RoleFieldOfficer), Clocks: []lifecycle.Effect{lifecycle.Start.On(complaint.ClockPromised)}},
			{Action: "fix", From: []lifecycle.State{"open"}, To: lifecycle.To("done"), By: lifecycle.By(complaint.RoleNationalAdmin), Clocks: []lifecycle.Effect{lifecycle.Stop.On(complaint.ClockPromised)}},
		},
	}, complaint.Extensions{})
	require.NoError(t, err)
	with := func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{promising} }
	d, there := newDesk(t, with), newDesk(t, with)
	past := pastCase(1)
	past.Events = []complaint.PastEvent{{At: past.At, State: "open"}}
	past.Draft.Promise = &complaint.Promise{Due: past.At.Add(deskDay), Origin: "311"}
	got := imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(past)))
	require.NoError(t, got[0].Err)
	c := d.stored(got[0].Receipt.ID)
	c.Texts[1] = complaint.Text{Digest: c.Texts[1].Digest, Erased: true}
	require.NoError(t, d.working.Commit(t.Context(), complaint.Batch{Complaints: []*complaint.Complaint{c}}))

	got = imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, d.Export(t.Context(), byNational(), complaint.Query{}, backup)))
	require.NoError(t, got[0].Err)
	require.Equal(t, records(t, d.store, false), records(t, there.store, true))
	c = there.stored(c.ID)
	require.True(t, c.Texts[1].Erased)
	require.Equal(t, "311", c.Timeline[0].Details.Promise.Origin)
	require.Equal(t, complaint.ActionImport, c.Timeline[1].Action)
	there.do(byNational(), c.ID, complaint.Command{Action: "fix"})
}

// Without a purpose an export says nothing of who reported, and changes nothing.
func TestExportWithoutIdentities(t *testing.T) {
	t.Parallel()
	o := manyCases(t, 3)
	before := records(t, o.Store, false)
	var out bytes.Buffer
	_, err := complaint.WriteLines(&out, o.Service.Export(t.Context(), byNational(), complaint.Query{}, ""))
	require.NoError(t, err)
	require.NotContains(t, out.String(), "Kenari Nama")
	require.NotContains(t, out.String(), "warga")
	for past, err := range complaint.ReadPast(&out) {
		require.NoError(t, err)
		require.Nil(t, past.Record.Identity)
		c := o.Case(past.Record.Complaint.ID)
		hides := c.Disclosure.Anonymous() || c.Disclosure.Secret()
		require.Equal(t, hides || c.External.IsZero(), past.Record.Complaint.External.IsZero())
	}
	require.Equal(t, before, records(t, o.Store, false))
	opened := 0
	for past, err := range o.Service.Export(t.Context(), byNational(), complaint.Query{Filter: complaint.Filter{}, Limit: 2, Order: complaint.ByNewest}, backup) {
		require.NoError(t, err)
		require.NotNil(t, past.Record.Identity)
		last := past.Record.Complaint.Timeline[len(past.Record.Complaint.Timeline)-1]
		require.Equal(t, complaint.ActionOpenIdentity, last.Action)
		require.Equal(t, byNational(), last.By)
		text, _ := past.Record.Complaint.Text(last.Note)
		require.Equal(t, backup, text)
		opened++
	}
	require.Equal(t, 2, opened, "the limit counts")
}

// Who does not see every case exports no record, and who may not open identities none of these.
func TestExportIsRefused(t *testing.T) {
	t.Parallel()
	archive := complaint.Extensions{Roles: map[lifecycle.Role]complaint.Reach{"archivist": complaint.ReachAll}}
	l, err := complaint.Compile(complaint.National(), archive)
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	d.submit()
	archivist := complaint.Actor{ID: "arsip", Role: "archivist"}
	one := func(by complaint.Actor, q complaint.Query, purpose string) error {
		for _, err := range d.Export(t.Context(), by, q, purpose) {
			return err
		}
		return nil
	}
	barred := byNational()
	barred.Agency = "works"
	for _, by := range []complaint.Actor{byReporter(), {}, byAgency("works"), byImport(), {ID: "o", Role: complaint.RoleOmbudsman}, {ID: "x", Role: "mayor"}, barred} {
		require.ErrorIs(t, one(by, complaint.Query{}, ""), complaint.ErrForbidden, by.Role)
		require.ErrorIs(t, one(by, complaint.Query{}, backup), complaint.ErrForbidden, by.Role)
	}
	require.NoError(t, one(archivist, complaint.Query{}, ""))
	require.ErrorIs(t, one(archivist, complaint.Query{}, backup), complaint.ErrForbidden)
	require.ErrorIs(t, one(byNational(), complaint.Query{Order: complaint.ByUpdated}, ""), storage.ErrInvalid)
	require.ErrorIs(t, one(byNational(), complaint.Query{}, " "), storage.ErrInvalid)
	require.ErrorIs(t, one(complaint.Actor{Role: complaint.RoleNationalAdmin}, complaint.Query{}, backup), storage.ErrInvalid)
	d.Service = d.serve(func(cfg *complaint.Config) { cfg.Identities = nil })
	require.ErrorIs(t, one(byNational(), complaint.Query{}, backup), storage.ErrInvalid, "else they would silently be missing")
}

// A case that has no room for another look stops no export, and is told.
func TestExportGoesOn(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{Limits: complaint.Limits{Entries: 4}})
	require.NoError(t, err)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{l} })
	full := d.submit()
	for range 3 {
		d.do(byNational(), full.ID, noteOf("x"))
	}
	other := d.submit()
	var out bytes.Buffer
	written, err := complaint.WriteLines(&out, d.Export(t.Context(), byNational(), complaint.Query{}, backup))
	require.NoError(t, err)
	require.Equal(t, 1, written.Items)
	require.Len(t, written.Odd, 1)
	require.True(t, storage.IsRecord(written.Odd[0]))
	require.ErrorContains(t, written.Odd[0], full.ID.String())
	require.Contains(t, out.String(), other.ID.String())
}

// A record that was changed, does not belong here, or is another than that of the case, is
// left out with the reason.
func TestImportOfARecord(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit()
	d.do(byNational(), r.ID, forwardTo("roads"))
	d.do(byAgency("roads"), r.ID, complaint.Command{Action: complaint.ActionHandle})
	export := func() complaint.Past {
		return whole(t, d.Export(t.Context(), byNational(), complaint.Query{}, backup))[0]
	}
	for what, change := range map[string]func(*complaint.Past){
		"state":           func(p *complaint.Past) { p.Record.Complaint.State = complaint.StateArchived },
		"agency":          func(p *complaint.Past) { p.Record.Complaint.Agency = "works" },
		"text":            func(p *complaint.Past) { p.Record.Complaint.Texts[0].Body = "Another." },
		"order":           func(p *complaint.Past) { slices.Reverse(p.Record.Complaint.Timeline) },
		"another edition": func(p *complaint.Past) { p.Record.Complaint.Lifecycle.Edition = "99" },
		"its word": func(p *complaint.Past) {
			p.Record.Complaint.Timeline[0].Details.Kind, p.Record.Complaint.Kind = "zzz", "zzz"
		},
		"another person": func(p *complaint.Past) { p.Record.Identity.Complaint = d.id() },
		"no case":        func(p *complaint.Past) { p.Record.Complaint = nil },
		"beside a draft": func(p *complaint.Past) { p.Draft = deskDraft() },
		"in the future": func(p *complaint.Past) {
			last := len(p.Record.Complaint.Timeline) - 1
			p.Record.Complaint.Timeline[last].At = d.clock.now().Add(time.Hour).UTC()
		},
	} {
		there, wrong, right := newDesk(t), export(), export()
		change(&wrong)
		wrong.Line = 1
		got := imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, listed(wrong, right)))
		require.ErrorIs(t, got[0].Err, storage.ErrInvalid, what)
		require.ErrorContains(t, got[0].Err, "line 1", what)
		require.NoError(t, got[1].Err, what)
		require.Equal(t, 1, stored(t, there.working))
	}
	there, older := newDesk(t), export()
	got := imported(there.Import(t.Context(), byNational(), complaint.Mapping{}, listed(older)))
	require.ErrorIs(t, got[0].Err, complaint.ErrForbidden)
	got = imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, listed(older, older)))
	require.NoError(t, errors.Join(got[0].Err, got[1].Err))
	require.False(t, got[0].Receipt.Repeated)
	require.True(t, got[1].Receipt.Repeated)
	got = imported(d.Import(t.Context(), byImport(), complaint.Mapping{}, listed(older)))
	require.NoError(t, got[0].Err)
	require.True(t, got[0].Receipt.Repeated, "a backup changes nothing of what is still there")
	there.do(byNational(), r.ID, noteOf("Here."))
	got = imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, listed(older)))
	require.NoError(t, got[0].Err)
	require.True(t, got[0].Receipt.Repeated, "what happened here since does not matter")
	newer, without := export(), export()
	without.Record.Identity = nil
	got = imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, listed(newer, without)))
	require.ErrorIs(t, got[0].Err, complaint.ErrKeyReuse, "what happened there since is not mended in")
	require.ErrorIs(t, got[1].Err, complaint.ErrKeyReuse)

	second := newDesk(t)
	taken := deskDraft()
	second.submit(func(d *complaint.Draft) { *d = taken })
	other := second.stored(whole(t, second.List(t.Context(), byNational(), complaint.Query{}))[0].ID)
	older.Record.Complaint.Tracking = other.Tracking
	got = imported(second.Import(t.Context(), byImport(), complaint.Mapping{}, listed(older)))
	require.ErrorIs(t, got[0].Err, storage.ErrDuplicate, "a tracking number is not drawn anew")
}

// What was exported without persons changes nothing where they are known, and a case that
// hides its reporter is still the same without its number.
func TestImportWithoutPersons(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for i, disclosure := range []complaint.Disclosure{{Named: true, Public: true}, {Public: true}, {}} {
		draft := deskDraft(fromSystem(fmt.Sprint(i)))
		draft.Disclosure, draft.Reporter = disclosure, planted()
		_, err := d.Submit(t.Context(), byImport(), draft)
		require.NoError(t, err)
	}
	file := whole(t, d.Export(t.Context(), byNational(), complaint.Query{}, ""))
	require.Len(t, file, 3)
	there := newDesk(t)
	for _, at := range []*desk{d, there, there} {
		for _, got := range imported(at.Import(t.Context(), byImport(), complaint.Mapping{}, listed(file...))) {
			require.NoError(t, got.Err)
		}
		require.Equal(t, 3, stored(t, at.working))
	}
	for _, got := range imported(there.Import(t.Context(), byImport(), complaint.Mapping{}, listed(file...))) {
		require.True(t, got.Receipt.Repeated)
	}
}

// A line with a record may be longer than others.
func TestReadPastOfALongRecord(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit()
	for range 5 { // every byte of it is escaped
		d.do(byNational(), r.ID, noteOf("a"+strings.Repeat("\x01", 1<<20-1)))
	}
	var out bytes.Buffer
	_, err := complaint.WriteLines(&out, d.Export(t.Context(), byNational(), complaint.Query{}, ""))
	require.NoError(t, err)
	require.Greater(t, out.Len(), 17<<20)
	past := whole(t, complaint.ReadPast(&out))
	require.Len(t, past, 1)
	written, err := complaint.WriteSheet(&out, listed(past...))
	require.NoError(t, err)
	require.Len(t, written.Odd, 1, "a sheet has no such rows")
	require.ErrorContains(t, written.Odd[0], r.ID.String())
}
