package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/storage"
)

func TestPresetsAreValidAndRoundTrip(t *testing.T) {
	t.Parallel()
	for _, p := range []*deadline.Policy{deadline.SP4N(), deadline.Statutory(), deadline.CPGRAMS(zoned(t, "2020-01-01 00:00")), deadline.CPGRAMS(zoned(t, "2025-01-01 00:00"))} {
		require.NoError(t, p.Validate())
		text, err := p.JSON()
		require.NoError(t, err)
		back, err := deadline.Parse("p.json", text)
		require.NoError(t, err)
		require.Equal(t, p.With("copy"), back.With("copy"), "but for the text in which it was read")
	}
}

func TestRefusedPolicies(t *testing.T) {
	t.Parallel()
	const head = "name: x\nedition: '1'\nrules:\n"
	for name, tt := range map[string]struct{ text, want string }{
		"no rules":       {"name: x\nedition: '1'\nrules: []\n", "want 1 to 10000 rules"},
		"no name":        {"edition: '1'\nrules:\n- {clock: a, limit: none}\n", "name: want 1 to"},
		"unknown field":  {head + "- {clock: a, limits: none}\n", "p.yaml:4:14: rules[0].limits: unknown field"},
		"no limit":       {head + "- {clock: a}\n", "p.yaml:4:3: rules[0].limit: is required"},
		"no clock":       {head + "- {limit: none}\n", "p.yaml:4:3: rules[0].clock: is required"},
		"nought":         {head + "- {clock: a, limit: 0 hours}\n", "0 hours is no limit"},
		"a unit":         {head + "- {clock: a, limit: 3 weeks}\n", "p.yaml:4:21: rules[0].limit: want a term such as"},
		"shadowed":       {head + "- {clock: a, limit: 1 hour}\n- {clock: a, class: supervisory, limit: 2 hours}\n", "p.yaml:5:3: rules[1]: never decides: rules[0] goes before it"},
		"wider category": {head + "- {clock: a, category: x, limit: 1 hour}\n- {clock: a, category: x/y, limit: 2 hours}\n", "never decides"},
		"warning":        {head + "- {clock: a, limit: 1 hour, warn: none}\n", "is no warning"},
		"ladder clock":   {head + "- {clock: a, limit: 1 hour}\nladder:\n- {clock: b, rung: superior}\n", `p.yaml:6:11: ladder[0].clock: no rule sets a limit for "b"; legal: a`},
		"ladder rung":    {head + "- {clock: a, limit: 1 hour}\nladder:\n- {clock: a}\n", "ladder[0].rung: is required"},
		"ladder twice":   {head + "- {clock: a, limit: 1 hour}\nladder:\n- {clock: a, rung: superior}\n- {clock: a, rung: superior}\n", "once"},
		"depth":          {head + "- {clock: a, limit: 1 hour}\ndepth: -1\n", "depth: is never negative"},
		"switch":         {head + "- {clock: a, limit: 1 hour}\ntransfer: nobody\n", "unknown word; legal: of_start, of_holder"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := deadline.Parse("p.yaml", []byte(tt.text))
			require.ErrorIs(t, err, storage.ErrInvalid)
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := deadline.Parse("p.txt", nil)
	require.ErrorIs(t, err, storage.ErrInvalid)
}

func TestEvaluateRefusesNothing(t *testing.T) {
	t.Parallel()
	_, err := deadline.SP4N().Evaluate(nil, nil, deadline.Calendars{}, zoned(t, "2020-01-01 00:00"))
	require.ErrorIs(t, err, storage.ErrInvalid)
	empty, err := deadline.SP4N().Evaluate(national(t), &complaint.Complaint{}, calendars(t), zoned(t, "2020-01-01 00:00"))
	require.NoError(t, err)
	for _, r := range empty {
		require.Equal(t, deadline.NotStarted, r.Status)
		require.NotEmpty(t, r.Why().String())
	}
}

func FuzzParseTerm(f *testing.F) {
	for _, s := range []string{"14 working days", "1 working day", "60 calendar days", "30 wall-clock days", "8 hours", "240 working minutes", "none", "", "01 hours", "-1 hours", "99999999999 hours", "1  hour"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		term, err := deadline.ParseTerm(text)
		if err != nil {
			require.True(t, term.IsZero())
			return
		}
		again, err := deadline.ParseTerm(term.String())
		require.NoError(t, err)
		require.Equal(t, term, again)
		require.NotEmpty(t, term.In(aduan.Indonesian()))
	})
}

func FuzzParse(f *testing.F) {
	text, err := deadline.SP4N().JSON()
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"name":"x","edition":"1","rules":[{"clock":"a","limit":"3 hours","warn":"1 hour"}],"depth":2}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := deadline.Parse("p.json", data)
		if err != nil {
			require.Nil(t, p)
			return
		}
		require.NoError(t, p.Validate())
		out, err := p.JSON()
		require.NoError(t, err)
		again, err := deadline.Parse("p.json", out)
		require.NoError(t, err)
		require.Equal(t, p.ID(), again.ID())
		require.Len(t, again.Rules, len(p.Rules))
	})
}
