package complaint_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// planted is a reporter of whom every field can be recognised anywhere.
func planted() complaint.Person {
	return complaint.Person{
		Account: complaint.NewPrivate("kenari-akun"), Name: complaint.NewPrivate("Kenari Nama"), NationalID: complaint.NewPrivate("5103kenari"), Phone: complaint.NewPrivate("0812kenari"), Email: complaint.NewPrivate("kenari@example.id"), Address: complaint.NewPrivate("Jalan Kenari 7"),
	}
}

// plantedDraft is a secret report of the planted person.
func plantedDraft() complaint.Draft {
	d := plainDraft()
	d.Title, d.Body, d.Place, d.Reporter = "rahasia judul", "rahasia isi", "rahasia tempat", planted()
	d.Attributes = []complaint.Attribute{attribute("telephone", complaint.DatatypeString, "rahasia nomor")}
	d.Location.Point, _ = complaint.ParsePoint("-8." + ofPlace + ",115." + ofPlace)
	d.Location.AddressID, d.Location.Asset = complaint.NewPrivate("rahasia alamat"), "lampu-317"
	return d
}

// The words of which one stands in every planted field: of the person, and of
// the secret report.
const (
	ofPerson = "kenari"
	ofReport = "rahasia"
	// ofPlace are the decimals of its exact point, which no log shows at all.
	ofPlace = "1234567"
)

// requireSilent checks that a text holds none of the words, in whatever case,
// nor their hexadecimal digits.
func requireSilent(t testing.TB, text, where string, words ...string) {
	t.Helper()
	text = strings.ToLower(text)
	for _, word := range words {
		require.NotContains(t, text, word, where)
		require.NotContains(t, text, hex.EncodeToString([]byte(word)), where)
		decimal := strings.Trim(fmt.Sprint([]byte(word)), "[]")
		require.NotContains(t, text, decimal, where)
	}
}

// printed is a value in one of the ways in which it may be handed to a logger.
type printed struct {
	name  string
	value any
	// nested says that the value lies inside of another one.
	nested bool
}

// holder keeps a value behind exported fields.
type holder[T any] struct {
	Value   T
	Pointer *T
}

// keeper keeps a pointer behind an unexported field, where fmt calls no method.
type keeper[T any] struct{ hidden *T }

// ways lists a value by itself, by pointer, and inside of other values.
func ways[T any](v T) []printed {
	name := fmt.Sprintf("%T", v)
	return []printed{
		{name, v, false},
		{"*" + name, &v, false},
		{"[]" + name, []T{v}, true},
		{"[]*" + name, []*T{&v}, true},
		{"[1]" + name, [1]T{v}, true},
		{"map to " + name, map[string]T{"x": v}, true},
		{"map to *" + name, map[int]*T{1: &v}, true},
		{"any of " + name, []any{v, &v}, true},
		{"struct of " + name, holder[T]{v, &v}, true},
		{"*struct of " + name, &holder[T]{v, &v}, true},
		{"slice of structs of " + name, []holder[T]{{v, &v}}, true},
	}
}

// requirePrintsSilent prints and logs a value in every way. A type whose JSON
// form is for storage shows it where slog's JSON handler finds it inside of
// another value; nested lists the words that this may show.
func requirePrintsSilent[T any](t *testing.T, v T, nested ...string) {
	t.Helper()
	words := []string{ofPerson, ofReport, ofPlace}
	for _, p := range ways(v) {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "%o", "%10.3v", "%-+#20v"} {
			requireSilent(t, fmt.Sprintf(verb, p.value), verb+" of "+p.name, words...)
		}
		requireSilent(t, fmt.Sprintf("%v %+v %#v", keeper[T]{&v}, &keeper[T]{&v}, []keeper[T]{{&v}}), "unexported pointer", words...)
		requireSilent(t, fmt.Sprint(p.value)+fmt.Sprintln(p.value)+fmt.Errorf("x: %v", p.value).Error(), "print of "+p.name, words...)
		for _, jsonForm := range []bool{true, false} {
			var out bytes.Buffer
			var handler slog.Handler = slog.NewTextHandler(&out, nil)
			if jsonForm {
				handler = slog.NewJSONHandler(&out, nil)
			}
			slog.New(handler).With("with", p.value).WithGroup("g").Info("m", "x", p.value, slog.Group("h", "y", p.value))
			requireSilent(t, out.String(), "log of "+p.name, without(words, jsonForm && p.nested, nested)...)
		}
	}
}

// without leaves out the words that may be shown, if they may.
func without(words []string, may bool, shown []string) (left []string) {
	for _, w := range words {
		if !may || !strings.Contains(strings.Join(shown, " "), w) {
			left = append(left, w)
		}
	}
	return left
}

// plantedCase is a secret case with everything that people may write in it.
func plantedCase(t *testing.T) (*complaint.Lifecycle, *complaint.Complaint, complaint.Moment) {
	t.Helper()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 30)
	h := complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}
	at := w.moment()
	c, err := l.Open(h, complaint.Actor{ID: planted().Account.Open()}, plantedDraft(), at)
	require.NoError(t, err)
	c.Version++
	c, err = l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionEdit, Title: "rahasia disunting", Body: "rahasia disunting juga", Note: "rahasia catatan"}, at)
	require.NoError(t, err)
	return l, c, at
}

func TestCanaryPrints(t *testing.T) {
	t.Parallel()
	l, c, at := plantedCase(t)
	identity := complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: planted()}
	batch := complaint.Batch{Complaints: []*complaint.Complaint{c}, Identities: []*complaint.Identity{&identity}}
	cmd := complaint.Command{Action: complaint.ActionNote, Note: "rahasia", Title: "rahasia", Body: "rahasia"}
	denial := l.WhyNot(c, complaint.Actor{ID: c.Reporter.String()}, complaint.ActionForward, at)
	require.NotNil(t, denial)
	d := newWalkDesk(t, 31)
	config := complaint.Config{Store: backend.Complaints(d.store), Identities: d.store.Set().Identities, Lifecycles: []*complaint.Lifecycle{l}, Deadlines: d.deadlines}
	receipt, err := d.svc.Submit(context.Background(), complaint.Actor{ID: planted().Account.Open()}, plantedDraft())
	require.NoError(t, err)

	requirePrintsSilent(t, *c)
	requirePrintsSilent(t, plantedDraft(), ofPerson, ofReport)
	requirePrintsSilent(t, planted(), ofPerson)
	requirePrintsSilent(t, identity, ofPerson)
	requirePrintsSilent(t, complaint.Record{Complaint: c, Identity: &identity})
	requirePrintsSilent(t, complaint.Past{Draft: plantedDraft(), Record: &complaint.Record{Complaint: c, Identity: &identity}})
	requirePrintsSilent(t, c.Texts[0], ofReport)
	requirePrintsSilent(t, cmd, ofReport)
	requirePrintsSilent(t, plantedDraft().Attributes[0], ofReport)
	requirePrintsSilent(t, complaint.FactsOf(c), ofReport)
	requirePrintsSilent(t, complaint.GuardFacts{Complaint: c, Command: &cmd})
	requirePrintsSilent(t, batch)
	requirePrintsSilent(t, backend.Batch{Batch: batch})
	requirePrintsSilent(t, c.Timeline[0])
	requirePrintsSilent(t, c.Timeline[1])
	requirePrintsSilent(t, c.Original)
	requirePrintsSilent(t, *denial)
	requirePrintsSilent(t, config)
	requirePrintsSilent(t, *d.svc)
	requirePrintsSilent(t, receipt)
	requirePrintsSilent(t, &complaint.UnknownOutcomeError{Complaint: c.ID, Cause: errors.New(ofPerson)})
	requirePrintsSilent(t, complaint.Item{ID: c.ID, Command: cmd}, ofReport)
	requirePrintsSilent(t, complaint.Result{Receipt: receipt, Err: &complaint.UnknownOutcomeError{Cause: errors.New(ofPerson)}})
	for _, none := range []any{(*complaint.Complaint)(nil), (*complaint.Draft)(nil), (*complaint.Person)(nil), (*complaint.Identity)(nil), (*complaint.Batch)(nil)} {
		require.NotPanics(t, func() { _ = fmt.Sprintf("%v %+v", none, []any{none}) })
	}
}

// TestCanaryJSON checks that nothing carries the person into JSON unless it is
// asked to by name, however deep he lies: loggers write values as JSON.
func TestCanaryJSON(t *testing.T) {
	t.Parallel()
	l, c, at := plantedCase(t)
	identity := complaint.Identity{Ref: c.Reporter, Complaint: c.ID, Person: planted()}
	for _, v := range []any{json.RawMessage(must(c.Encode())), c.Timeline, l.AgencyView(c, walkAdmin(), at), l.ReporterView(c, at), l.PublicView(c), complaint.FactsOf(c)} {
		data, err := json.Marshal(v)
		require.NoError(t, err)
		requireSilent(t, string(data), fmt.Sprintf("JSON of %T", v), ofPerson)
	}
	draft := plantedDraft()
	draft.Reporter = planted()
	account := complaint.Actor{ID: planted().Account.Open()}
	for _, v := range []any{
		c, *c,
		[]*complaint.Complaint{c},
		complaint.GuardFacts{Complaint: c},
		backend.Record{Value: c},
		complaint.Batch{Identities: []*complaint.Identity{&identity}},
		backend.Batch{Batch: complaint.Batch{Identities: []*complaint.Identity{&identity}}},
		identity, &identity,
		[]*complaint.Identity{&identity},
		planted(),
		[]complaint.Person{planted()},
		map[string]any{"x": planted()},
		draft, &draft,
		[]complaint.Draft{draft},
		complaint.Row{Draft: draft},
		[]complaint.Row{{Draft: draft}},
		account,
		[]complaint.Actor{account},
		backend.Record{Value: &identity},
	} {
		data, err := json.Marshal(v)
		require.Error(t, err, "%T", v)
		requireSilent(t, string(data)+err.Error(), fmt.Sprintf("JSON of %T", v), ofPerson)
		for name, handler := range map[string]func(io.Writer) slog.Handler{
			"json": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
			"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		} {
			var out bytes.Buffer
			logger := slog.New(handler(&out))
			logger.Info("x", "v", v, "in", []any{v}, "of", map[string]any{"v": v}, slog.Group("g", "v", v))
			requireSilent(t, out.String(), fmt.Sprintf("%s log of %T", name, v), ofPerson)
		}
	}
	written, err := identity.Encode()
	require.NoError(t, err)
	var back complaint.Identity
	require.NoError(t, json.Unmarshal(written, &back))
	requireSame(t, identity, back, "what is asked for by name is whole")
	written, err = draft.Encode()
	require.NoError(t, err)
	var again complaint.Draft
	require.NoError(t, json.Unmarshal(written, &again))
	requireSame(t, draft, again)
	data, err := json.Marshal(c.Timeline)
	require.NoError(t, err)
	requireSilent(t, string(data), "the timeline holds references to texts only", ofReport, ofPlace)
	require.Equal(t, c.Reporter.String(), c.Timeline[0].By.ID)
}

// TestCanaryViews lets everybody look at everything in a store.
func TestCanaryViews(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := newWalkDesk(t, 32)
	warga := complaint.Actor{ID: planted().Account.Open()}
	own := plantedDraft()
	own.Region = region.MustParse("51.03")
	first, err := d.svc.Submit(ctx, warga, own)
	require.NoError(t, err)
	behalf := plantedDraft()
	behalf.Channel, behalf.Reporter.Account = complaint.ChannelFaceToFace, complaint.NewPrivate("kenari-akun")
	second, err := d.svc.Submit(ctx, complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer}, behalf)
	require.NoError(t, err)
	for _, r := range []complaint.Receipt{first, second} {
		do := func(by complaint.Actor, cmd complaint.Command) {
			_, err := d.svc.Do(ctx, by, r.ID, cmd)
			require.NoError(t, err)
		}
		do(warga, complaint.Command{Action: complaint.ActionAttach, Attachments: d.files(1), Key: "k1"})
		do(walkAdmin(), complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassSupervisory, Category: "health", Agency: "id:34.04/health"})
		admin := complaint.Actor{ID: "admin", Role: complaint.RoleAgencyAdmin, Agency: "id:34.04/health"}
		do(admin, complaint.Command{Action: complaint.ActionHandle})
		do(admin, complaint.Command{Action: complaint.ActionRespond, Note: "selesai"})
		do(warga, complaint.Command{Action: complaint.ActionReply, Note: "belum"})
		opened, err := d.svc.OpenIdentity(ctx, walkAdmin(), r.ID, "pemeriksaan inspektorat")
		require.NoError(t, err)
		requireSame(t, planted(), opened.Person, "whoever may is shown everything")
	}
	show := func(v any) {
		data, err := json.Marshal(v)
		require.NoError(t, err)
		requireSilent(t, string(data)+fmt.Sprintf("%+v", v), fmt.Sprintf("%T", v), ofPerson)
	}
	for _, id := range []complaint.ID{first.ID, second.ID} {
		c := d.get(id)
		show(json.RawMessage(must(c.Encode())))
		for _, by := range append(walkActors(c), complaint.Actor{ID: "i", Role: complaint.RoleInspectorate, Region: own.Region}) {
			show(d.l.AgencyView(c, by, d.moment()))
			if v, err := d.svc.Get(ctx, by, id); err == nil {
				show(v)
				requireSilent(t, fmt.Sprintf("%+v", v), "the print of a view", ofPlace)
			} else {
				requireSilent(t, err.Error(), "refusal", ofPerson, ofReport, ofPlace)
			}
			for v, err := range d.svc.List(ctx, by, complaint.Query{}) {
				if err == nil {
					show(v)
				}
			}
		}
		mine, err := d.svc.Mine(ctx, warga, id)
		require.NoError(t, err)
		show(mine)
		public, err := d.svc.Track(ctx, string(c.Tracking))
		require.NoError(t, err)
		show(public)
		data, err := json.Marshal(public)
		require.NoError(t, err)
		requireSilent(t, string(data)+fmt.Sprintf("%+v", public), "the public view of a secret report", ofReport, ofPlace, "lampu", "115.12", "health", "34.04", "selesai", "51")
		requireSilent(t, fmt.Sprintf("%+v", mine), "the print of a view", ofPlace)
	}
	for v, err := range d.svc.MineAll(ctx, warga) {
		require.NoError(t, err)
		show(v)
	}
	for change, err := range d.store.Changes(ctx, "", 0) {
		require.NoError(t, err)
		show(change)
		requireSilent(t, fmt.Sprint(change), "change", ofReport, ofPlace)
		if change.Kind == complaint.KindOfIdentity {
			require.NotContains(t, change.Key, first.ID.String())
		}
	}
	_, err = d.svc.Mine(ctx, complaint.Actor{ID: "orang lain"}, first.ID)
	require.ErrorIs(t, err, storage.ErrNotFound)
}
