package complaint_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// TestHostileTexts keeps faithfully what is a text at all, and refuses the rest
// with an error that names the field.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 40)
	for name, c := range map[string]struct {
		text     string
		asText   bool
		asName   bool
		asLength bool
	}{
		"plain": {"Jalan rusak", true, true, true}, "bidi": {"a\u202eb\u2066c", true, false, true}, "zero width": {"a\u200bb", true, false, true},
		"line separator": {"a\u2028b", true, false, true}, "controls": {"a\x01\x1b[31m\x7f", true, false, true}, "c1": {"a\u0085b", true, false, true},
		"byte order mark": {"\ufeffa", true, false, true}, "emoji": {"\U0001f468\u200d\U0001f469", true, false, true}, "combining": {"e\u0301", true, true, true},
		"noncharacter": {"a\ufffeb", true, true, true}, "replacement": {"a\ufffdb", true, true, true}, "html": {`<script>&"'</script>`, true, true, true},
		"NUL": {"a\x00b", false, false, true}, "invalid UTF-8": {"a\xc3(", false, false, true}, "surrogate": {"a\xed\xa0\x80", false, false, true},
		"overlong": {"a\xc0\x80", false, false, true}, "1 MiB": {strings.Repeat("x", 1<<20), true, false, false}, "too long": {strings.Repeat("x", 1<<20+1), false, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := plainDraft()
			d.Body = c.text
			requireProblem(t, d.Validate(complaint.Limits{}), c.asText, "body")
			d = plainDraft()
			d.Title = c.text
			requireProblem(t, d.Validate(complaint.Limits{}), c.asText && c.asLength, "title")
			d = plainDraft()
			d.Reporter.Account = complaint.NewPrivate(c.text)
			requireProblem(t, d.Validate(complaint.Limits{}), c.asName && c.asLength, "reporter.account")
			cmd := complaint.Command{Action: complaint.ActionNote, Note: c.text}
			next, err := l.Apply(w.open(), walkAdmin(), cmd, w.moment())
			requireProblem(t, err, c.asText, "note")
			if c.asText {
				next.Version++
				body, ok := next.Text(next.Timeline[1].Note)
				require.True(t, ok)
				require.True(t, body == c.text, "kept faithfully")
				requireReplays(t, l, next)
			}
			requireProblem(t, complaint.Command{Action: complaint.ActionHandle, Key: c.text}.Validate(complaint.Limits{}), c.asName && c.asLength, "key")
		})
	}
}

func requireProblem(t *testing.T, err error, fine bool, field string) {
	t.Helper()
	if fine {
		require.NoError(t, err)
		return
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, field, invalid.Problems[0].Field)
	require.Less(t, len(err.Error()), 400)
}

// TestHostileJSON reads JSON in which a second spelling might override the
// first. Nothing is read then.
func TestHostileJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"named":false,"Named":true}`, `{"NAMED":true}`, `{"named":false,"named":true}`, `{"named":false,"\u006eamed":true}`, `{"public":false,"publi\u0063":true}`,
		`{"named":null}`, `{"named":"true"}`, `{"named":1}`, `{"named":false,"x":0}`, `[]`, `true`, `null`, `""`, `{"named":false} {"named":true}`,
	} {
		kept := complaint.Disclosure{Public: true}
		err := kept.UnmarshalJSON([]byte(text))
		require.ErrorIs(t, err, storage.ErrInvalid, text)
		require.Equal(t, complaint.Disclosure{Public: true}, kept, text)
		if text == "null" || !json.Valid([]byte(text)) {
			continue
		}
		var d complaint.Draft
		require.Error(t, json.Unmarshal([]byte(`{"title":"a","disclosure":`+text+`}`), &d), text)
		require.Zero(t, d)
		var cmd complaint.Command
		require.Error(t, json.Unmarshal([]byte(`{"action":"disclose","disclosure":`+text+`}`), &cmd), text)
		require.Zero(t, cmd)
	}
	for _, text := range []string{
		`{"di\u017fclosure":{"named":true}}`, `{"diſclosure":{"named":true}}`, `{"Title":"a"}`, `{"title":"a","tItle":"b"}`, `{"title":"\ud800"}`,
		`{"title":"\udc00\ud800"}`, `{"title":"a\u0000b"}`, "{\"title\":\"a\xff\"}", `{"kind":1}`, `{"kind":"Complaint"}`, `{"channel":"fax machine"}`,
		`{"event_date":"2021-02-29"}`, `{"id":"{01890a5d-ac96-774b-bcce-b302099a8057}"}`, `{"attachments":[{"size":1.0}]}`, `{"attachments":[{"size":1e3}]}`,
		`{"attachments":{}}`, `{"reporter":[]}`, `{"region":5103}`, `{"reporter":{"Account":"a"}}`, `{"reporter":{"\u0061ccount":"a","account":"b"}}`,
		`{"title":"` + strings.Repeat("x", 1<<20+1) + `"}`, strings.Repeat(`{"reporter":`, 100) + "{}" + strings.Repeat("}", 100),
	} {
		var d complaint.Draft
		err := d.UnmarshalJSON([]byte(text))
		require.ErrorIs(t, err, storage.ErrInvalid, "%.60s", text)
		require.Less(t, len(err.Error()), 1000)
		require.Zero(t, d)
	}
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 41)
	data, err := w.open().Encode()
	require.NoError(t, err)
	for from, to := range map[string]string{
		`"disclosure":{`: `"disclosure":{"Named":true,`, `"timeline":[`: `"Timeline":[],"timeline":[`, `"state":"submitted"`: `"state":"submitted","state":"resolved"`,
		`"seq":1`: `"seq":2`, `"version":1`: `"version":-1`, `"texts":[`: `"texts":[{"digest":"` + strings.Repeat("0f", 32) + `","body":"x"},`, `"id":"0`: `"id":"f`,
	} {
		changed := strings.Replace(string(data), from, to, 1)
		require.NotEqual(t, string(data), changed, from)
		c := complaint.Complaint{State: "kept"}
		if err := json.Unmarshal([]byte(changed), &c); from != `"id":"0` {
			require.ErrorIs(t, err, storage.ErrInvalid, to)
			require.EqualValues(t, "kept", c.State, "unchanged on error")
		}
	}
	var i complaint.Identity
	require.ErrorIs(t, i.UnmarshalJSON([]byte(`{"ref":"01890a5d-ac96-774b-bcce-b302099a8057"}`)), storage.ErrInvalid)
	require.ErrorIs(t, i.UnmarshalJSON([]byte(`{"Person":{}}`)), storage.ErrInvalid)
}

// TestCanaryRefusals plants a person in what is refused, and reads the errors.
func TestCanaryRefusals(t *testing.T) {
	t.Parallel()
	set := map[string]func(*complaint.Person) *complaint.Private{
		"account": func(p *complaint.Person) *complaint.Private { return &p.Account }, "name": func(p *complaint.Person) *complaint.Private { return &p.Name },
		"national_id": func(p *complaint.Person) *complaint.Private { return &p.NationalID }, "phone": func(p *complaint.Person) *complaint.Private { return &p.Phone },
		"email": func(p *complaint.Person) *complaint.Private { return &p.Email }, "address": func(p *complaint.Person) *complaint.Private { return &p.Address },
	}
	for name, field := range set {
		for _, spoiled := range []string{"kenari\x00", "kenari\xff", strings.Repeat("kenari", 200)} {
			d := plantedDraft()
			*field(&d.Reporter) = complaint.NewPrivate(spoiled)
			err := d.Validate(complaint.Limits{})
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, "reporter."+name)
			requireSilent(t, fmt.Sprintf("%v %+v %#v", err, err, err), name, ofPerson, ofReport)
			i := complaint.Identity{Ref: complaint.ReporterRef(complaint.ID{}), Person: d.Reporter}
			requireSilent(t, i.Validate(complaint.Limits{}).Error(), name, ofPerson)
		}
	}
	for _, text := range []string{
		`{"reporter":{"name":"kenari","name":"kenari"}}`, `{"reporter":"kenari"}`, `{"reporter":{"name":["kenari"]}}`, `{"reporter":{"name":{"kenari":1}}}`,
		`{"reporter":{"name":"kenari\u0000"}}`, "{\"reporter\":{\"name\":\"kenari\xff\"}}", `{"reporter":{"name":"kenari\ud800"}}`, `{"reporter":{"phone":0812kenari}}`,
		`{"reporter":{"name":kenari}}`, `{"event_date":"kenari"}`, `{"kind":"kenari nama"}`, `{"id":"kenari"}`, `{"disclosure":"kenari"}`, `{"category":"kenari nama"}`,
		`{"reporter":{"phone":081277665544}}`, `{"reporter":{"national_id":5103277665544}}`, `{"attachments":"kenari"}`, `{"reporter":{"name":"kenari"}`,
	} {
		var d complaint.Draft
		for _, err := range []error{d.UnmarshalJSON([]byte(text)), json.Unmarshal([]byte(text), &d)} {
			require.Error(t, err, text)
			requireSilent(t, err.Error(), text, ofPerson, "77665544")
		}
	}
}

// talkative is a store that tells in its errors all that it should not.
type talkative struct {
	complaint.Store
	fail bool
}

func (s *talkative) Commit(ctx context.Context, b complaint.Batch) error {
	if s.fail {
		told := fmt.Sprint("connection lost while writing kenari: ", b)
		for _, i := range b.Identities {
			told += i.Person.Name.Open()
		}
		return errors.New(told)
	}
	return s.Store.Commit(ctx, b)
}

func (s *talkative) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	return s.Store.List(ctx, q)
}

// TestCanaryErrors provokes the errors of a service.
func TestCanaryErrors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := newWalkDesk(t, 42)
	store := &talkative{Store: backend.Complaints(d.store)}
	svc, err := complaint.NewService(complaint.Config{
		Store: store, Identities: d.store.Set().Identities, Lifecycles: []*complaint.Lifecycle{d.l}, Deadlines: d.deadlines,
		Now: func() time.Time { return d.now }, Entropy: seededBytes{d.r},
		Directory: nobodyKnown{}, Regions: nowhereKnown{}, Categories: new(complaint.Categories),
	})
	require.NoError(t, err)
	warga := complaint.Actor{ID: planted().Account.Open()}
	integratedDraft := plantedDraft()
	integrated(&integratedDraft)
	integratedDraft.ID = d.id()
	gateway := complaint.Actor{ID: "kenari-gerbang", Role: complaint.RoleFieldOfficer}
	receipt, err := svc.Submit(ctx, gateway, integratedDraft)
	require.NoError(t, err)
	silent := func(err, kind error) {
		t.Helper()
		require.ErrorIs(t, err, kind)
		requireSilent(t, fmt.Sprintf("%v %+v %#v %q %s %x", err, err, err, err, err, err), "error", ofPerson, ofReport)
		var denial *complaint.Denial
		if errors.As(err, &denial) {
			data, err := json.Marshal(denial)
			require.NoError(t, err)
			requireSilent(t, string(data), "denial", ofPerson, ofReport)
		}
	}
	submit := func(by complaint.Actor, change func(*complaint.Draft), kind error) {
		t.Helper()
		draft := plantedDraft()
		change(&draft)
		_, err := svc.Submit(ctx, by, draft)
		silent(err, kind)
	}
	submit(warga, func(d *complaint.Draft) { d.ID = integratedDraft.ID }, complaint.ErrKeyReuse)
	submit(gateway, func(d *complaint.Draft) { integrated(d); d.Body += "!" }, storage.ErrDuplicate)
	submit(warga, func(d *complaint.Draft) { integrated(d) }, complaint.ErrForbidden)
	submit(complaint.Actor{ID: "kenari-lain"}, func(*complaint.Draft) {}, storage.ErrInvalid)
	submit(complaint.Actor{ID: "kenari\x00"}, func(d *complaint.Draft) { d.Reporter.Account = complaint.NewPrivate("") }, storage.ErrInvalid)
	submit(complaint.Actor{ID: "kenari-ombudsman", Role: complaint.RoleOmbudsman}, func(*complaint.Draft) {}, complaint.ErrForbidden)
	submit(warga, func(d *complaint.Draft) { d.Region = region.MustParse("99") }, storage.ErrInvalid)
	submit(warga, func(d *complaint.Draft) { d.Agency = "id:x" }, storage.ErrInvalid)
	submit(warga, func(d *complaint.Draft) { d.Category = "health" }, storage.ErrInvalid)
	do := func(by complaint.Actor, cmd complaint.Command, kind error) {
		t.Helper()
		_, err := svc.Do(ctx, by, receipt.ID, cmd)
		silent(err, kind)
	}
	do(complaint.Actor{ID: "kenari-lain"}, complaint.Command{Action: complaint.ActionWithdraw}, storage.ErrNotFound)
	do(warga, complaint.Command{Action: complaint.ActionReply, Note: "rahasia"}, complaint.ErrNotAllowed)
	do(warga, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassAspiration, Agency: "id:x", Note: "rahasia"}, complaint.ErrForbidden)
	do(warga, complaint.Command{Action: complaint.ActionReply, Note: "rahasia\x00"}, storage.ErrInvalid)
	do(warga, complaint.Command{Action: complaint.ActionWithdraw, Title: "rahasia", Note: strings.Repeat("rahasia", 1<<18)}, storage.ErrInvalid)
	do(warga, complaint.Command{Action: complaint.ActionWithdraw, Expect: 7}, storage.ErrConflict)
	do(walkAdmin(), complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassAspiration, Agency: "id:x", Category: "health"}, storage.ErrInvalid)
	_, err = svc.OpenIdentity(ctx, complaint.Actor{ID: "admin", Role: complaint.RoleOmbudsman}, receipt.ID, "rahasia")
	silent(err, storage.ErrNotFound)
	_, err = svc.OpenIdentity(ctx, warga, receipt.ID, "rahasia")
	silent(err, complaint.ErrForbidden)
	denial, err := svc.WhyNot(ctx, warga, receipt.ID, complaint.ActionForward)
	require.NoError(t, err)
	silent(denial, complaint.ErrForbidden)
	store.fail = true
	submit(warga, func(*complaint.Draft) {}, storage.ErrUnknownOutcome)
	do(warga, complaint.Command{Action: complaint.ActionWithdraw, Note: "rahasia", Key: "k"}, storage.ErrUnknownOutcome)
}

// nobodyKnown is a directory without agencies, nowhereKnown one without regions.
type (
	nobodyKnown  struct{}
	nowhereKnown struct{}
)

func (nobodyKnown) Path(id agency.ID, _ time.Time) ([]agency.ID, error) {
	return nil, fmt.Errorf("there is no agency %s", id)
}

func (nowhereKnown) Path(code region.Code, _ time.Time) (region.Path, error) {
	return nil, fmt.Errorf("there is no region %s", code)
}
