package board_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/golden"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func text(s string) aduan.Label { return aduan.NewLabel(map[string]string{"id": s, "en": s}) }

func day(s string) aduan.Date {
	d, err := aduan.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func file(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/meeting.yaml")
	require.NoError(t, err)
	return string(data)
}

func fifth(t testing.TB) *board.Meeting {
	t.Helper()
	m, err := board.Parse("meeting.yaml", []byte(file(t)), nil)
	require.NoError(t, err)
	return m
}

// fourth is the meeting before, with three action items.
func fourth(t testing.TB) *board.Meeting {
	t.Helper()
	m := &board.Meeting{
		ID: "pb4", Board: "sp4n", Number: 4, Date: day("2020-08-13"), Form: board.Virtual, Title: text("Rapat keempat"),
		Parties: []workplan.Party{{ID: "undp", Name: text("UNDP")}},
		Actions: []board.Action{
			{ID: "a41", Text: text("Menyusun modul"), Owner: "undp", Due: day("2020-10-31")},
			{ID: "a42", Text: text("Strategi komunikasi"), Owner: "undp", Due: day("2020-11-01")},
			{ID: "a43", Text: text("Platform"), Owner: "undp", Due: day("2020-12-01")},
		},
	}
	require.NoError(t, m.Validate())
	return m
}

func TestParseAndWrite(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	written, err := m.JSON()
	require.NoError(t, err)
	again, err := board.Parse("meeting.json", written, func(workplan.PartyID) bool { return true })
	require.NoError(t, err)
	require.Equal(t, m, again)
	require.Equal(t, m, m.Clone())
	m.Version = -1
	require.ErrorIs(t, m.Validate(), storage.ErrInvalid)
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ old, new, want string }{
		"unknown field":     {"form: virtual", "forms: virtual", "meeting.yaml:6:1: forms: unknown field"},
		"unknown form":      {"form: virtual", "form: by_mail", "meeting.yaml:6:7: form: unknown word; legal: in_person, virtual, hybrid, circulation"},
		"no form":           {"form: virtual\n", "", "form: is required"},
		"unknown role":      {"role: beneficiary", "role: chief", "meeting.yaml:15:49: participants[2].role: unknown word"},
		"unknown party":     {"party: koica", "party: koika", `meeting.yaml:14:35: participants[1].party: unknown party "koika"`},
		"unknown owner":     {"owner: panrb", "owner: nobody", `meeting.yaml:30:80: actions[0].owner: unknown party "nobody"`},
		"due before":        {"due: 2021-01-31", "due: 2020-11-11", "actions[0].due: lies before the meeting"},
		"no such day":       {"date: 2020-11-12", "date: 2020-11-31", "want a date such as 2020-10-26"},
		"signed before":     {"signed: 2020-11-30", "signed: 2020-11-11", "signed: want a date that is not before the meeting"},
		"twice a decision":  {"- id: pb5/d2", "- id: pb5/d1", `decisions[1].id: "pb5/d1" stands twice`},
		"reviewed twice":    {"{action: a42", "{action: a41", "reviews[1].action: is an item of this meeting, or reviewed twice"},
		"reviews its own":   {"{action: a42", "{action: a51", "reviews[1].action: is an item of this meeting, or reviewed twice"},
		"date of done":      {"status: open, due", "status: done, due", "reviews[1].due: only what stays open has a new date"},
		"edition 0":         {"edition: 2", "edition: 0", "decisions[0].approves[0].edition: editions count from 1"},
		"into the same":     {"into: p2021", "into: p2020", "nothing is carried over into the same plan"},
		"number 0":          {"number: 5", "number: 0", "meetings count from 1"},
		"empty participant": {"name: Country Director", `name: " "`, "participants[1].name: is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, file(t), tt.old)
			_, err := board.Parse("meeting.yaml", []byte(strings.Replace(file(t), tt.old, tt.new, 1)), nil)
			require.ErrorContains(t, err, tt.want)
			var invalid *storage.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Equal(t, "meeting.yaml", invalid.Problems[0].File)
			require.Positive(t, invalid.Problems[0].Line)
		})
	}
	_, err := board.Parse("meeting.yaml", []byte(file(t)), func(p workplan.PartyID) bool { return p != "koica" })
	require.EqualError(t, err, `meeting "pb5" in meeting.yaml: invalid: meeting.yaml:10:8: parties[1].id: there is no party "koica"`)
}

func TestMinutes(t *testing.T) {
	t.Parallel()
	for name, lang := range map[string]aduan.Words{"id": aduan.Indonesian(), "en": aduan.English()} {
		got := fifth(t).Markdown(lang, board.DefaultQuorum(), []*board.Meeting{fifth(t), fourth(t)}, nil)
		golden.File(t, *update, "minutes_"+name+".md", got)
	}
	empty := fourth(t).Markdown(aduan.English(), board.DefaultQuorum(), nil, nil)
	require.Contains(t, empty, "- **No quorum**: no Executive; no Senior supplier; no Beneficiary\n")
	require.Contains(t, empty, "Draft minutes, not signed")
	require.Contains(t, empty, "## Decisions\n\nNone.\n")
}

func TestItems(t *testing.T) {
	t.Parallel()
	meetings := []*board.Meeting{fifth(t), fourth(t)}
	show := func(asOf string) []string {
		var lines []string
		for _, i := range board.Items(meetings, day(asOf)) {
			line := fmt.Sprintf("%s %v %s", i.ID, i.Due, i.Status)
			if i.Late {
				line += " late"
			}
			if !i.Settled.IsZero() {
				line += " " + i.Settled.String()
			}
			lines = append(lines, line)
		}
		return lines
	}
	require.Empty(t, show("2020-08-12"))
	require.Equal(t, []string{"a41 2020-10-31 open late", "a42 2020-11-01 open late", "a43 2020-12-01 open"}, show("2020-11-11"))
	require.Equal(t, []string{"a41 2020-10-31 done 2020-11-12", "a43 2020-12-01 open", "a42 2020-12-15 open", "a51 2021-01-31 open"}, show("2020-11-12"))
	require.Equal(t, []string{"a41 2020-10-31 done 2020-11-12", "a43 2020-12-01 open late", "a42 2020-12-15 open late", "a51 2021-01-31 open late"}, show("2021-05-06"))

	var open []string
	for _, i := range board.OpenBefore(fifth(t), meetings) {
		open = append(open, string(i.ID))
	}
	require.Equal(t, []string{"a41", "a42", "a43"}, open)
	other := fourth(t)
	other.Board = "another"
	require.Empty(t, board.OpenBefore(fifth(t), []*board.Meeting{other}))
}

// The order in which meetings are given does not matter, and nothing that a
// later meeting does changes what an earlier day looked like.
func TestItemsDoNotDependOnOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var meetings []*board.Meeting
		var known []board.ActionID
		for n := range rapid.IntRange(0, 6).Draw(t, "meetings") {
			m := &board.Meeting{Board: "b", Number: n + 1, Date: day("2020-01-01").AddDays(30 * n)}
			for _, id := range known {
				if rapid.Bool().Draw(t, "reviewed") {
					m.Reviews = append(m.Reviews, board.Review{Action: id, Status: board.Status(rapid.IntRange(0, 2).Draw(t, "status"))})
				}
			}
			for i := range rapid.IntRange(0, 3).Draw(t, "actions") {
				id := board.ActionID(fmt.Sprintf("a%d.%d", n, i))
				known = append(known, id)
				m.Actions = append(m.Actions, board.Action{ID: id, Due: m.Date.AddDays(rapid.IntRange(0, 90).Draw(t, "due"))})
			}
			meetings = append(meetings, m)
		}
		asOf := day("2020-01-01").AddDays(rapid.IntRange(0, 200).Draw(t, "as of"))
		items := board.Items(meetings, asOf)
		require.Equal(t, items, board.Items(rapid.Permutation(meetings).Draw(t, "order"), asOf))
		past := slices.DeleteFunc(slices.Clone(meetings), func(m *board.Meeting) bool { return m.Date.Compare(asOf) > 0 })
		require.Equal(t, items, board.Items(past, asOf))
	})
}

// lacks says what is missing in a language.
func lacks(w aduan.Words, missing []aduan.Message) (said []string) {
	for _, m := range missing {
		said = append(said, m.In(w))
	}
	return said
}

func TestQuorum(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	require.Empty(t, board.DefaultQuorum().Missing(m))
	require.Empty(t, board.Quorum{}.Missing(&board.Meeting{}), "without a rule every meeting decides")
	q, err := board.ParseQuorum("quorum.yaml", []byte("members: 4\nparties: 3\nroles: [executive, beneficiary]\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"anggota: 3 dari 4", "pihak: 2 dari 3"}, lacks(aduan.Indonesian(), q.Missing(m)), "observers do not count")
	require.Equal(t, []string{"members: 3 of 4", "parties: 2 of 3"}, lacks(aduan.English(), q.Missing(m)))
	_, err = board.ParseQuorum("quorum.yaml", []byte("members: -1\n"))
	require.ErrorIs(t, err, storage.ErrInvalid)
	require.NoError(t, board.Quorum{Roles: []board.Role{board.Executive, board.Beneficiary}}.Validate())
	var invalid *storage.InvalidError
	require.ErrorAs(t, board.Quorum{Members: -1, Parties: -1, Roles: []board.Role{board.Executive, board.Observer, board.Beneficiary + 1}}.Validate(), &invalid)
	var fields []string
	for _, p := range invalid.Problems {
		fields = append(fields, p.Field+" "+p.Message)
	}
	require.Equal(t, []string{
		"members is never negative", "parties is never negative", "roles[1] an observer decides nothing", "roles[2] an observer decides nothing",
	}, fields)
}

// TestUnknownWords: roles and statuses are those that there are, the first and the last
// among them.
func TestUnknownWords(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		edit func(m *board.Meeting)
		want string
	}{
		"first role":      {func(m *board.Meeting) { m.Participants[0].Role = board.Observer }, ""},
		"before roles":    {func(m *board.Meeting) { m.Participants[0].Role = board.Observer - 1 }, "participants[0].role"},
		"last role":       {func(m *board.Meeting) { m.Participants[0].Role = board.Beneficiary }, ""},
		"after roles":     {func(m *board.Meeting) { m.Participants[0].Role = board.Beneficiary + 1 }, "participants[0].role"},
		"before statuses": {func(m *board.Meeting) { m.Reviews[0].Status = board.Open - 1 }, "reviews[0].status"},
		"last status":     {func(m *board.Meeting) { m.Reviews[0].Status = board.Dropped }, ""},
		"after statuses":  {func(m *board.Meeting) { m.Reviews[0].Status = board.Dropped + 1 }, "reviews[0].status"},
	} {
		m := fifth(t)
		tt.edit(m)
		err := m.Validate()
		if tt.want == "" {
			require.NoError(t, err, name)
			continue
		}
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Len(t, invalid.Problems, 1, name)
		require.Equal(t, []string{tt.want, "is unknown"}, []string{invalid.Problems[0].Field, invalid.Problems[0].Message}, name)
		require.NotEmpty(t, invalid.Problems[0].Legal)
	}
}

// TestMinutesOfLateItems: late is what stays open, reviewed or not, from the day after it was due; a party
// that is not listed has its ID, and a review of no item says nothing.
func TestMinutesOfLateItems(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	m.Reviews = []board.Review{
		{Action: "a42", Status: board.Open, Due: m.Date}, {Action: "a43", Status: board.Open, Due: m.Date.AddDays(-1)}, {Action: "a99", Status: board.Done},
	}
	m.Participants[0].Party = "elsewhere"
	var rows []string
	for line := range strings.Lines(m.Markdown(aduan.English(), board.DefaultQuorum(), []*board.Meeting{fourth(t), m}, nil)) {
		for _, of := range []string{"Deputi", "a41", "a42", "a43", "a99"} {
			if strings.Contains(line, of) {
				cells := strings.Split(strings.TrimSpace(line), " | ")
				rows = append(rows, of+": "+cells[1]+", "+cells[len(cells)-2])
			}
		}
	}
	require.Equal(t, []string{
		"Deputi: elsewhere, elsewhere", "a41: Menyusun modul, Not reviewed (late)", "a42: Strategi komunikasi, Open", "a43: Platform, Open (late)",
	}, rows)
	var ids []string
	for _, i := range board.Items([]*board.Meeting{fourth(t), m}, m.Date) {
		ids = append(ids, string(i.ID))
	}
	require.Equal(t, []string{"a41", "a43", "a42", "a51"}, ids)
}

func TestTooManyEntries(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	m.Number, m.Actions = 0, make([]board.Action, board.MaxEntries)
	var wrong *storage.InvalidError
	require.ErrorAs(t, m.Validate(), &wrong)
	require.Len(t, wrong.Problems, 1, "nothing else is looked at")
	require.Contains(t, wrong.Problems[0].String(), "at most 10000 are legal")
}

func TestSignedMinutesNeverChange(t *testing.T) {
	t.Parallel()
	stored := fifth(t)
	next := stored.Clone()
	next.Version++
	require.NoError(t, next.Follows(stored))
	next.Actions[0].Due = day("2021-06-30")
	require.ErrorContains(t, next.Follows(stored), "the minutes were signed on 2020-11-30 and never change")
	stored.Signed = aduan.Date{}
	require.NoError(t, next.Follows(stored), "a draft may change")
	next.Number = 6
	require.ErrorIs(t, next.Follows(stored), storage.ErrInvalid)
}

func TestCloneSharesNothing(t *testing.T) {
	t.Parallel()
	m := fifth(t)
	kept := m.Clone()
	c := m.Clone()
	c.Parties[0].ID, c.Participants[0].Name, c.Agenda[0].Notes[0] = "x", "x", text("x")
	c.Decisions[0].Approves[0].Edition, c.Actions[0].Owner, c.Reviews[0].Status = 9, "x", board.Dropped
	require.Equal(t, kept, m)
	require.NotEqual(t, kept, c)
}

// shelf is a reader of a few meetings.
type shelf []*board.Meeting

func (s shelf) Get(_ context.Context, id board.MeetingID) (*board.Meeting, error) {
	for _, m := range s {
		if m.ID == id {
			return m.Clone(), nil
		}
	}
	return nil, &storage.NotFoundError{Kind: board.KindOfMeeting, Key: string(id)}
}

func (s shelf) List(_ context.Context, q board.Query) iter.Seq2[*board.Meeting, error] {
	return func(yield func(*board.Meeting, error) bool) {
		for _, m := range s {
			if m == nil {
				yield(nil, errors.New("the shelf fell"))
				return
			}
			if q.Match(m) && !yield(m.Clone(), nil) {
				return
			}
		}
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	other := fourth(t)
	other.ID, other.Board = "x", "another"
	got, err := board.FromStore(t.Context(), shelf{fifth(t), fourth(t), other}, "sp4n")
	require.NoError(t, err)
	require.Equal(t, []*board.Meeting{fourth(t), fifth(t)}, got)
	_, err = board.FromStore(t.Context(), shelf{nil}, "")
	require.ErrorContains(t, err, "the shelf fell")
}

func FuzzParse(f *testing.F) {
	data, err := os.ReadFile("testdata/meeting.yaml")
	require.NoError(f, err)
	f.Add(true, data)
	written, err := fifth(f).JSON()
	require.NoError(f, err)
	f.Add(false, written)
	f.Fuzz(func(t *testing.T, isYAML bool, data []byte) {
		name := "meeting.json"
		if isYAML {
			name = "meeting.yaml"
		}
		m, err := board.Parse(name, data, nil)
		if err != nil {
			require.ErrorIs(t, err, storage.ErrInvalid)
			return
		}
		written, err := json.Marshal(m)
		require.NoError(t, err)
		var again board.Meeting
		require.NoError(t, json.Unmarshal(written, &again))
		rewritten, err := json.Marshal(&again)
		require.NoError(t, err)
		require.Equal(t, string(written), string(rewritten))
		require.NoError(t, again.Follows(m))
		_ = m.Markdown(aduan.English(), board.DefaultQuorum(), []*board.Meeting{&again}, nil)
	})
}
