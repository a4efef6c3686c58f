package complaint_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// hostile is a word from outside that wants to be a line of a log, to steer a terminal
// or to fill the disk.
func hostile() string { return "x\nlevel=INFO \x1b[2J\u202e\u2028" + strings.Repeat("y", 200_000) }

// requireLine requires of an error that it is short, and that nothing from outside
// ends a line of it or steers a terminal. A list of problems has one on each line.
func requireLine(t *testing.T, err error, where string) {
	t.Helper()
	require.Error(t, err, where)
	texts := []string{err.Error()}
	if spoken, ok := err.(aduan.Spoken); ok {
		texts = append(texts, spoken.In(aduan.Indonesian()))
	}
	for _, text := range texts {
		require.Less(t, len(text), 4_000, where)
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			require.NotContains(t, line, "level=INFO \x1b", where)
			require.Less(t, strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' }), 0, "%s: %.200q", where, line)
			require.False(t, strings.HasPrefix(line, "level="), "%s: %.200q", where, line)
		}
	}
}

// What is quoted of an input is escaped and cut, wherever it stands.
func TestErrorsQuoteOnOneLine(t *testing.T) {
	t.Parallel()
	ctx, d, bad := t.Context(), newDesk(t), hostile()
	r := d.submit()
	for name, cmd := range map[string]complaint.Command{
		"action": {Action: lifecycle.Action(bad)}, "key": {Action: complaint.ActionNote, Note: "x", Key: bad},
		"agency":   {Action: complaint.ActionForward, Class: complaint.ClassAspiration, Agency: agency.ID(bad)},
		"category": {Action: complaint.ActionForward, Class: complaint.ClassAspiration, Agency: "id:51", Category: complaint.Category(bad)},
		"clock":    {Action: complaint.ActionEscalate, Clock: lifecycle.ClockName(bad), Rung: complaint.RungSuperior},
		"unit":     {Action: complaint.ActionAssign, Main: agency.ID(bad)},
		"accused":  {Action: complaint.ActionAccuse, Note: "x", Accused: []agency.ID{agency.ID(bad)}},
		"file":     {Action: complaint.ActionAttach, Attachments: []complaint.Attachment{{Name: bad, MediaType: bad}}},
		"answer":   {Action: complaint.ActionAttach, Attributes: []complaint.Attribute{{Code: bad, Type: complaint.DatatypeNumber, Values: []string{bad}}}},
	} {
		_, err := d.Do(ctx, byNational(), r.ID, cmd)
		requireLine(t, err, name)
	}
	for name, by := range map[string]complaint.Actor{
		"role": {ID: "a", Role: lifecycle.Role(bad)}, "actor": {ID: bad}, "actor's agency": {ID: "a", Role: complaint.RoleAgencyAdmin, Agency: agency.ID(bad)},
	} {
		_, err := d.Submit(ctx, by, deskDraft())
		requireLine(t, err, name)
		_, err = d.Do(ctx, by, r.ID, noteOf("x"))
		requireLine(t, err, name)
	}
	denial := deskNational(t).WhyNot(d.stored(r.ID), complaint.Actor{ID: "a", Role: lifecycle.Role(bad)}, lifecycle.Action(bad), complaint.Moment{Now: d.clock.now()})
	requireLine(t, denial, "denial")
	requireLine(t, &complaint.KeyReuseError{Complaint: r.ID, Key: bad}, "key")
	requireLine(t, &complaint.UnknownOutcomeError{Complaint: r.ID, Key: bad}, "key")

	text, err := json.Marshal(bad)
	require.NoError(t, err)
	for _, field := range []string{"kind", "channel", "region", "category", "agency", "event_date", "id", "title_", "disclosure", "attributes", "accused"} {
		_, err := complaint.ParseDraft([]byte(`{"` + field + `":` + string(text) + `}`))
		requireLine(t, err, "draft "+field)
	}
	_, err = complaint.ParseDraft([]byte(`{` + string(text) + `:1}`))
	requireLine(t, err, "draft key")
	for _, field := range []string{"action_", "class", "reason", "rung", "rating", "parent", "expect"} {
		_, err := complaint.ParseCommand([]byte(`{"action":"note","` + field + `":` + string(text) + `}`))
		requireLine(t, err, "command "+field)
	}
	_, err = complaint.ParseID(bad)
	requireLine(t, err, "ID")
	_, err = region.Parse(bad)
	requireLine(t, err, "region")
	_, err = d.Track(ctx, bad)
	requireLine(t, err, "tracking")
	for _, err := range d.Search(ctx, byNational(), bad, complaint.Query{}) {
		requireLine(t, err, "search")
	}
	for _, err := range d.List(ctx, byNational(), complaint.Query{Filter: complaint.Filter{Category: complaint.Category(bad), Agency: agency.ID(bad)}}) {
		requireLine(t, err, "list")
	}
}
