package complaint

import (
	"maps"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// fullCase is a case that waits for its reporter in which no field is empty, whether or not
// such a case could be.
func fullCase() *Complaint {
	texts := map[string]Digest{}
	c := &Complaint{}
	for i, body := range []string{"title", "body", "place", "edited title", "edited body", "draft", "note", "answer", "-8.12,115.7\nA-7"} {
		texts[body] = Digest{byte(i + 1)}
		c.Texts = append(c.Texts, Text{Digest: texts[body], Body: body})
	}
	begin := time.Date(2021, 3, 1, 8, 0, 0, 0, time.UTC)
	reporter, officer := Actor{ID: "ref", Role: RoleReporter}, Actor{ID: "admin", Role: RoleNationalAdmin, Agency: "id:ukp4"}
	file := func(name string) []Attachment {
		return []Attachment{{Name: name, MediaType: "text/plain", Size: 1, Digest: Digest{9}}}
	}
	entry := func(e Entry) {
		e.Seq, e.Version, e.Key = len(c.Timeline)+1, 1, "key"
		e.At = begin.AddDate(0, 0, len(c.Timeline))
		c.Timeline = append(c.Timeline, e)
	}
	entry(Entry{By: reporter, Action: ActionSubmit, To: StateSubmitted, Details: Details{
		Where:       &Where{Location: texts["-8.12,115.7\nA-7"], Asset: "PJU-7", Located: Located{Regions: []region.Code{region.MustParse("51.03")}, Areas: []Area{{"council", "D4"}}}},
		Attachments: file("photo"), Attributes: []StatedAttribute{{Attribute: Attribute{Code: "size", Type: DatatypeNumber, Values: []string{"7"}}}},
	}})
	entry(Entry{By: officer, Action: ActionDraft, From: StateSubmitted, To: StateSubmitted, Note: texts["draft"]})
	entry(Entry{By: officer, Action: ActionApprove, From: StateSubmitted, To: StateSubmitted, Details: Details{Draft: texts["draft"]}})
	entry(Entry{By: reporter, Action: ActionAccept, From: StateSubmitted, To: StateSubmitted, Details: Details{Rating: 4}})
	entry(Entry{By: officer, Action: ActionNote, From: StateSubmitted, To: StateSubmitted, Note: texts["note"], Details: Details{Attachments: file("memo")}})
	entry(Entry{By: officer, Action: ActionCorrectTime, From: StateSubmitted, To: StateSubmitted, Note: texts["note"], Details: Details{
		Corrections: []Correction{{Entry: 2, At: begin.AddDate(0, 0, 1).Add(time.Hour)}},
	}})
	entry(Entry{By: officer, Action: ActionArchive, From: StateSubmitted, To: StateSuspended, Details: Details{
		Reason: ArchivedOutOfScope, Agency: "id:kpk",
	}})
	c.ID, c.Version, c.Tracking, c.Reporter, c.NextDue = ID{uuid.UUID{1}}, 3, "2021030100010", ReporterRef{uuid.UUID{2}}, begin.AddDate(0, 1, 0)
	c.State, c.Origins = StateSuspended, []lifecycle.State{StateSubmitted}
	c.Kind, c.Class, c.Category, c.Region, c.Place = KindComplaint, ClassSupervisory, "roads", region.Path{region.MustParse("51"), region.MustParse("51.03")}, texts["place"]
	c.EventDate, c.Channel, c.Target, c.Accused = aduan.Date{Year: 2021, Month: 2, Day: 28}, ChannelSMS, "id:works", []Accusation{{Agency: "id:51.03.x", Confirmed: true}}
	c.Original, c.Edited = Wording{texts["title"], texts["body"]}, Wording{texts["edited title"], texts["edited body"]}
	c.Disclosure, c.Verified = Disclosure{Named: true, Public: true}, true
	c.Agency, c.AgencyPath, c.Main, c.Supporting = "id:51.03", []agency.ID{"id:51", "id:51.03"}, "id:51.03.a", []agency.ID{"id:51.03.b"}
	c.Draft, c.Attachments = PendingDraft{texts["draft"], "admin"}, append(file("photo"), file("memo")...)
	c.Returns, c.Reopenings, c.Extensions, c.Rating = 1, 2, 3, 4
	c.Escalations, c.Archived, c.Parent = []Escalation{{ClockResolution, RungSuperior, 1}}, ArchivedOutOfScope, ID{uuid.UUID{5}}
	return c
}

// requireFields compares each field of a view with the field of its name of the case, or
// with what else it shows. None is empty, so that one that somebody adds and forgets is found here.
func requireFields(t *testing.T, c *Complaint, view any, shows map[string]any) {
	t.Helper()
	v := reflect.ValueOf(view)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		want, ok := shows[name]
		if !ok {
			field := reflect.ValueOf(c).Elem().FieldByName(name)
			require.True(t, field.IsValid(), "what does %s show?", name)
			want = field.Interface()
		}
		if want != nil {
			require.Equal(t, want, v.Field(i).Interface(), name)
			require.False(t, v.Field(i).IsZero(), "the case leaves %s empty", name)
		}
	}
}

// TestViewsShowEveryField: what a view has a field for, it shows.
func TestViewsShowEveryField(t *testing.T) {
	t.Parallel()
	d, err := NationalEdition("2")
	require.NoError(t, err)
	l, err := Compile(d, Extensions{})
	require.NoError(t, err)
	c := fullCase()
	at := Moment{Now: c.Timeline[len(c.Timeline)-1].At.Add(time.Hour)}
	info, ok := l.machine.State(c.State)
	require.True(t, ok)
	first, drafted, last := c.Timeline[0].At, c.Timeline[1].At.Add(time.Hour), c.Timeline[len(c.Timeline)-1].At
	status := Status{
		Tracking: c.Tracking, State: c.State, Label: info.Label, Bucket: info.Bucket, SubmittedAt: first, UpdatedAt: last, EnteredAt: last,
	}
	for _, v := range []any{status.Label, status.Bucket} {
		require.NotZero(t, v)
	}
	attributes := []Attribute{{Code: "size", Type: DatatypeNumber, Values: []string{"7"}}}
	texts := map[string]any{"Status": status, "Title": "title", "Body": "body", "Place": "place", "EditedTitle": "edited title", "EditedBody": "edited body", "Attributes": attributes}
	with := func(more map[string]any) map[string]any {
		maps.Copy(more, texts)
		return more
	}

	admin := Actor{ID: "admin", Role: RoleNationalAdmin}
	v := l.AgencyView(c, admin, at)
	officer := AgencyEvent{Officer: "admin", Agency: "id:ukp4", Role: RoleNationalAdmin}
	for i, e := range v.Events {
		entry := c.Timeline[i]
		want := AgencyEvent{Seq: i + 1, At: entry.At, Action: entry.Action, From: entry.From, To: entry.To, Role: RoleReporter, Details: entry.Details, Text: c.text(entry.Note)}
		if i != 0 && i != 3 {
			want.Officer, want.Agency, want.Role = officer.Officer, officer.Agency, officer.Role
		}
		if i == 1 {
			want.At, want.Recorded = drafted, entry.At
		}
		require.Equal(t, want, e)
	}
	require.Len(t, v.Events, len(c.Timeline))
	require.Equal(t, NotNarrowed, v.Narrowed)
	require.False(t, c.Location().IsZero())
	require.True(t, v.Location.Equal(c.Location()))
	requireFields(t, c, v, with(map[string]any{
		"Report": nil, "Location": nil, "Found": c.Found(), "Draft": "draft", "DraftDigest": c.Draft.Text, "AgencyNow": c.Agency, "RegionNow": c.Region, "Narrowed": nil, "Near": nil,
		"Events": v.Events, "Allowed": l.Allowed(c, admin, at),
	}))

	reporter := Actor{ID: c.Reporter.String(), Role: RoleReporter}
	r := l.ReporterView(c, at)
	require.NotZero(t, r.Missing)
	require.True(t, r.Location.Equal(c.Location()))
	requireFields(t, c, r, with(map[string]any{
		"Location": nil, "Attachments": c.Attachments[:1], "Competent": agency.ID("id:kpk"), "Follows": nil, "Missing": r.Missing, "Allowed": l.Allowed(c, reporter, at),
		"Events": []PublicEvent{
			{At: first, Action: ActionSubmit, To: StateSubmitted, Role: RoleReporter},
			{At: c.Timeline[2].At, Action: ActionApprove, To: StateSubmitted, Role: RoleNationalAdmin, Text: "draft"},
			{At: c.Timeline[3].At, Action: ActionAccept, To: StateSubmitted, Role: RoleReporter},
			{At: last, Action: ActionArchive, To: StateSuspended, Role: RoleNationalAdmin},
		},
	}))

	requireFields(t, c, FactsOf(c), map[string]any{
		"Title": "edited title", "Body": "edited body", "Submitted": first, "Named": agency.Named{Agencies: c.accused()}, "Attributes": map[string]string{"size": "7"},
		"Regions": nil, "Areas": c.Found().Areas, // the region is sure
	})

	c.Accused, c.Archived, c.Timeline[6].Details.Reason = nil, "", ArchivedDuplicate
	requireFields(t, c, *l.PublicView(c).Report, map[string]any{
		"Title": "edited title", "Body": "edited body", "Near": c.Location().Point.Coarse(),
		"Events": []PublicEvent{
			{At: first, Action: ActionSubmit, To: StateSubmitted, Role: RoleReporter},
			{At: c.Timeline[2].At, Action: ActionApprove, To: StateSubmitted, Role: RoleNationalAdmin, Text: "draft"},
			{At: last, Action: ActionArchive, To: StateSuspended, Role: RoleNationalAdmin},
		},
	})
	require.Equal(t, status, l.PublicView(c).Status)
	c.State = StateArchived
	require.True(t, l.PublicView(c).Status.Final)
}
