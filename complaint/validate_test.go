package complaint_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// requireWrong asks that exactly one field is wrong; none for an empty one.
func requireWrong(t *testing.T, name, field string, err error) {
	t.Helper()
	if field == "" {
		require.NoError(t, err, name)
		return
	}
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid, name)
	require.Len(t, invalid.Problems, 1, "%s: %v", name, err)
	require.Equal(t, field, invalid.Problems[0].Field, name)
}

// TestEveryRuleOfARecord damages a stored case in one place at a time, and stands just
// inside of each rule: what passes here is kept for ever.
func TestEveryRuleOfARecord(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	kept := d.stored(d.handled("works", true).ID)
	last := len(kept.Timeline) - 1
	type record = complaint.Complaint
	for name, tt := range map[string]struct {
		damage func(c *record)
		field  string
	}{
		"as it is":             {func(*record) {}, ""},
		"no ID":                {func(c *record) { c.ID = complaint.ID{} }, "id"},
		"no tracking":          {func(c *record) { c.Tracking = "" }, "tracking"},
		"check digit":          {func(c *record) { c.Tracking = c.Tracking[:12] + complaint.Tracking('0'+(c.Tracking[12]-'0'+1)%10) }, "tracking"},
		"spaces":               {func(c *record) { c.Tracking = c.Tracking[:6] + " " + c.Tracking[6:] }, "tracking"},
		"no reporter":          {func(c *record) { c.Reporter = complaint.ReporterRef{} }, "reporter"},
		"no rules":             {func(c *record) { c.Lifecycle.Name = "" }, "lifecycle"},
		"no state":             {func(c *record) { c.State = "" }, "lifecycle"},
		"due in the year 9999": {func(c *record) { c.NextDue = time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC) }, ""},
		"due beyond":           {func(c *record) { c.NextDue = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, "next_due"},
		"due to a nanosecond":  {func(c *record) { c.NextDue = deskBegan().Add(1) }, "next_due"},
		"category":             {func(c *record) { c.Category = "A b" }, "category"},
		"kind":                 {func(c *record) { c.Kind = "Kind" }, "kind"},
		"channel":              {func(c *record) { c.Channel = "9" }, "channel"},
		"class":                {func(c *record) { c.Class = "a b" }, "class"},
		"archived":             {func(c *record) { c.Archived = "arsip!" }, "archived"},
		"own words":            {func(c *record) { c.Kind, c.Class, c.Channel, c.Archived = "own", "own_2", "own_3", "own_4" }, ""},
		"words of an entry":    {func(c *record) { c.Timeline[last].Details.Reason = "A" }, "timeline[3].details.reason"},
		"rung":                 {func(c *record) { c.Escalations = []complaint.Escalation{{Clock: "c", Rung: "A"}} }, "escalations[0].rung"},
		"agency":               {func(c *record) { c.Agency = "a b" }, "agency"},
		"target":               {func(c *record) { c.Target = "a b" }, "target"},
		"main unit":            {func(c *record) { c.Main = "a b" }, "main"},
		"unit twice":           {func(c *record) { c.Main, c.Supporting = "u", []agency.ID{"v", "v"} }, "supporting[1]"},
		"accused twice":        {func(c *record) { c.Accused = []complaint.Accusation{{Agency: "a"}, {Agency: "a"}} }, "accused[1]"},
		"rating 5":             {func(c *record) { c.Rating = 5 }, ""},
		"rating 6":             {func(c *record) { c.Rating = 6 }, "rating"},
		"rating -1":            {func(c *record) { c.Rating = -1 }, "rating"},
		"region":               {func(c *record) { c.Region = region.Path{region.MustParse("51"), region.MustParse("51")} }, "region"},
		"seq":                  {func(c *record) { c.Timeline[last].Seq++ }, "timeline[3].seq"},
		"at the same instant":  {func(c *record) { c.Timeline[last].At = c.Timeline[last-1].At }, ""},
		"before":               {func(c *record) { c.Timeline[last].At = c.Timeline[last-1].At.Add(-time.Microsecond) }, "timeline[3].at"},
		"to a nanosecond":      {func(c *record) { c.Timeline[last].At = c.Timeline[last].At.Add(1) }, "timeline[3].at"},
		"in the year 9999":     {func(c *record) { c.Timeline[last].At = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) }, ""},
		"in the year 10000":    {func(c *record) { c.Timeline[last].At = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, "timeline[3].at"},
		"told before":          {func(c *record) { c.Timeline[last].Told = c.Timeline[last].At.Add(-complaint.ClockTolerance) }, ""},
		"told long before": {func(c *record) {
			c.Timeline[last].Told = c.Timeline[last].At.Add(-complaint.ClockTolerance - time.Microsecond)
		}, "timeline[3].told"},
		"told then":            {func(c *record) { c.Timeline[last].Told = c.Timeline[last].At }, "timeline[3].told"},
		"told to a nanosecond": {func(c *record) { c.Timeline[last].Told = c.Timeline[last].At.Add(-1) }, "timeline[3].told"},
		"version before":       {func(c *record) { c.Timeline[last].Version = c.Timeline[last-1].Version - 1 }, "timeline[3].version"},
		"version of a batch":   {func(c *record) { c.Timeline[last].Version = c.Timeline[last-1].Version }, ""},
		"version to come":      {func(c *record) { c.Timeline[last].Version = c.Version + 1 }, ""},
		"version beyond":       {func(c *record) { c.Timeline[last].Version = c.Version + 2 }, "timeline[3].version"},
		"version of none":      {func(c *record) { c.Timeline[0].Version = 0 }, "timeline[0].version"},
		"key twice":            {func(c *record) { c.Timeline[last].Key, c.Timeline[last-1].Key = "k", "k" }, "timeline[3].key"},
		"key":                  {func(c *record) { c.Timeline[last].Key = "a\nb" }, "timeline[3].key"},
		"actor":                {func(c *record) { c.Timeline[last].By.ID = "a\nb" }, "timeline[3].by.id"},
		"a text of none":       {func(c *record) { c.Timeline[last].Note = complaint.Digest{1} }, "timeline[3]"},
		"another text":         {func(c *record) { c.Texts[0].Body += "!" }, "texts[0]"},
		"erased":               {func(c *record) { c.Texts[0].Erased, c.Texts[0].Body, c.Texts[0].Salt = true, "", complaint.Salt{} }, ""},
		"erased, with salt":    {func(c *record) { c.Texts[0].Erased, c.Texts[0].Body = true, "" }, "texts[0]"},
		"erased, with body":    {func(c *record) { c.Texts[0].Erased, c.Texts[0].Salt = true, complaint.Salt{} }, "texts[0]"},
	} {
		c := kept.Clone()
		tt.damage(c)
		requireWrong(t, name, tt.field, c.Validate(complaint.Limits{}))
	}
	c := kept.Clone()
	c.Version = -1
	require.ErrorContains(t, c.Validate(complaint.Limits{}), "version: is never negative")
	c.Timeline = nil
	require.ErrorContains(t, c.Validate(complaint.Limits{}), "timeline: is empty; a complaint begins with its submission")
}

// TestEveryRuleOfADraft does the same to what comes in.
func TestEveryRuleOfADraft(t *testing.T) {
	t.Parallel()
	type draft = complaint.Draft
	for name, tt := range map[string]struct {
		change func(d *draft)
		field  string
	}{
		"as it is":   {func(*draft) {}, ""},
		"no kind":    {func(d *draft) { d.Kind = "" }, "kind"},
		"bad kind":   {func(d *draft) { d.Kind = "Kind" }, "kind"},
		"no channel": {func(d *draft) { d.Channel = "" }, "channel"},
		"bad word":   {func(d *draft) { d.Channel = "a b" }, "channel"},
		"integrated": {func(d *draft) {
			d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "x", ID: complaint.NewPrivate("1")}
		}, ""},
		"integrated, alone": {func(d *draft) { d.Channel = complaint.ChannelIntegrated }, "external"},
		// A number of another system may come by telephone: whoever may set it names both.
		"a reference alone": {func(d *draft) { d.External = complaint.External{System: "x", ID: complaint.NewPrivate("1")} }, ""},
		"a bad reference":   {func(d *draft) { d.External = complaint.External{System: "x"} }, "external"},
		"unknown kind":      {func(d *draft) { d.Kind = "complant" }, "kind"},
		"unknown channel":   {func(d *draft) { d.Channel = complaint.ChannelPhone }, "channel"},
		"no system": {func(d *draft) {
			d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{ID: complaint.NewPrivate("1")}
		}, "external"},
		"no number":   {func(d *draft) { d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "x"} }, "external"},
		"no title":    {func(d *draft) { d.Title = " " }, "title"},
		"no body":     {func(d *draft) { d.Body = "\u200b" }, "body"},
		"no such day": {func(d *draft) { d.EventDate = aduan.Date{Year: 2026, Month: 2, Day: 29} }, "event_date"},
		"a day":       {func(d *draft) { d.EventDate = aduan.Date{Year: 2024, Month: 2, Day: 29} }, ""},
		"agency":      {func(d *draft) { d.Agency = "a b" }, "agency"},
		"category":    {func(d *draft) { d.Category = "A b" }, "category"},
		"no UTF-8":    {func(d *draft) { d.Place = "a\xff" }, "place"},
		"account":     {func(d *draft) { d.Reporter.Account = complaint.NewPrivate("a\nb") }, "reporter.account"},
		"name":        {func(d *draft) { d.Reporter.Name = complaint.NewPrivate("a\xff") }, "reporter.name"},
		"number":      {func(d *draft) { d.Reporter.NationalID = complaint.NewPrivate("a\xff") }, "reporter.national_id"},
		"phone":       {func(d *draft) { d.Reporter.Phone = complaint.NewPrivate("a\xff") }, "reporter.phone"},
		"email":       {func(d *draft) { d.Reporter.Email = complaint.NewPrivate("a\xff") }, "reporter.email"},
		"address":     {func(d *draft) { d.Reporter.Address = complaint.NewPrivate("a\xff") }, "reporter.address"},
	} {
		requireWrong(t, name, tt.field, deskNational(t).ValidateDraft(deskDraft(tt.change)))
		field := tt.field
		switch name {
		case "integrated, alone", "unknown kind", "unknown channel":
			field = "" // only the edition knows
		}
		requireWrong(t, name, field, deskDraft(tt.change).Validate(complaint.Limits{}))
	}
	for name, tt := range map[string]struct {
		change func(i *complaint.Identity)
		field  string
	}{
		"as it is":     {func(*complaint.Identity) {}, ""},
		"no reference": {func(i *complaint.Identity) { i.Ref = complaint.ReporterRef{} }, "ref"},
		"no case":      {func(i *complaint.Identity) { i.Complaint = complaint.ID{} }, "ref"},
		"version -1":   {func(i *complaint.Identity) { i.Version = -1 }, "version"},
		"phone":        {func(i *complaint.Identity) { i.Person.Phone = complaint.NewPrivate("a\xff") }, "person.phone"},
	} {
		i := complaint.Identity{Ref: complaint.ReporterRef{UUID: [16]byte{1}}, Complaint: complaint.ID{UUID: [16]byte{2}}}
		tt.change(&i)
		requireWrong(t, name, tt.field, i.Validate(complaint.Limits{}))
	}
}

// TestAnOfficersSubmissionIsTheirs: the same report of an officer of another agency, or
// of another officer, is another submission.
func TestAnOfficersSubmissionIsTheirs(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	officer := complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer, Agency: "works"}
	draft := deskDraft(func(draft *complaint.Draft) {
		draft.ID, draft.Channel, draft.Reporter.Account = d.id(), complaint.ChannelFaceToFace, complaint.NewPrivate("ketut")
	})
	first, err := d.Submit(ctx, officer, draft)
	require.NoError(t, err)
	again, err := d.Submit(ctx, officer, draft)
	require.NoError(t, err)
	require.Equal(t, repeated(first), again)
	for _, by := range []complaint.Actor{
		{ID: "petugas", Role: complaint.RoleFieldOfficer, Agency: "health"},
		{ID: "petugas", Role: complaint.RoleFieldOfficer},
		{ID: "lain", Role: complaint.RoleFieldOfficer, Agency: "works"},
	} {
		_, err := d.Submit(ctx, by, draft)
		require.ErrorIs(t, err, complaint.ErrKeyReuse, "%+v", by)
	}
}

// TestUnjudgedInWords speaks of the clock, or of the case as a whole, and reads what it
// wrote.
func TestUnjudgedInWords(t *testing.T) {
	t.Parallel()
	why := errors.New("no list of 2031")
	of := complaint.Unjudged{Clock: complaint.ClockReply, Err: why}
	require.Contains(t, of.String(), why.Error())
	require.Contains(t, of.String(), complaint.ClockIn(aduan.English(), complaint.ClockReply))
	require.Contains(t, of.In(aduan.Indonesian()), complaint.ClockIn(aduan.Indonesian(), complaint.ClockReply))
	require.Equal(t, why.Error(), complaint.Unjudged{Err: why}.String())
	require.Empty(t, complaint.Unjudged{}.String())
	for _, u := range []complaint.Unjudged{of, {Err: why}} {
		text, err := json.Marshal(u)
		require.NoError(t, err)
		var read complaint.Unjudged
		require.NoError(t, json.Unmarshal(text, &read))
		require.Equal(t, u.Clock, read.Clock)
		require.EqualError(t, read.Err, why.Error())
	}
	require.Error(t, json.Unmarshal([]byte(`{"clock":7}`), &of))
	require.Equal(t, why, of.Err, "nothing is half read")

	seen := map[string]bool{}
	for r := complaint.WaitNoClock; r <= complaint.WaitNoDeadlines; r++ {
		text := complaint.Waiting{Clock: complaint.ClockReply, Reason: r}.String()
		require.Contains(t, text, r.In(aduan.English()))
		require.Contains(t, text, complaint.ClockIn(aduan.English(), complaint.ClockReply))
		require.Equal(t, r.In(aduan.English()), complaint.Waiting{Reason: r}.String())
		require.False(t, seen[r.String()] || seen[text])
		seen[r.String()], seen[text] = true, true
	}
}

// TestCompileRefusesExtensions that would be passed over in silence.
func TestCompileRefusesExtensions(t *testing.T) {
	t.Parallel()
	always := func(complaint.GuardFacts) bool { return true }
	for want, with := range map[string]complaint.Extensions{
		`guards: guard "mine" has no check`: {Guards: []complaint.Guard{{Guard: lifecycle.Guard{Name: "mine"}}}},
		`roles: role "reporter" is taken`:   {Roles: map[lifecycle.Role]complaint.Reach{complaint.RoleReporter: complaint.ReachAll}},
	} {
		_, err := complaint.Compile(complaint.National(), with)
		require.ErrorContains(t, err, want)
	}
	_, err := complaint.Compile(complaint.National(), complaint.Extensions{Guards: []complaint.Guard{{Guard: lifecycle.Guard{Name: "mine"}, Check: always}}})
	require.NoError(t, err)
	reserved := complaint.National()
	reserved.Transitions = append(reserved.Transitions, lifecycle.Transition{
		Action: complaint.ActionCorrectTime, From: []lifecycle.State{complaint.StateSubmitted}, To: lifecycle.Same(), By: lifecycle.By(complaint.RoleNationalAdmin),
	})
	_, err = complaint.Compile(reserved, complaint.Extensions{})
	require.ErrorContains(t, err, "the action correct_time is reserved")
}

// TestNationalCategories are all there, each with both names and under one that is.
func TestNationalCategories(t *testing.T) {
	t.Parallel()
	list := complaint.NationalCategories()
	require.Len(t, list, 36)
	_, err := complaint.NewCategories(list)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, c := range list {
		for _, tag := range []string{"id", "en"} {
			require.NotEmpty(t, c.Label.Text(tag), c.Path)
			require.False(t, seen[tag+c.Label.Text(tag)], c.Path)
			seen[tag+c.Label.Text(tag)] = true
		}
	}
}
