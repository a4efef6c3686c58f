package enum_test

import (
	"encoding"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/stats"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// TestSetsOfTheHouse writes, reads and says every value of every closed set. The words are
// those of stored records: they never change.
func TestSetsOfTheHouse(t *testing.T) {
	t.Parallel()
	set[board.Gap](t, "| not_presented no_decision unknown_decision other_subject other_plan too_early no_quorum")
	set[board.Form](t, "| in_person virtual hybrid circulation")
	set[board.Role](t, "observer executive senior_supplier beneficiary")
	set[board.Status](t, "open done dropped")
	set[workplan.Refusal](t, "| wrong_plan not_open already_carried scope_lost scope_doubled money_lost money_doubled currency_changed fund_changed overspent")
	set[workplan.Status](t, "| not_due on_track at_risk lagging done stopped")
	set[workplan.Column](t, "| requested authorised spent accepted")
	set[workplan.Move](t, "| raised escalated resolved")
	set[workplan.Level](t, "| working executive board")
	set[workplan.Event](t, "| added edited removed rephased postponed carried_over cancelled replaced")
	set[workplan.Subject](t, "| region output activity line")
	set[evaluation.Dimension](t, "| output quarter region party fund")
	set[evaluation.Basis](t, "| weight cost equal")
	set[roadmap.Status](t, "unassessed assisted capable model")
	set[roadmap.Standing](t, "on_track slipping late reached unreachable")
	set[roadmap.Link](t, "finish-start start-start")
	set[roadmap.CauseKind](t, "| milestone activity indicator itself plan edition")
	set[region.Quality](t, "none exact prefix inside near")
	set[region.ChangeKind](t, "unknown recoded moved split merged renamed")
	set[agency.Outcome](t, "unknown none_there all_named found")
	set[calendar.Kind](t, "| workday weekend holiday joint_leave half_day worked")
	set[complaint.WaitReason](t, "| no_clock no_limit no_rule paused passed no_deadlines no_step refused")
	set[complaint.Basis](t, "| rule ask ambiguous no_rule out_of_scope unresolved conflict_of_interest")
	set[complaint.Datatype](t, "| string number datetime text singlevaluelist multivaluelist")
	set[complaint.ClockState](t, "| running paused stopped superseded")
	set[complaint.DenialCode](t, "| state role reach guard clock accusation room")
	set[complaint.Extent](t, "nothing state all")
	set[complaint.Narrowing](t, "no secrecy accusation")
	set[stats.Dimension](t, "bucket class channel category agency region")
	set[deadline.GapKind](t, "| no_policy no_lifecycle no_year provisional")
	set[deadline.AtDue](t, "breached met")
	set[deadline.Reclassification](t, "from_start from_change keep_limit")
	set[deadline.Holding](t, "of_start of_holder")
	set[deadline.Knowledge](t, "as_known_then as_known_at_start")
	set[deadline.Status](t, "not_started running paused met breached superseded unknown")
	set[deadline.Cause](t, "| start counted counted_half_day counted_joint_leave weekend holiday joint_leave paused standstill")
	set[lifecycle.Op](t, "| start start_once restart stop pause resume supersede recompute extend keep")
	set[lifecycle.ChangeKind](t, "| added removed altered")
}

// set requires that the values of T from 0 on have these words and no more; | is the zero
// value where it is none.
func set[T interface {
	~int | ~int8 | ~uint8
	fmt.Stringer
}](t *testing.T, words string) {
	t.Helper()
	list := strings.Fields(words)
	said := map[string]bool{}
	for i, word := range list {
		if word == "|" {
			continue
		}
		v := T(i)
		in, says := any(v).(interface{ In(w aduan.Words) string })
		if v.String() != word {
			require.True(t, says && v.String() == in.In(aduan.English()), "%T: %s is called %s", v, word, v)
		}
		if m, ok := any(v).(encoding.TextMarshaler); ok {
			text, err := m.MarshalText()
			require.NoError(t, err)
			require.Equal(t, word, string(text), "%T", v)
		}
		if u, ok := any(new(T)).(encoding.TextUnmarshaler); ok {
			require.NoError(t, u.UnmarshalText([]byte(word)))
			require.Equal(t, &v, u)
			require.Error(t, u.UnmarshalText([]byte(strings.ToUpper(word))), "%T", v)
			require.Equal(t, &v, u, "nothing is half read")
		}
		if says {
			for _, w := range []aduan.Words{aduan.English(), aduan.Indonesian()} {
				text := in.In(w)
				require.NotEmpty(t, text, "%T %s", v, word)
				require.False(t, said[w.Language()+text], "%T: two are called %s", v, text)
				said[w.Language()+text] = true
			}
		}
	}
	var none T
	for _, beyond := range []T{none - 1, T(len(list))} {
		require.Contains(t, beyond.String(), fmt.Sprintf("(%d)", int(beyond)), "%T has more values", beyond)
		if _, reads := any(&beyond).(encoding.TextUnmarshaler); reads {
			_, err := any(beyond).(encoding.TextMarshaler).MarshalText()
			require.Error(t, err, "%T: what cannot be read back is not written", beyond)
		}
	}
}
