package complaint_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/pseudo"
	"github.com/aduan-go/aduan/region/language"
)

// What a language file says of a state, an action or a role stands before what the
// definition and this package say, in the language of the file and behind it.
func TestWordsOfALifecycleHaveOneKey(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	for tag, want := range map[string][3]string{
		"nl": {"Ingediend", "Doorzetten", "Regisseur"}, "id": {"Ingediend", "Doorzetten", "Regisseur"},
	} {
		w, err := language.Parse("x.yaml", []byte("language: "+tag+"\ntexts: {complaint.state.submitted: Ingediend, complaint.action.forward: Doorzetten, complaint.role.national_admin: Regisseur}\n"), complaint.Texts())
		require.NoError(t, err)
		require.Equal(t, want, [3]string{l.StateIn(w, complaint.StateSubmitted), l.ActionIn(w, complaint.ActionForward), l.RoleIn(w, complaint.RoleNationalAdmin)})
		denial := l.WhyNot(&complaint.Complaint{State: complaint.StateSubmitted}, byReporter(), complaint.ActionForward, complaint.Moment{})
		require.Contains(t, denial.In(w), "Doorzetten")
		require.Contains(t, denial.In(w), "Ingediend")
		require.Contains(t, denial.In(w), "Regisseur")
		require.Contains(t, l.Machine().MermaidMoves(w), "Doorzetten")
	}
}

// mayors is a lifecycle with a role, a clock and a guard of its own.
func mayors(label aduan.Label, labels map[string]aduan.Label) (*complaint.Lifecycle, error) {
	return complaint.Compile(lc.Definition{
		Name: "mairie", Edition: "1", Initial: "recu",
		States: []lc.StateInfo{{State: "recu", Label: label, Owner: "maire"}, {State: "resolved", Label: label, Final: true}},
		Transitions: []lc.Transition{
			{Action: complaint.ActionSubmit, From: []lc.State{lc.New}, To: lc.To("recu"), By: lc.By(complaint.RoleReporter), Clocks: []lc.Effect{lc.Start.On("delai")}},
			{Action: "clore", From: []lc.State{"recu"}, To: lc.To("resolved"), By: lc.By("maire"), Needs: []lc.Need{lc.Need("ouvert")}},
		},
	}, complaint.Extensions{
		Roles: map[lc.Role]complaint.Reach{"maire": complaint.ReachAll}, Clocks: []lc.ClockName{"delai"}, Labels: labels,
		Guards: []complaint.Guard{{
			Guard: lc.Guard{Name: "ouvert", Label: aduan.NewLabel(map[string]string{"fr": "la mairie est ouverte"})},
			Check: func(complaint.GuardFacts) bool { return false },
		}},
	})
}

// Another country names all of its words: in the definition, in Extensions, or in a
// file; and its label goes before what this package calls a state of the same name.
func TestOwnWordsHaveNames(t *testing.T) {
	t.Parallel()
	fr := func(text string) aduan.Label { return aduan.NewLabel(map[string]string{"fr": text}) }
	l, err := mayors(fr("Re\u00e7u"), map[string]aduan.Label{"role.maire": fr("Maire"), "clock.delai": fr("D\u00e9lai")})
	require.NoError(t, err)
	w, err := language.Parse("fr.yaml", []byte("language: fr\ntexts: {complaint.action.clore: Clore, complaint.bucket.recu: Ouvert}\n"), complaint.Texts(), lc.Texts(), l.Texts())
	require.NoError(t, err)
	require.Equal(t, []string{"Re\u00e7u", "Ouvert", "Re\u00e7u", "Clore", "Maire", "D\u00e9lai"}, []string{
		l.StateIn(w, "recu"), l.BucketIn(w, "recu"), l.StateIn(w, "resolved"), l.ActionIn(w, "clore"), l.RoleIn(w, "maire"), l.ClockIn(w, "delai"),
	})
	require.Equal(t, []string{"complaint.action.submit"}, w.Missing(l.Texts()))
	mayor := complaint.Actor{ID: "m", Role: "maire"}
	require.Contains(t, l.WhyNot(&complaint.Complaint{State: "recu"}, mayor, "clore", complaint.Moment{}).In(w), "la mairie est ouverte")
	require.Contains(t, l.WhyNot(&complaint.Complaint{State: "recu"}, byReporter(), "clore", complaint.Moment{}).In(w), "Maire")

	bare, err := mayors(aduan.Label{}, nil)
	require.NoError(t, err)
	for _, key := range []string{"state.recu", "role.maire", "clock.delai", "guard.ouvert"} {
		_, err = language.Parse("fr.yaml", []byte("language: fr\ntexts: {complaint."+key+": x}\n"), bare.Texts())
		require.NoError(t, err, "a file can name what has no label")
	}
}

func TestOddWordsAreRefused(t *testing.T) {
	t.Parallel()
	odd := aduan.NewLabel(map[string]string{"EN": "x"})
	_, err := mayors(odd, map[string]aduan.Label{"role.mairie": {}, "clock.delai": odd})
	require.ErrorContains(t, err, `states[0].label["EN"]: is not the canonical tag of the language; legal: en`)
	require.ErrorContains(t, err, `labels["role.mairie"]: names no role and no clock; legal: role.maire`)
	require.ErrorContains(t, err, `labels["clock.delai"]["EN"]`)
	_, err = complaint.NewCategories([]complaint.CategoryInfo{{Path: "roads", Label: odd}})
	require.ErrorContains(t, err, `categories[0].label["EN"]: is not the canonical tag`)
}

// Whatever stands against an action, in any state and for any role, is said in texts:
// outside of the brackets of the pseudo-language stands the number of the case only.
func TestDenialsAreTexts(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	w := aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), lc.Texts(), l.Texts())
	m := l.Machine()
	states := []lc.State{lc.New, "gone"}
	for s := range m.States() {
		states = append(states, s.State)
	}
	var said strings.Builder
	for _, role := range complaint.Vocabulary().Roles {
		by := complaint.Actor{ID: "1", Role: role}
		for _, state := range states {
			c := &complaint.Complaint{State: state, Class: complaint.ClassSupervisory}
			for a := range m.Actions() {
				if d := l.WhyNot(c, by, a, complaint.Moment{}); d != nil {
					said.WriteString(d.In(w) + "\n")
				}
			}
		}
	}
	said.WriteString((&complaint.KeyReuseError{Key: "1"}).In(w) + (&complaint.UnknownOutcomeError{Key: "1"}).In(w))
	require.Equal(t, "gone\n", pseudo.Outside(said.String()))
}

// The whole diagram too: what is left are the words of Mermaid and the codes by which
// states are told apart.
func TestDiagramsAreTexts(t *testing.T) {
	t.Parallel()
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	m := l.Machine()
	codes := []string{"as", "br", "state", "stateDiagram-v2"}
	for s := range m.States() {
		codes = append(codes, string(s.State))
	}
	drawn := m.Mermaid(aduan.Pseudo(aduan.FormatTexts(), complaint.Texts(), lc.Texts(), l.Texts()))
	require.Subset(t, codes, strings.Fields(pseudo.Outside(drawn)))
}
