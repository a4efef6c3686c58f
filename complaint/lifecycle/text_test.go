package lifecycle_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// drawName draws a well-formed name.
func drawName[T ~string](t *rapid.T) T {
	return T(rapid.StringMatching(`[a-z][a-z0-9_]{0,20}`).Draw(t, "name"))
}

// drawNames draws a list of names.
func drawNames[T ~string](t *rapid.T, least int) []T {
	return rapid.SliceOfN(rapid.Custom(drawName[T]), least, 4).Draw(t, "names")
}

func drawState(t *rapid.T) lc.State {
	return rapid.Custom(drawName[lc.State]).Filter(func(s lc.State) bool { return s != "same" }).Draw(t, "state")
}

func drawTarget(t *rapid.T) lc.Target {
	switch rapid.IntRange(0, 2).Draw(t, "target") {
	case 0:
		return lc.Same()
	case 1:
		return lc.To(drawState(t))
	default:
		return lc.Back(drawNames[lc.State](t, 1)...)
	}
}

func drawEffect(t *rapid.T) lc.Effect {
	op := lc.Op(rapid.IntRange(int(lc.Start), int(lc.Keep)).Draw(t, "op"))
	switch rapid.IntRange(0, 2).Draw(t, "effect") {
	case 0:
		return op.All()
	case 1:
		return op.AllExcept(drawNames[lc.ClockName](t, 1)...)
	default:
		return op.On(drawNames[lc.ClockName](t, 1)...)
	}
}

func drawNeed(t *rapid.T) lc.Need {
	guard := drawName[lc.Need](t)
	switch rapid.IntRange(0, 2).Draw(t, "need") {
	case 0:
		return guard
	case 1:
		return lc.Need(fmt.Sprintf("%s(%d)", guard, rapid.IntRange(0, 1_000_000).Draw(t, "number")))
	default:
		return guard + "(" + drawName[lc.Need](t) + ")"
	}
}

func drawPermit(t *rapid.T) lc.Permit {
	p := lc.Permit{Role: drawName[lc.Role](t)}
	if needs := rapid.SliceOfN(rapid.Custom(drawNeed), 0, 3).Draw(t, "needs"); len(needs) > 0 {
		p.Needs = needs
	}
	return p
}

// text is what has a text form.
type text[T any] interface {
	*T
	encoding.TextUnmarshaler
}

// roundTrip writes a value and reads it back.
func roundTrip[T encoding.TextMarshaler, P text[T]](t *rapid.T, v T) {
	written, err := v.MarshalText()
	require.NoError(t, err)
	var read T
	require.NoError(t, P(&read).UnmarshalText(written), "%s", written)
	require.Equal(t, v, read, "%s", written)
	if s, ok := any(v).(fmt.Stringer); ok {
		require.Equal(t, s.String(), string(written))
	}
}

func TestTextsRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		roundTrip(t, drawTarget(t))
		roundTrip(t, drawEffect(t))
		roundTrip(t, drawPermit(t))
		roundTrip(t, lc.FindingKind(rapid.IntRange(int(lc.BadName), int(lc.EngineDisagrees)).Draw(t, "kind")))
		roundTrip(t, lc.Op(rapid.IntRange(int(lc.Start), int(lc.Keep)).Draw(t, "op")))
		roundTrip(t, lc.ChangeKind(rapid.IntRange(int(lc.Added), int(lc.Altered)).Draw(t, "change")))
	})
}

// drawAnything draws a definition that is well-formed as a text; it need not
// make sense.
func drawAnything(t *rapid.T) lc.Definition {
	plain := rapid.StringMatching(`[ -~äé…]{0,12}`)
	label := rapid.Custom(func(t *rapid.T) aduan.Label {
		return aduan.NewLabel(map[string]string{"id": plain.Draw(t, "id"), "en": plain.Draw(t, "en")})
	})
	d := lc.Definition{Name: plain.Draw(t, "name"), Edition: plain.Draw(t, "edition"), Initial: drawState(t)}
	if rapid.Bool().Draw(t, "dated") {
		d.Valid.From = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "valid"), 0).UTC()
	}
	d.States = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) lc.StateInfo {
		return lc.StateInfo{
			State: drawState(t), Label: label.Draw(t, "label"), Bucket: label.Draw(t, "bucket"), Owner: drawName[lc.Role](t),
			Final: rapid.Bool().Draw(t, "final"), Waiting: rapid.Bool().Draw(t, "waiting"), Exits: drawNames[lc.Action](t, 1),
		}
	}), 1, 4).Draw(t, "states")
	d.Transitions = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) lc.Transition {
		return lc.Transition{
			Action: drawName[lc.Action](t), Label: label.Draw(t, "label"), From: drawNames[lc.State](t, 1), To: drawTarget(t),
			By:     rapid.SliceOfN(rapid.Custom(drawPermit), 1, 3).Draw(t, "by"),
			Needs:  rapid.SliceOfN(rapid.Custom(drawNeed), 1, 3).Draw(t, "needs"),
			Clocks: rapid.SliceOfN(rapid.Custom(drawEffect), 1, 3).Draw(t, "clocks"),
		}
	}), 1, 4).Draw(t, "transitions")
	return d
}

func TestDefinitionsRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := drawAnything(t)
		data, err := d.JSON()
		require.NoError(t, err)
		read, err := lc.Parse("d.json", data)
		require.NoError(t, err, "%s", data)
		require.Equal(t, d, inGo(read))

		// The same content in YAML, every text quoted as the writer sees fit.
		var tree any
		require.NoError(t, json.Unmarshal(data, &tree))
		data, err = yaml.Marshal(quoted(tree))
		require.NoError(t, err)
		read, err = lc.Parse("d.yaml", data)
		require.NoError(t, err, "%s", data)
		require.Equal(t, d, inGo(read))
	})
}

// quoted turns a value into YAML nodes whose texts are all in quotes.
func quoted(v any) *yaml.Node {
	n := &yaml.Node{}
	switch v := v.(type) {
	case string:
		n.Kind, n.Style, n.Value, n.Tag = yaml.ScalarNode, yaml.DoubleQuotedStyle, v, "!!str"
	case []any:
		n.Kind = yaml.SequenceNode
		for _, x := range v {
			n.Content = append(n.Content, quoted(x))
		}
	case map[string]any:
		n.Kind = yaml.MappingNode
		for k, x := range v {
			n.Content = append(n.Content, quoted(k), quoted(x))
		}
	default:
		if err := n.Encode(v); err != nil {
			n.Value = err.Error()
		}
	}
	return n
}

func TestParseKnowsLines(t *testing.T) {
	t.Parallel()
	d := mustParse(t, permitYAML)
	require.Equal(t, permit(), inGo(d))
	lines := map[string]int{}
	for _, f := range findings(t, d.Clone(), lc.Vocabulary{}) { // no role exists, no clock and no guard
		lines[f.Field] = f.Line
	}
	require.Equal(t, map[string]int{
		"states[0]": 5, "states[1]": 6,
		"transitions[0]": 9, "transitions[1]": 10, "transitions[2]": 11, "transitions[3]": 12, "transitions[4]": 13,
	}, lines)
	for _, f := range findings(t, inGo(d), lc.Vocabulary{}) {
		require.Zero(t, f.Line)
	}
}

func TestTextsThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "Filed", "back(", "back()", "back(a,)", "back(a b)", "back(a))", "to filed", "sam e"} {
		require.Error(t, new(lc.Target).UnmarshalText([]byte(s)), "target %q", s)
	}
	for _, s := range []string{"", "stop", "stop ", "halt all", "stop a b", "stop a except b", "stop all except", "stop all except ", "stop all, a except b", "Stop a", "stop a,", "stop all except a b", "stop all except a,"} {
		kept := lc.Keep.On("x")
		require.Error(t, kept.UnmarshalText([]byte(s)), "effect %q", s)
		require.Equal(t, lc.Keep.On("x"), kept, "effect %q", s)
	}
	for _, s := range []string{"", "Clerk", "clerk if", "clerk if ", "clerk if a b", "clerk if a(", "clerk if a()", "clerk if a,", "clerk if a and b", "if a"} {
		require.Error(t, new(lc.Permit).UnmarshalText([]byte(s)), "permit %q", s)
	}
	for _, u := range []encoding.TextUnmarshaler{new(lc.FindingKind), new(lc.Op), new(lc.ChangeKind)} {
		for _, s := range []string{"", "start ", "BadName", "Op(1)"} {
			require.ErrorContains(t, u.UnmarshalText([]byte(s)), "legal", "%q", s)
		}
	}
	for _, m := range []encoding.TextMarshaler{
		lc.Target{},
		lc.Back(),
		lc.Effect{},
		lc.Effect{Op: lc.Stop},
		lc.Effect{Clocks: []lc.ClockName{"a"}},
		lc.Effect{Op: lc.Stop, Clocks: []lc.ClockName{"a"}, Except: []lc.ClockName{"b"}},
		lc.FindingKind(0), lc.FindingKind(99), lc.Op(0), lc.Op(-1), lc.Op(99), lc.ChangeKind(0),
	} {
		_, err := m.MarshalText()
		require.Error(t, err, "%#v", m)
	}
	d := permit()
	d.Transitions[0].To = lc.Target{}
	_, err := d.JSON()
	require.Error(t, err)
	require.Equal(t, "none FindingKind(99) Op(99) Op(0) ChangeKind(9)", fmt.Sprint(lc.Target{}, " ", lc.FindingKind(99), " ", lc.Op(99), " ", lc.Op(0), " ", lc.ChangeKind(9)))
}

func TestTextsAllowBlanks(t *testing.T) {
	t.Parallel()
	var target lc.Target
	require.NoError(t, target.UnmarshalText([]byte(" back( a ,b )")))
	require.True(t, target.Equal(lc.Back("a", "b")))
	require.False(t, target.Equal(lc.Back("b", "a")))
	var permit lc.Permit
	require.NoError(t, permit.UnmarshalText([]byte("clerk if a(2) ,b")))
	require.Equal(t, lc.Permit{Role: "clerk", Needs: []lc.Need{"a(2)", "b"}}, permit)
	var effect lc.Effect
	require.NoError(t, effect.UnmarshalText([]byte("pause all except a , b")))
	require.Equal(t, lc.Pause.AllExcept("a", "b"), effect)
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, text, want string }{
		{"unknown format", "permit.txt", permitYAML, "does not say its format"},
		{"unknown field", "p.yaml", "name: x\nnmae: y\n", "p.yaml:2:1: nmae: unknown field"},
		{"repeated field", "p.yaml", "name: x\nname: y\n", "p.yaml:2:1: name: the key occurs twice"},
		{"folded field", "p.json", `{"Name": "x"}`, "p.json:1:2: Name: unknown field"},
		{"alias", "p.yaml", "name: &a x\nedition: *a\n", "p.yaml:1"},
		{"bare number", "p.yaml", "edition: 2026\n", "must be quoted"},
		{"bad target", "p.yaml", strings.Replace(permitYAML, "back(filed)", "back(filed", 1), `p.yaml:11:41: transitions[2].to: "back(" without its ")"`},
		{"bad effect", "p.yaml", strings.Replace(permitYAML, "stop decision]", "halt decision]", 1), "p.yaml:13"},
		{"not an object", "p.json", `[]`, "want a mapping"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := lc.Parse(c.file, []byte(c.text))
			require.ErrorContains(t, err, c.want)
		})
	}
}
