package complaint_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// onEachStore runs a test with a service over memory and one over SQLite.
func onEachStore(t *testing.T, test func(t *testing.T, s *complaint.Service, store backend.Store), change ...func(*complaint.Config)) {
	t.Helper()
	for name, open := range map[string]func(t *testing.T) backend.Store{
		"memory": func(*testing.T) backend.Store { return memory.New() },
		"sqlite": func(t *testing.T) backend.Store {
			s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "cases.db"), sqlite.Config{})
			require.NoError(t, err)
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := open(t)
			t.Cleanup(func() { require.NoError(t, store.Close()) })
			cfg := complaint.Config{
				Store: backend.Complaints(store), Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{deskNational(t)},
				Deadlines: deskDeadlines{}, Now: deskBegan,
			}
			for _, f := range change {
				f(&cfg)
			}
			s, err := complaint.NewService(cfg)
			require.NoError(t, err)
			test(t, s, store)
		})
	}
}

// attribute makes an attribute of values.
func attribute(code string, datatype complaint.Datatype, values ...string) complaint.Attribute {
	return complaint.Attribute{Code: code, Type: datatype, Values: values}
}

// roadAttributes has one of each datatype.
func roadAttributes() []complaint.Attribute {
	return []complaint.Attribute{
		attribute("location_type", complaint.DatatypeSingleValueList, "highway"),
		attribute("WHISPAWN", complaint.DatatypeString, "rahasia dari Pak Kenari"),
		attribute("SR-DEPTH1", complaint.DatatypeNumber, "-6.25"),
		attribute("since", complaint.DatatypeDatetime, "2026-03-01T23:30:00+08:00"),
		attribute("how", complaint.DatatypeText, "dua lubang,\nrahasia"),
		attribute("lanes", complaint.DatatypeMultiValueList, "left", "middle"),
	}
}

func stating(list ...complaint.Attribute) func(*complaint.Draft) {
	return func(d *complaint.Draft) { d.Attributes = list }
}

func TestSilentAttributesAreCheckedByForm(t *testing.T) {
	t.Parallel()
	require.NoError(t, deskDraft(stating(roadAttributes()...)).Validate(complaint.Limits{}))
	const one, several = complaint.DatatypeSingleValueList, complaint.DatatypeMultiValueList
	for _, c := range []struct {
		field string
		list  []complaint.Attribute
	}{
		{"attributes[0].code", []complaint.Attribute{attribute("", one, "x")}},
		{"attributes[0].code", []complaint.Attribute{attribute("two words", one, "x")}},
		{"attributes[0].code", []complaint.Attribute{attribute("_x", one, "x")}},
		{"attributes[0].code", []complaint.Attribute{attribute("jenis-é", one, "x")}},
		{"attributes[0].code", []complaint.Attribute{attribute(xs(65), one, "x")}},
		{"attributes[1].code", []complaint.Attribute{attribute("a", one, "x"), attribute("a", several, "y")}},
		{"attributes[0].type", []complaint.Attribute{attribute("a", 0, "x")}},
		{"attributes[0].type", []complaint.Attribute{attribute("a", 7, "x")}},
		{"attributes[0].values", []complaint.Attribute{attribute("a", one)}},
		{"attributes[0].values", []complaint.Attribute{attribute("a", several)}},
		{"attributes[0].values", []complaint.Attribute{attribute("a", one, "x", "y")}},
		{"attributes[0].values", []complaint.Attribute{attribute("a", complaint.DatatypeText, "x", "y")}},
		{"attributes[0].values[1]", []complaint.Attribute{attribute("a", several, "x", "x")}},
		{"attributes[0].values[1]", []complaint.Attribute{attribute("a", several, "x", " ")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", one, "x\ny")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeString, "\u200b")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeString, "\xff")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeNumber, "6.28E+11")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeNumber, "6,25")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeNumber, "6.")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeNumber, "--6")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeDatetime, "2026-03-01 23:30")}},
		{"attributes[0].values[0]", []complaint.Attribute{attribute("a", complaint.DatatypeDatetime, "2026-02-30T23:30:00Z")}},
	} {
		err := deskDraft(stating(c.list...)).Validate(complaint.Limits{})
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, "%q", c.list)
		require.Equal(t, c.field, invalid.Problems[0].Field, "%v", err)
	}
	edit := complaint.Command{Action: complaint.ActionEdit, Attributes: []complaint.Attribute{attribute("a", one)}}
	require.NoError(t, edit.Validate(complaint.Limits{}), "it takes the answer back")
	edit.Action, edit.Note = complaint.ActionNote, "x"
	require.ErrorIs(t, deskNational(t).ValidateCommand(edit), storage.ErrInvalid)
}

// TestAttributesThroughTheService submits, corrects and completes answers.
func TestAttributesThroughTheService(t *testing.T) {
	t.Parallel()
	onEachStore(t, func(t *testing.T, s *complaint.Service, store backend.Store) {
		ctx := t.Context()
		id, err := complaint.NewID(deskBegan(), deskEntropy())
		require.NoError(t, err)
		draft := deskDraft(stating(roadAttributes()...), func(d *complaint.Draft) { d.ID = id })
		r, err := s.Submit(ctx, byReporter(), draft)
		require.NoError(t, err)
		again, err := s.Submit(ctx, byReporter(), draft)
		require.NoError(t, err)
		require.Equal(t, repeated(r), again)
		draft.Attributes = roadAttributes()
		draft.Attributes[1].Values = []string{"something else"}
		_, err = s.Submit(ctx, byReporter(), draft)
		require.ErrorIs(t, err, complaint.ErrKeyReuse)

		requireAttributes := func(want ...complaint.Attribute) {
			t.Helper()
			agencys, err := s.Get(ctx, byNational(), id)
			require.NoError(t, err)
			require.Equal(t, want, agencys.Attributes)
			reporters, err := s.Mine(ctx, byReporter(), id)
			require.NoError(t, err)
			require.Equal(t, want, reporters.Attributes)
		}
		want := roadAttributes()
		requireAttributes(want...)
		suspend := complaint.Command{Action: complaint.ActionSuspend, Note: "Berapa dalamnya?"}
		_, err = s.Do(ctx, byNational(), id, suspend)
		require.NoError(t, err)
		complete := complaint.Command{Action: complaint.ActionComplete, Key: "k", Attributes: []complaint.Attribute{
			attribute("SR-DEPTH1", complaint.DatatypeNumber, "40"), attribute("telephone", complaint.DatatypeString, "0812 rahasia"),
		}}
		first, err := s.Do(ctx, byReporter(), id, complete)
		require.NoError(t, err)
		repeated, err := s.Do(ctx, byReporter(), id, complete)
		require.NoError(t, err)
		require.Equal(t, first.Entry, repeated.Entry)
		complete.Attributes = complete.Attributes[:1]
		_, err = s.Do(ctx, byReporter(), id, complete)
		require.ErrorIs(t, err, complaint.ErrKeyReuse, "another content is another command")
		want[2].Values = []string{"40"}
		requireAttributes(append(want, attribute("telephone", complaint.DatatypeString, "0812 rahasia"))...)
		_, err = s.Do(ctx, byNational(), id, complaint.Command{Action: complaint.ActionEdit, Attributes: []complaint.Attribute{
			attribute("telephone", complaint.DatatypeString), attribute("lanes", complaint.DatatypeSingleValueList, "left"), attribute("never", complaint.DatatypeText),
		}})
		require.NoError(t, err)
		want[5] = attribute("lanes", complaint.DatatypeSingleValueList, "left")
		requireAttributes(want...)

		_, err = s.Do(ctx, byNational(), id, forwardTo("badung"))
		require.NoError(t, err)
		public, err := s.Track(ctx, r.Tracking.String())
		require.NoError(t, err)
		require.NotNil(t, public.Report)
		shown, err := json.Marshal(public)
		require.NoError(t, err)
		requireSilent(t, string(shown), "the public view", ofReport, "location_type", "whispawn")

		stored, err := store.Set().Complaints.Get(ctx, id)
		require.NoError(t, err)
		timeline, err := json.Marshal(stored.Timeline)
		require.NoError(t, err)
		requireSilent(t, string(timeline), "the timeline refers to free texts", ofReport)
		replayed, err := deskNational(t).Replay(stored)
		require.NoError(t, err)
		require.Equal(t, stored, replayed)
	})
}

// TestAttributesOfErasedTexts leaves an answer without values, which nothing else
// looks at.
func TestAttributesOfErasedTexts(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	c := d.stored(d.submit(stating(roadAttributes()[:3]...)).ID)
	require.Equal(t, map[string]string{"location_type": "highway", "WHISPAWN": "rahasia dari Pak Kenari", "SR-DEPTH1": "-6.25"}, complaint.FactsOf(c).Attributes)
	for i, text := range c.Texts {
		if strings.Contains(text.Body, ofReport) {
			c.Texts[i] = complaint.Text{Digest: text.Digest, Erased: true}
		}
	}
	require.NoError(t, c.Validate(complaint.Limits{}))
	require.Equal(t, []complaint.Attribute{roadAttributes()[0], attribute("WHISPAWN", complaint.DatatypeString), roadAttributes()[2]}, c.Attributes())
	require.NotContains(t, complaint.FactsOf(c).Attributes, "WHISPAWN")
	c.Texts = c.Texts[:2]
	require.ErrorIs(t, c.Validate(complaint.Limits{}), storage.ErrInvalid, "a text that an attribute refers to is missing")
}

func TestReadCSVAttributes(t *testing.T) {
	t.Parallel()
	rows, errs := readAll("kind,title,body,channel,attributes\n"+
		"complaint,T,B,web,location_type|singlevaluelist|highway;lanes|multivaluelist|left|middle;depth|number|0.5\n"+
		"complaint,T,B,web,depth|number|5E-1\n"+
		"complaint,T,B,web,depth|decimal|5\n"+
		"complaint,T,B,web,depth=5\n", complaint.Limits{})
	require.Len(t, rows, 1)
	require.Equal(t, []complaint.Attribute{
		roadAttributes()[0], roadAttributes()[5], attribute("depth", complaint.DatatypeNumber, "0.5"),
	}, rows[0].Draft.Attributes)
	require.Len(t, errs, 3)
	for i, want := range []string{"attributes[0].values[0]: want a decimal number", "attributes[0].type", "code|datatype|value"} {
		require.ErrorContains(t, errs[i], want)
	}
}

// highwayTable sends highways to the ministry and all other roads to the regency.
func highwayTable(t *testing.T) *routing.Router {
	t.Helper()
	categories, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/roads"}})
	require.NoError(t, err)
	regions := indonesia.MustRegions()
	directory, err := agency.NewDirectory(agency.Config{Regions: regions, Agencies: []agency.Agency{
		{ID: "ministry", Terms: []agency.Term{{Name: "Kementerian", Kind: agency.Ministry}}},
		{ID: "regency", Terms: []agency.Term{{Name: "Kabupaten", Kind: agency.RegencyGovernment}}},
	}})
	require.NoError(t, err)
	table, err := routing.Parse("roads.yaml", []byte(`
name: roads
edition: "1"
valid: {from: "2020-01-01"}
zone: Asia/Makassar
hit_policy: first
attributes:
- {name: location_type, type: choice, values: [highway, street]}
- {name: since, type: date}
rules:
- id: highways
  when: {attributes: [{name: location_type, is: [highway]}]}
  to: {agency: ministry}
- id: march
  when: {attributes: [{name: since, from: "2026-03-02"}]}
  to: {agency: ministry}
- id: roads
  when: {category: [public_works/roads]}
  to: {agency: regency}
fallback: {ask: [{agency: ministry}, {agency: regency}]}
`))
	require.NoError(t, err)
	router, err := routing.Compile(table, routing.Sources{Categories: categories, Agencies: directory, Regions: regions})
	require.NoError(t, err)
	return router
}

// Case 30: a rule that needs an attribute goes before one that does not, through
// the service as by the router.
func TestCase30AttributesReachTheTable(t *testing.T) {
	t.Parallel()
	router := highwayTable(t)
	onEachStore(t, func(t *testing.T, s *complaint.Service, _ backend.Store) {
		ctx := t.Context()
		for i, c := range []struct {
			list []complaint.Attribute
			want agency.ID
		}{
			{nil, "regency"},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeSingleValueList, "highway")}, "ministry"},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeString, "highway")}, "ministry"},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeMultiValueList, "highway")}, "ministry"},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeSingleValueList, "street")}, "regency"},
			{[]complaint.Attribute{attribute("Location_Type", complaint.DatatypeSingleValueList, "highway")}, "regency"},
			{[]complaint.Attribute{attribute("since", complaint.DatatypeDatetime, "2026-03-01T17:00:00Z")}, "ministry"},
			{[]complaint.Attribute{attribute("since", complaint.DatatypeDatetime, "2026-03-01T15:00:00Z")}, "regency"},
		} {
			r, err := s.Submit(ctx, byReporter(), deskDraft(stating(c.list...)))
			require.NoError(t, err)
			r, err = s.Do(ctx, byNational(), r.ID, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory})
			require.NoError(t, err)
			require.Empty(t, r.Warnings)
			v, err := s.Get(ctx, byNational(), r.ID)
			require.NoError(t, err)
			require.Equal(t, c.want, v.Agency, fmt.Sprint(i))
		}
	}, func(cfg *complaint.Config) { cfg.Router = router })
}

// An answer that the table cannot compare does not keep a report back: the rules that
// need none decide, and the receipt, the preview and the entry tell which it was.
func TestAnswersThatTheTableCannotCompareAreTold(t *testing.T) {
	t.Parallel()
	router := highwayTable(t)
	onEachStore(t, func(t *testing.T, s *complaint.Service, store backend.Store) {
		ctx := t.Context()
		forward := complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory}
		for _, c := range []struct {
			list   []complaint.Attribute
			want   agency.ID
			unread []string
		}{
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeMultiValueList, "street", "highway")}, "regency", []string{"location_type"}},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeSingleValueList, "river")}, "regency", []string{"location_type"}},
			{[]complaint.Attribute{attribute("location_type", complaint.DatatypeText, "jalan\nbesar")}, "regency", []string{"location_type"}},
			{[]complaint.Attribute{
				attribute("since", complaint.DatatypeString, "kemarin"), attribute("location_type", complaint.DatatypeString, "highway"),
			}, "ministry", []string{"since"}},
			{[]complaint.Attribute{
				attribute("since", complaint.DatatypeString, "kemarin"), attribute("location_type", complaint.DatatypeString, "river"),
			}, "regency", []string{"location_type", "since"}},
		} {
			r, err := s.Submit(ctx, byReporter(), deskDraft(stating(c.list...)))
			require.NoError(t, err)
			preview, err := s.Suggest(ctx, byNational(), r.ID, forward)
			require.NoError(t, err)
			require.Equal(t, c.unread, preview.Unread)
			require.NotContains(t, preview.Why.String(), "cannot be right")
			done, err := s.Do(ctx, byNational(), r.ID, forward)
			require.NoError(t, err)
			require.Len(t, done.Warnings, 1)
			var unread *complaint.UnreadError
			require.ErrorAs(t, done.Warnings[0].Err, &unread)
			require.Equal(t, c.unread, unread.Attributes)
			v, err := s.Get(ctx, byAgency(c.want), r.ID)
			require.NoError(t, err)
			require.Equal(t, c.unread, v.Events[1].Details.Routed.Unread)
			stored, err := store.Set().Complaints.Get(ctx, r.ID)
			require.NoError(t, err)
			replayed, err := deskNational(t).Replay(stored)
			require.NoError(t, err)
			require.Equal(t, stored, replayed)
		}
		// Where a person chooses, they read why.
		r, err := s.Submit(ctx, byReporter(), deskDraft(stating(attribute("location_type", complaint.DatatypeString, "river")), func(d *complaint.Draft) { d.Category = "public_works" }))
		require.NoError(t, err)
		_, err = s.Do(ctx, byNational(), r.ID, forward)
		require.ErrorIs(t, err, storage.ErrInvalid)
		require.ErrorContains(t, err, "location_type")
		require.ErrorContains(t, err, "ministry")
		v, err := s.Get(ctx, byNational(), r.ID)
		require.NoError(t, err)
		require.Equal(t, complaint.StateSubmitted, v.Status.State)
	}, func(cfg *complaint.Config) { cfg.Router = router })
}

// TestFactsNameTheCase gives routers the ID.
func TestFactsNameTheCase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.submit()
	require.Equal(t, r.ID, complaint.FactsOf(d.stored(r.ID)).ID)
	require.Equal(t, time.Time{}, complaint.FactsOf(&complaint.Complaint{}).Submitted)
}
