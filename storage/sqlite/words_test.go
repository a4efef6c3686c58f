package sqlite_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// ofTheCity is a word with a name.
func ofTheCity(word string, means ...string) lifecycle.Word {
	return lifecycle.Word{Word: word, Label: aduan.NewLabel(map[string]string{"en": "The " + word}), Means: means}
}

// cityRules is the national lifecycle with vocabularies of its own.
func cityRules(t require.TestingT, words lifecycle.Words) *complaint.Lifecycle {
	d := complaint.National()
	d.Name, d.Edition, d.Words = "city", "1", words
	l, err := complaint.Compile(d, complaint.Extensions{})
	require.NoError(t, err)
	return l
}

func cityVocabularies() lifecycle.Words {
	return lifecycle.Words{
		Kinds:    []lifecycle.Word{{Word: "service_request"}, ofTheCity("damage")},
		Classes:  []lifecycle.Word{ofTheCity("routine"), ofTheCity("urgent"), ofTheCity("integrity", complaint.MeansSupervisory)},
		Channels: []lifecycle.Word{{Word: "phone"}, {Word: "email"}, ofTheCity("kiosk")},
		Reasons:  []lifecycle.Word{{Word: "spam"}, {Word: "duplicate"}, {Word: "withdrawn"}, {Word: "expired"}, ofTheCity("not_ours", complaint.MeansNamesCompetent)},
		Rungs:    []lifecycle.Word{ofTheCity("head", complaint.MeansSuperior), ofTheCity("mayor")},
	}
}

// citySources is a small world whose cases have the words of a lifecycle.
func citySources(t testing.TB, l *complaint.Lifecycle) routing.Sources {
	t.Helper()
	from := routingtest.Sources(t, "34 province DIY\n34.04 regency Sleman\n", "diy in 34 for public-works\nsleman in 34.04 for roads supervisor diy\n")
	from.Lifecycles = []*complaint.Lifecycle{l}
	return from
}

func cityTable(rules ...routing.Rule) routing.Table {
	return routing.Table{
		Name: "city", Edition: "1", Zone: "Asia/Jakarta", Valid: routing.Days{From: aduan.Date{Year: 2026, Month: 1, Day: 1}}, Hit: routing.First,
		Rules: rules, Fallback: routing.ToAgency("diy"),
	}
}

func cityPolicy() *deadline.Policy {
	return &deadline.Policy{
		Name: "city", Edition: "1",
		Rules: []deadline.Rule{
			{Clock: complaint.ClockFirstResponse, Class: "urgent", Limit: deadline.WorkingDays(1)},
			{Clock: complaint.ClockFirstResponse, Limit: deadline.WorkingDays(5)},
			{Clock: complaint.ClockReply, Limit: deadline.WorkingDays(10)},
			{Clock: complaint.ClockCompletion, Limit: deadline.WorkingDays(10)},
		},
		Ladder: []deadline.Step{
			{Clock: complaint.ClockFirstResponse, Rung: "head"}, {Clock: complaint.ClockFirstResponse, Rung: "mayor", After: deadline.WorkingDays(1)},
		},
	}
}

// A service with words of its own works on both stores, with a table that routes by them
// and a policy that judges and escalates by them.
func TestOwnWordsEverywhere(t *testing.T) {
	t.Parallel()
	l := cityRules(t, cityVocabularies())
	from := citySources(t, l)
	table := cityTable(routing.Rule{
		ID: "calls", When: routing.When{Kind: []complaint.Kind{"damage"}, Channel: []complaint.Channel{complaint.ChannelPhone, "kiosk"}, Class: []complaint.Class{"urgent"}},
		To: routing.ToAgency("sleman"),
	})
	router, err := routing.Compile(table, from)
	require.NoError(t, err)
	calendars, err := indonesia.Calendars()
	require.NoError(t, err)
	judge := deadline.Config{
		Policies: []*deadline.Policy{cityPolicy()}, Lifecycles: from.Lifecycles, Superiors: from.Agencies,
		Calendars: deadline.Calendars{Set: calendars, Default: indonesia.CalendarWIB, Bodies: from.Agencies},
	}
	deadlines, err := deadline.New(judge)
	require.NoError(t, err)
	national := complaint.Actor{ID: "nat", Role: complaint.RoleNationalAdmin}

	for name, store := range map[string]backend.Store{"memory": memory.New(), "sqlite": opened(t)} {
		now := began()
		cfg := complaint.Config{
			Store: backend.Complaints(store), Identities: store.Set().Identities, Lifecycles: from.Lifecycles, Deadlines: deadlines, Router: router,
			Directory: from.Agencies, Regions: from.Regions, Categories: from.Categories, Now: func() time.Time { return now }, Entropy: rand.NewChaCha8([32]byte{9}),
		}
		s, err := complaint.NewService(cfg)
		require.NoError(t, err, name)
		receipt, err := s.Submit(t.Context(), complaint.Actor{ID: "wayan"}, complaint.Draft{
			Kind: "damage", Channel: complaint.ChannelPhone, Title: "Pipa bocor", Body: "Sejak pagi.", Region: region.MustParse("34.04"), Category: "public_works/water",
		})
		require.NoError(t, err, name)
		_, err = s.Do(t.Context(), national, receipt.ID, complaint.Command{Action: complaint.ActionForward, Class: "urgent"})
		require.NoError(t, err, name)
		now = now.Add(48 * time.Hour)
		swept, err := s.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err, name)
		require.Empty(t, swept.Failed)
		require.Empty(t, swept.Unjudged)
		c, err := store.Set().Complaints.Get(t.Context(), receipt.ID)
		require.NoError(t, err, name)
		require.Equal(t, agency.ID("sleman"), c.Agency)
		require.Equal(t, "calls", c.Timeline[1].Details.Routed.Rule)
		require.Equal(t, []complaint.Escalation{{Clock: complaint.ClockFirstResponse, Rung: "head"}}, c.Escalations)
		told, err := deadlines.Recipients(l, c, c.Escalations[0], now)
		require.NoError(t, err)
		require.Equal(t, []agency.ID{"diy"}, told)
		now = now.Add(5 * 24 * time.Hour)
		_, err = s.Sweep(t.Context(), complaint.Position{}, 0)
		require.NoError(t, err, name)
		c, err = store.Set().Complaints.Get(t.Context(), receipt.ID)
		require.NoError(t, err)
		require.Equal(t, complaint.Rung("mayor"), c.Escalations[1].Rung)
		told, err = deadlines.Recipients(l, c, c.Escalations[1], now)
		require.NoError(t, err)
		require.Empty(t, told, "no body above the office")
		found := 0
		for v, err := range s.List(t.Context(), national, complaint.Query{Filter: complaint.Filter{Channels: []complaint.Channel{"phone"}, Classes: []complaint.Class{"urgent"}, Kinds: []complaint.Kind{"damage"}}}) {
			require.NoError(t, err)
			require.Equal(t, "The urgent", l.ClassIn(aduan.English(), v.Class))
			found++
		}
		require.Equal(t, 1, found, name)

		cfg.Router = mustRoute(t, cityTable(), routing.Sources{Regions: from.Regions, Agencies: from.Agencies, Categories: from.Categories})
		_, err = complaint.NewService(cfg)
		require.ErrorContains(t, err, `Router.words.channels: the lifecycle city 1 has the word "kiosk", which the table "city" 1 was compiled without`)
	}
	table.Rules[0].When.Channel[1] = "kiosc"
	_, err = routing.Compile(table, from)
	require.ErrorContains(t, err, "rules[0].when.channel[1]: there is no such value; legal: kiosk, phone, email")
	judge.Policies[0].Ladder[1].Rung, judge.Policies[0].Rules[0].Class = "major", "urgnt"
	_, err = deadline.New(judge)
	require.ErrorContains(t, err, `Policies[0].ladder[1].rung: there is no rung "major" in the lifecycle city 1; legal: mayor, head`)
	require.ErrorContains(t, err, `Policies[0].rules[0].class: there is no class "urgnt"; legal: urgent, routine, integrity`)
	require.NoError(t, json.Unmarshal([]byte(`"mayor"`), new(complaint.Rung)))
}

func mustRoute(t testing.TB, table routing.Table, from routing.Sources) *routing.Router {
	t.Helper()
	r, err := routing.Compile(table, from)
	require.NoError(t, err)
	return r
}

// Every word of a declared list comes back from JSON, CSV, SQLite and a routing table.
func TestEveryDeclaredWordComesBack(t *testing.T) {
	t.Parallel()
	s, from := opened(t), citySources(t, cityRules(t, cityVocabularies()))
	office, made := newOffice(t, 7), 0
	rapid.Check(t, func(t *rapid.T) {
		list := func(name string, first lifecycle.Word) []lifecycle.Word {
			all := []lifecycle.Word{first}
			for _, w := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z][a-z0-9_]{0,20}`), 0, 4, rapid.ID).Draw(t, name) {
				if w != first.Word {
					all = append(all, lifecycle.Word{Word: w, Label: aduan.NewLabel(map[string]string{"en": "The " + w})})
				}
			}
			return all
		}
		var given []lifecycle.Word // by actions
		for _, w := range []string{"duplicate", "withdrawn", "expired"} {
			given = append(given, lifecycle.Word{Word: w})
		}
		l := cityRules(t, lifecycle.Words{
			Kinds: list("kinds", ofTheCity("damage")), Channels: list("channels", ofTheCity("kiosk")),
			Classes: list("classes", ofTheCity("integrity", complaint.MeansSupervisory)),
			Reasons: append(list("reasons", ofTheCity("not_ours", complaint.MeansNamesCompetent)), given...), Rungs: list("rungs", ofTheCity("head")),
		})
		from.Lifecycles = []*complaint.Lifecycle{l}
		words := l.Words()
		most := max(len(words.Kinds), len(words.Classes), len(words.Channels), len(words.Reasons), len(words.Rungs))
		at := func(list []lifecycle.Word, i int) string { return list[i%len(list)].Word }
		for i := range most {
			c := office.open()
			c.Kind, c.Class, c.Channel = complaint.Kind(at(words.Kinds, i)), complaint.Class(at(words.Classes, i)), complaint.Channel(at(words.Channels, i))
			c.Archived = complaint.ArchiveReason(at(words.Reasons, i))
			c.Escalations = []complaint.Escalation{{Clock: complaint.ClockResolution, Rung: complaint.Rung(at(words.Rungs, i))}}
			c.Timeline[0].Details.Kind, c.Timeline[0].Details.Channel = c.Kind, c.Channel
			require.NoError(t, l.CheckWords(c))
			require.NoError(t, s.Commit(office.t.Context(), backend.Batch{Batch: complaint.Batch{Complaints: []*complaint.Complaint{c}}}))
			made++
			stored, err := s.Set().Complaints.Get(office.t.Context(), c.ID)
			require.NoError(t, err)
			stored.Version = c.Version
			require.Equal(t, encoded(t, c), encoded(t, stored))
			found := 0
			for one, err := range s.Set().Complaints.List(office.t.Context(), complaint.Query{Filter: complaint.Filter{Kinds: []complaint.Kind{c.Kind}, Classes: []complaint.Class{c.Class}, Channels: []complaint.Channel{c.Channel}}}) {
				require.NoError(t, err)
				if one.ID == c.ID {
					found++
				}
			}
			require.Equal(t, 1, found)

			file := fmt.Sprintf("kind,title,body,channel\n%s,a,b,%s\n", c.Kind, c.Channel)
			for row, err := range l.ReadCSV(strings.NewReader(file)) {
				require.NoError(t, err)
				require.Equal(t, [2]string{string(c.Kind), string(c.Channel)}, [2]string{string(row.Draft.Kind), string(row.Draft.Channel)})
			}

			text := fmt.Sprintf(`{"name": "t", "edition": "1", "zone": "UTC", "valid": {"from": "2026-01-01"}, "hit_policy": "first", "fallback": {"agency": "diy"},
				"rules": [{"id": "r", "when": {"kind": [%q], "class": [%q], "channel": [%q]}, "to": {"agency": "sleman"}}]}`, c.Kind, c.Class, c.Channel)
			table, err := routing.Parse("t.json", []byte(text))
			require.NoError(t, err)
			router, err := routing.Compile(table, from)
			require.NoError(t, err)
			facts := complaint.Facts{Kind: c.Kind, Class: c.Class, Channel: c.Channel, Submitted: began()}
			decision, err := router.Route(facts)
			require.NoError(t, err)
			require.Equal(t, "r", decision.Rule)
			for least := range router.Reach("r") {
				require.Equal(t, facts.Kind, least.Kind)
				require.Equal(t, facts.Class, least.Class)
				require.Equal(t, facts.Channel, least.Channel)
			}
		}
	})
	require.Positive(t, made)
}

func encoded(t require.TestingT, c *complaint.Complaint) string {
	text, err := c.Encode()
	require.NoError(t, err)
	return string(text)
}
