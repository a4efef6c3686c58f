package lifecycle_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// Odd definitions get an answer, not a panic.
func TestCompileTakesOddDefinitions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		def  lc.Definition
		want []string
	}{
		{"empty", lc.Definition{}, []string{"bad_name", "unknown_state"}},
		{"no states", small("s", nil, row("do", lc.Same(), "a", lc.AnyOpen)), []string{
			"unknown_state state=s name=s", "unknown_state state=any_open action=do name=any_open",
		}},
		{"no transitions", small("s", names("s", "end")), []string{"unreachable_state state=end", "no_end state=s"}},
		{"a single end", small("end", names("end")), nil},
		{"an end that begins", small("end", names("end"), row("open", lc.To("end"), "a", lc.New)), nil},
		{"an end with nothing but notes", small("end", names("end"), row("note", lc.Same(), "a", "end")), nil},
		{"nothing but a state to stay in", small("s", names("s"), row("note", lc.Same(), "a", "s")), []string{"no_end state=s"}},
		{"empty transition", small("end", names("end"), lc.Transition{}), []string{
			"bad_name", "unknown_state", "dangling_target", "nobody_may_act",
		}},
		{"empty state", small("end", names("end", "")), []string{"bad_name"}},
		{"empty initial state that is declared", small("", names("")), []string{"bad_name", "unknown_state"}},
		{"initial state new", small(lc.New, names(lc.New)), []string{"bad_name state=new name=new", "unknown_state state=new name=new"}},
		{"back to new", small("s", names("s", "end"), row("undo", lc.Back(lc.New), "a", "s"), row("do", lc.To("end"), "a", "s")), []string{
			"dangling_target state=new action=undo name=new",
		}},
		{"back from the beginning", small("s", names("s", "end"), row("undo", lc.Back("end"), "a", "s"), row("do", lc.To("end"), "a", "s")), []string{
			"back_mismatch state=s action=undo name=end",
		}},
		{"back from the beginning, entered again", func() lc.Definition {
			d := small("s", names("s", "t", "end"), row("open", lc.To("s"), "a", lc.New), row("go", lc.To("t"), "a", "s"),
				row("ask", lc.To("s"), "a", "t"), row("undo", lc.Back("t"), "a", "s"), row("do", lc.To("end"), "a", "t"))
			return d
		}(), nil},
		{"any open and a final state", func() lc.Definition {
			d := small("s", names("s", "end"), row("do", lc.To("end"), "a", lc.AnyOpen, "end"))
			return d
		}(), nil},
		{"a return twice the same", small("s", names("s", "t", "end"), row("in", lc.To("t"), "a", "s"), row("out", lc.Back("s", "s", lc.AnyOpen), "a", "t"), row("do", lc.To("end"), "a", "s")), []string{
			"back_mismatch state=t action=out name=t",
		}},
		{"timer owns", func() lc.Definition {
			d := small("s", names("s", "end"), row("lapse", lc.To("end"), lc.Timer, "s"))
			d.States[0].Waiting, d.States[0].Owner = true, lc.Timer
			return d
		}(), nil},
		{"name of 64 bytes", small("end", names("end"), row(lc.Action(strings.Repeat("x", 64)), lc.Same(), "a", "end")), nil},
		{"name of 65 bytes", small("end", names("end"), row(lc.Action(strings.Repeat("x", 65)), lc.Same(), "a", "end")), []string{
			"bad_name action=" + strings.Repeat("x", 65) + " name=" + strings.Repeat("x", 65),
		}},
		{"state of 64 bytes", small(lc.State("end"+strings.Repeat("x", 61)), names(lc.State("end"+strings.Repeat("x", 61)))), nil},
		{"state of 65 bytes", small(lc.State("end"+strings.Repeat("x", 62)), names(lc.State("end"+strings.Repeat("x", 62)))), []string{
			"bad_name state=end" + strings.Repeat("x", 62) + " name=end" + strings.Repeat("x", 62),
		}},
		{"everything twice", func() lc.Definition {
			d := small("s", names("s", "end", "s", "end"), row("do", lc.To("end"), "a", "s"), row("do", lc.To("end"), "a", "s"))
			d.Transitions[0].By = lc.By("a", "a")
			return d
		}(), []string{
			"repeated_state state=s", "repeated_state state=end", "repeated_cell action=do name=a", "repeated_cell state=s action=do",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, briefs(findings(t, c.def, anybody())))
		})
	}
}

func TestCompileCopiesTheDefinition(t *testing.T) {
	t.Parallel()
	d, v := permit(), permitWords()
	m := mustCompile(t, d, v)
	d.States[0].State, d.Transitions[1].From[0], d.Transitions[4].By[0].Needs[0] = "x", "x", "x"
	d.Transitions[1].Clocks[0].Clocks[0] = "x"
	v.Clocks[0], v.Guards[0].Name = "x", "x"
	got := m.Definition()
	require.Equal(t, permit(), got)
	got.Transitions[1].From[0] = "y"
	require.Equal(t, permit(), m.Definition())
	_, ok := m.Guard("elapsed")
	require.True(t, ok)
}

func TestPeriod(t *testing.T) {
	t.Parallel()
	day := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	always, early, late := aduan.Period{}, aduan.Period{Until: day(2)}, aduan.Period{From: day(2)}
	require.True(t, always.Contains(day(1)))
	require.True(t, early.Contains(day(1)))
	require.False(t, early.Contains(day(2)))
	require.True(t, late.Contains(day(2)))
	require.False(t, early.Overlaps(late))
	require.False(t, late.Overlaps(early))
	require.True(t, always.Overlaps(late))
	require.True(t, aduan.Period{From: day(1), Until: day(3)}.Overlaps(late))
}

func TestLabelFallsBackToTheOtherLanguage(t *testing.T) {
	t.Parallel()
	both := aduan.NewLabel(map[string]string{"id": "Selesai", "en": "Done"})
	require.Equal(t, "Selesai", both.In(aduan.Indonesian()))
	require.Equal(t, "Done", both.In(aduan.English()))
	require.Equal(t, "Done", aduan.NewLabel(map[string]string{"en": "Done"}).In(aduan.Indonesian()))
	require.Equal(t, "Selesai", aduan.NewLabel(map[string]string{"id": "Selesai"}).In(aduan.English()))
	require.Equal(t, "id en", aduan.Indonesian().Language()+" "+aduan.English().Language())
}
