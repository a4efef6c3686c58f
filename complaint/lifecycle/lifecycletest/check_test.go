package lifecycletest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/lifecycle/lifecycletest"
)

func permit() lc.Definition {
	return lc.Definition{
		Name: "parking-permit", Edition: "2026", Initial: "filed",
		States: []lc.StateInfo{{State: "filed", Owner: "clerk"}, {State: "waiting", Waiting: true, Owner: "applicant"}, {State: "decided", Final: true}},
		Transitions: []lc.Transition{
			{Action: "file", From: []lc.State{lc.New}, To: lc.To("filed"), By: lc.By("applicant")},
			{Action: "ask", From: []lc.State{"filed"}, To: lc.To("waiting"), By: lc.By("clerk"), Clocks: []lc.Effect{lc.Start.On("answer")}},
			{Action: "answer", From: []lc.State{"waiting"}, To: lc.Back("filed"), By: lc.By("applicant")},
			{Action: "lapse", From: []lc.State{"waiting"}, To: lc.To("decided"), By: lc.By(lc.Timer), Needs: []lc.Need{"elapsed(answer)"}},
			{Action: "decide", From: []lc.State{"filed"}, To: lc.To("decided"), By: []lc.Permit{{Role: "clerk", Needs: []lc.Need{"not_applicant"}}}},
			{Action: "note", From: []lc.State{lc.AnyOpen}, To: lc.Same(), By: lc.By("clerk")},
		},
	}
}

func compile(tb testing.TB, d lc.Definition) *lc.Machine {
	tb.Helper()
	m, err := lc.Compile(d, lc.Vocabulary{
		Roles:  []lc.Role{"applicant", "clerk"},
		Guards: []lc.Guard{{Name: "elapsed", Takes: lc.TakesClock}, {Name: "not_applicant"}},
		Clocks: []lc.ClockName{"answer"},
	})
	require.NoError(tb, err)
	return m
}

// recorder is a test that notes what it is told instead of failing.
type recorder struct {
	testing.TB
	errors, logs []string
	fatal        string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) Logf(format string, args ...any) {
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}

// Fatalf does not end anything: the caller looks at what it left.
func (r *recorder) Fatalf(format string, args ...any) { r.fatal = fmt.Sprintf(format, args...) }

func TestRunAcceptsTheRightMachine(t *testing.T) {
	t.Parallel()
	table := lifecycletest.Load(t, os.DirFS("testdata"), "permit_table.yaml")
	lifecycletest.Run(t, compile(t, permit()), table)

	r := &recorder{}
	lifecycletest.Run(r, compile(t, permit()), table)
	require.Empty(t, r.errors)
	require.Equal(t, []string{"lifecycletest: parking-permit 2026: 84 cells of state, action and role: 7 allowed, 77 refused"}, r.logs)
}

// Each way in which a machine can be wrong fails the test, and says where.
func TestRunFindsTheWrongMachine(t *testing.T) {
	t.Parallel()
	const at = "lifecycletest: permit_table.yaml:"
	for _, c := range []struct {
		name  string
		spoil func(*lc.Definition)
		want  []string
	}{
		{"too many roles", func(d *lc.Definition) { d.Transitions[1].By = lc.By("clerk", "applicant") }, []string{
			"lifecycletest: ask from filed by applicant: expected refused, the machine allows it to waiting; path: file -> filed",
		}},
		{"a role that is refused by a row", func(d *lc.Definition) { d.Transitions[4].By = append(d.Transitions[4].By, lc.By("applicant")...) }, []string{
			at + "9: decide from filed by applicant: expected refused, the machine allows it to decided; path: file -> filed",
		}},
		{"an action too many", func(d *lc.Definition) {
			d.Transitions = append(d.Transitions, lc.Transition{Action: "reopen", From: []lc.State{"decided"}, To: lc.To("filed"), By: lc.By("clerk")})
			d.States[2].Exits = []lc.Action{"reopen"}
		}, []string{at + "10: reopen from decided by clerk: expected refused, the machine allows it to filed; path: file -> filed, decide -> decided"}},
		{"a role too few", func(d *lc.Definition) { d.Transitions[0].By = lc.By("clerk") }, []string{
			"lifecycletest: file from new by clerk: expected refused, the machine allows it to filed",
			at + "2: file from new by applicant: expected to filed, the machine refuses it",
		}},
		{"a state too few", func(d *lc.Definition) { d.Transitions[5].From = []lc.State{"filed"} }, []string{
			at + "7: note from waiting by clerk: expected to waiting, the machine refuses it; path: file -> filed, ask -> waiting",
		}},
		{"a condition too few", func(d *lc.Definition) { d.Transitions[3].Needs = nil }, []string{
			at + "5: lapse from waiting by timer: expected to decided if elapsed(answer), the machine allows it to decided; path: file -> filed, ask -> waiting",
		}},
		{"a condition too many", func(d *lc.Definition) { d.Transitions[4].Needs = []lc.Need{"elapsed(answer)"} }, []string{
			at + "6: decide from filed by clerk: expected to decided if not_applicant, the machine allows it to decided if elapsed(answer), not_applicant; path: file -> filed",
		}},
		{"another target", func(d *lc.Definition) { d.Transitions[3].To = lc.To("filed") }, []string{
			at + "5: lapse from waiting by timer: expected to decided if elapsed(answer), the machine allows it to filed if elapsed(answer); path: file -> filed, ask -> waiting",
		}},
		{"no return", func(d *lc.Definition) { d.Transitions[2].To = lc.To("decided") }, []string{
			at + "4: answer from waiting by applicant: expected to back(filed), the machine allows it to decided; path: file -> filed, ask -> waiting",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := permit()
			c.spoil(&d)
			r := &recorder{}
			lifecycletest.Run(r, compile(t, d), lifecycletest.Load(t, os.DirFS("testdata"), "permit_table.yaml"))
			require.Equal(t, c.want, r.errors)
			require.Len(t, r.logs, 1)
		})
	}
}

func TestCheckFindsFaultsOfTheTable(t *testing.T) {
	t.Parallel()
	right := lifecycletest.Load(t, os.DirFS("testdata"), "permit_table.yaml")
	from := func(s ...lc.State) []lc.State { return s }
	for _, c := range []struct {
		name  string
		spoil func(*lifecycletest.Table)
		want  []string
	}{
		{"allowed and refused", func(t *lifecycletest.Table) {
			t.Refused = append(t.Refused, lifecycletest.Row{Action: "note", From: from(lc.AnyOpen), By: lc.By("clerk")})
		}, []string{
			"refused row 3: note from filed by clerk is refused here and allowed by permit_table.yaml:7",
			"refused row 3: note from waiting by clerk is refused here and allowed by permit_table.yaml:7",
		}},
		{"allowed and refused to all", func(t *lifecycletest.Table) {
			t.Refused = append(t.Refused, lifecycletest.Row{Action: "file", From: from(lc.New)})
		}, []string{"refused row 3: file from new by applicant is refused here and allowed by permit_table.yaml:2"}},
		{"allowed twice", func(t *lifecycletest.Table) {
			t.Allowed = append(t.Allowed, lifecycletest.Row{Action: "file", From: from(lc.New), By: lc.By("applicant"), To: lc.To("filed")})
		}, []string{"allowed row 7: file from new by applicant is already allowed by permit_table.yaml:2"}},
		{"nobody", func(t *lifecycletest.Table) {
			t.Allowed = append(t.Allowed, lifecycletest.Row{Action: "x", From: from("filed"), To: lc.Same()})
		}, []string{"allowed row 7: x is allowed to nobody: a row needs roles"}},
		{"nowhere", func(t *lifecycletest.Table) {
			t.Allowed = append(t.Allowed, lifecycletest.Row{Action: "x", From: from("filed"), By: lc.By("clerk")})
		}, []string{"allowed row 7: x leads nowhere: a row that allows needs a target"}},
		{"from nowhere", func(t *lifecycletest.Table) {
			t.Refused = append(t.Refused, lifecycletest.Row{Action: "x"})
		}, []string{"refused row 3: x starts from no state"}},
		{"unknown state", func(t *lifecycletest.Table) {
			t.Refused = append(t.Refused, lifecycletest.Row{Action: "x", From: from("field")})
		}, []string{"refused row 3: x speaks of the state field, which the machine does not have"}},
		{"unknown origin", func(t *lifecycletest.Table) { t.Allowed[2].To = lc.Back("filed", "field") }, []string{
			"permit_table.yaml:4: answer speaks of the state field, which the machine does not have",
		}},
		{"refused with a target", func(t *lifecycletest.Table) { t.Refused[0].To = lc.Same() }, []string{
			"permit_table.yaml:9: decide is refused, so it leads nowhere: leave out the target",
		}},
		{"refused with needs", func(t *lifecycletest.Table) {
			t.Refused[0].By = []lc.Permit{{Role: "applicant", Needs: []lc.Need{"x"}}}
		}, []string{
			"permit_table.yaml:9: decide is refused to applicant whatever holds: leave out the needs",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			table := right
			table.Allowed = append([]lifecycletest.Row(nil), right.Allowed...)
			table.Refused = append([]lifecycletest.Row(nil), right.Refused...)
			c.spoil(&table)
			var got []string
			for _, d := range lifecycletest.Check(compile(t, permit()), table) {
				require.NotEmpty(t, d.Fault)
				got = append(got, d.String())
			}
			require.Equal(t, c.want, got)
		})
	}
}

// An empty table refuses everything, so it finds every allowed cell.
func TestEmptyTableRefusesEverything(t *testing.T) {
	t.Parallel()
	m, err := lc.Compile(complaint.National(), complaint.Vocabulary())
	require.NoError(t, err)
	differences := lifecycletest.Check(m, lifecycletest.Table{})
	require.Greater(t, len(differences), 150)
	require.Equal(t, lc.New, differences[0].State)
	for _, d := range differences {
		require.Equal(t, "refused", d.Expected)
		require.Empty(t, d.Row)
		if d.State != lc.New {
			require.Equal(t, d.State, d.Path[len(d.Path)-1].To)
		}
	}
	require.Equal(t, differences, lifecycletest.Check(m, lifecycletest.Table{}), "the same each time")
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, text, want string }{
		{"unknown field", "t.yaml", "allowed:\n- {action: ask, form: [filed]}\n", "t.yaml:2:17: allowed[0].form: unknown field"},
		{"bad target", "t.json", `{"allowed": [{"to": "back("}]}`, `t.json:1:21: allowed[0].to: "back(" without its ")"`},
		{"bad permit", "t.yml", "allowed:\n- by: [a if]\n", "t.yml:2:8: allowed[0].by[0]: want a role"},
		{"unknown format", "t.txt", "allowed:", "legal: .yaml, .yml, .json"},
		{"missing", "missing.yaml", "", "missing.yaml: file does not exist"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{"other": {}}
			if c.text != "" {
				fsys[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			}
			r := &recorder{}
			lifecycletest.Load(r, fsys, c.file)
			require.Contains(t, r.fatal, c.want)
			require.True(t, strings.HasPrefix(r.fatal, "lifecycletest: "))
		})
	}
}
