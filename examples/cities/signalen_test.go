package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
)

// published are the moves that the municipality of Amsterdam publishes for Signalen, as of
// 7 July 2026 (github.com/Amsterdam/signals, app/signals/apps/signals/workflow.py,
// ALLOWED_STATUS_CHANGES): of 19 states, the first of which is the empty one, those to
// which each leads. Typed by hand.
func published() map[lifecycle.State]string {
	return map[lifecycle.State]string{
		lifecycle.New: "gemeld",
		"gemeld": "gemeld afwachting behandeling te_verzenden afgehandeld geannuleerd ingepland reactie_gevraagd " +
			"doorgezet_naar_extern",
		"afwachting": "gemeld afwachting ingepland verzoek_tot_afhandeling afgehandeld te_verzenden behandeling geannuleerd " +
			"reactie_gevraagd doorgezet_naar_extern",
		"behandeling": "gemeld ingepland behandeling afgehandeld geannuleerd te_verzenden verzoek_tot_afhandeling " +
			"reactie_gevraagd doorgezet_naar_extern",
		"ingepland": "gemeld ingepland behandeling afgehandeld geannuleerd verzoek_tot_afhandeling reactie_gevraagd " +
			"doorgezet_naar_extern",
		"on_hold":            "ingepland geannuleerd",
		"te_verzenden":       "verzonden verzenden_mislukt geannuleerd",
		"verzonden":          "afgehandeld_extern geannuleerd",
		"verzenden_mislukt":  "gemeld te_verzenden geannuleerd",
		"afgehandeld_extern": "afgehandeld geannuleerd behandeling",
		"afgehandeld":        "heropend verzoek_tot_heropenen",
		"geannuleerd":        "geannuleerd heropend behandeling",
		"heropend": "heropend behandeling afgehandeld geannuleerd te_verzenden gemeld reactie_gevraagd " +
			"doorgezet_naar_extern",
		"gesplitst": "",
		"verzoek_tot_afhandeling": "gemeld verzoek_tot_afhandeling afwachting afgehandeld geannuleerd behandeling " +
			"doorgezet_naar_extern",
		"verzoek_tot_heropenen": "afgehandeld heropend geannuleerd",
		"reactie_gevraagd": "gemeld afwachting behandeling ingepland afgehandeld geannuleerd reactie_gevraagd " +
			"reactie_ontvangen te_verzenden doorgezet_naar_extern",
		"reactie_ontvangen": "gemeld afwachting behandeling afgehandeld geannuleerd ingepland reactie_gevraagd " +
			"te_verzenden doorgezet_naar_extern",
		"doorgezet_naar_extern": "verzoek_tot_afhandeling gemeld afwachting behandeling doorgezet_naar_extern ingepland " +
			"afgehandeld geannuleerd reactie_gevraagd reactie_ontvangen te_verzenden",
	}
}

// The Dutch city has every move that is published, and no other.
func TestMovesOfSignalen(t *testing.T) {
	t.Parallel()
	here, err := office.Load(os.DirFS("nl-waterveen"))
	require.NoError(t, err)
	m := here.Lifecycles[0].Machine()
	type move struct{ from, to lifecycle.State }
	want, got := map[move]bool{}, map[move]bool{}
	for from, to := range published() {
		for _, state := range strings.Fields(to) {
			want[move{from, lifecycle.State(state)}] = true
		}
		if _, declared := m.State(from); from != lifecycle.New {
			require.True(t, declared, from)
		}
	}
	require.Len(t, want, 103)
	states := 1 // the empty one
	for range m.States() {
		states++
	}
	require.Equal(t, len(published()), states)
	require.Equal(t, 19, states)
	for a := range m.Actions() {
		for _, from := range m.From(a) {
			rule, _ := m.Rule(from, a)
			if rule.Target().IsSame() {
				continue // not a move, whatever it does
			}
			to, ok := m.Next(from, a, "")
			require.True(t, ok, "%s from %s", a, from)
			got[move{from, to}] = true
		}
	}
	require.Equal(t, want, got)
}

// Nothing that the library says is missing in Dutch.
func TestDutchIsComplete(t *testing.T) {
	t.Parallel()
	here, err := office.Load(os.DirFS("nl-waterveen"))
	require.NoError(t, err)
	words, err := here.Words("nl")
	require.NoError(t, err)
	require.Empty(t, words.Missing(here.Texts()...))
}
