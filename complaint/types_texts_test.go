package complaint_test

import (
	"encoding"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// textual is a value with a text form, by pointer.
type textual interface {
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}

// plain gives types that only read a text form the means to write it.
type plain[T ~string] struct {
	read  encoding.TextUnmarshaler
	value *T
}

func (p plain[T]) MarshalText() ([]byte, error)    { return []byte(*p.value), nil }
func (p plain[T]) UnmarshalText(text []byte) error { return p.read.UnmarshalText(text) }

type textForm struct {
	name  string
	fresh func() textual
}

// textForms lists the small types of the package that have a text form.
func textForms() []textForm {
	return []textForm{
		{"ID", func() textual { return new(complaint.ID) }},
		{"ReporterRef", func() textual { return new(complaint.ReporterRef) }},
		{"Tracking", func() textual { var x complaint.Tracking; return plain[complaint.Tracking]{&x, &x} }},
		{"Category", func() textual { var x complaint.Category; return plain[complaint.Category]{&x, &x} }},
		{"Digest", func() textual { return new(complaint.Digest) }},
		{"Salt", func() textual { return new(complaint.Salt) }},
		{"Date", func() textual { return new(aduan.Date) }},
		{"Place", func() textual { return new(complaint.Position) }},
		{"Kind", func() textual { return new(complaint.Kind) }},
		{"Class", func() textual { return new(complaint.Class) }},
		{"Channel", func() textual { return new(complaint.Channel) }},
		{"ArchiveReason", func() textual { return new(complaint.ArchiveReason) }},
		{"Rung", func() textual { return new(complaint.Rung) }},
	}
}

// word is one of the types of words.
type word interface {
	~string
	String() string
	In(w aduan.Words) string
	MarshalText() ([]byte, error)
}

// checkWords checks the words of a vocabulary that this package knows, in their order: their
// text forms are those of stored records and never change.
func checkWords[T word](t *testing.T, words string, list []lifecycle.Word, read func(*T, []byte) error) {
	t.Helper()
	for i, text := range strings.Fields(words) {
		v := T(text)
		if i < len(list) {
			require.Equal(t, text, list[i].Word)
		}
		written, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(written))
		require.Equal(t, text, v.String())
		for _, w := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
			require.NotEqual(t, text, v.In(w))
			require.NotEmpty(t, v.In(w), v)
		}
		var back T
		require.NoError(t, read(&back, written))
		require.Equal(t, v, back)
		for _, other := range []string{text + " ", " " + text, text + "\x00", "X" + text, "1", strings.Repeat("x", 65)} {
			kept := v
			require.Error(t, read(&kept, []byte(other)), "%q", other)
			require.Equal(t, v, kept, "unchanged on error")
			_, err := T(other).MarshalText()
			require.Error(t, err, "%q", other)
		}
	}
	var zero, back T
	text, err := zero.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	require.Empty(t, zero.String()+zero.In(aduan.English()))
	back = "own_2"
	require.Equal(t, "own_2", back.In(aduan.Indonesian()), "what nobody has a name for is said as it is")
	require.NoError(t, read(&back, nil))
	require.Equal(t, zero, back)
}

func TestWordsOfThePackage(t *testing.T) {
	t.Parallel()
	w := complaint.NationalWords()
	checkWords(t, "complaint aspiration information_request service_request", w.Kinds, (*complaint.Kind).UnmarshalText)
	checkWords(t, "non_supervisory supervisory information_request aspiration", w.Classes, (*complaint.Class).UnmarshalText)
	checkWords(t, "web sms mobile_app social_media whatsapp face_to_face integrated phone email letter", w.Channels, (*complaint.Channel).UnmarshalText)
	checkWords(t, "out_of_scope unclear spam duplicate withdrawn expired", w.Reasons, (*complaint.ArchiveReason).UnmarshalText)
	checkWords(t, "superior inspectorate ombudsman", w.Rungs, (*complaint.Rung).UnmarshalText)
	require.Equal(t, []int{3, 4, 7, 6, 3}, []int{len(w.Kinds), len(w.Classes), len(w.Channels), len(w.Reasons), len(w.Rungs)},
		"editions that declare nothing mean what they meant in 0.1")
}

func TestClosedSets(t *testing.T) {
	t.Parallel()
	for code := complaint.DeniedByState; code <= complaint.DeniedByGuard; code++ {
		text, err := code.MarshalText()
		require.NoError(t, err)
		require.Regexp(t, `^[a-z]+$`, string(text))
	}
	for state := complaint.ClockRuns; state <= complaint.ClockSuperseded; state++ {
		require.Regexp(t, `^[a-z]+$`, state.String())
	}
}

// TestErrorsAreOfKnownKinds ties the typed errors to their sentinels.
func TestErrorsAreOfKnownKinds(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{})
	w := newWalker(t, l, 4)
	c, at := w.open(), w.moment()
	stranger := complaint.Actor{ID: "nasional", Role: complaint.RoleUnitAdmin, Agency: "id:other"}
	var denial *complaint.Denial
	_, err := l.Apply(c, stranger, complaint.Command{Action: complaint.ActionNote, Note: "x"}, at)
	require.ErrorAs(t, err, &denial)
	require.ErrorIs(t, err, complaint.ErrForbidden)
	national := complaint.Actor{ID: "nasional", Role: complaint.RoleNationalAdmin}
	_, err = l.Apply(c, national, complaint.Command{Action: complaint.ActionReply, Note: "x"}, at)
	require.ErrorAs(t, err, &denial)
	require.ErrorIs(t, err, complaint.ErrNotAllowed)
	require.Contains(t, denial.Instead, complaint.ActionForward)
	require.Contains(t, denial.In(aduan.Indonesian()), "ditolak")
	require.False(t, errors.Is(err, complaint.ErrForbidden))
}

// TestErrorsInWords: what a service answers reaches the one who asked in their
// language, and never with the store's own text.
func TestErrorsInWords(t *testing.T) {
	t.Parallel()
	const id = "complaint 00000000-0000-0000-0000-000000000000: "
	store := errors.New("row (Budi, 0811) failed")
	for _, c := range []struct {
		err    error
		en, id string
	}{
		{&complaint.KeyReuseError{}, id + "the ID belongs to another report", "ID itu sudah dipakai"},
		{&complaint.KeyReuseError{Key: "a\"b"}, id + `the key "a\"b" belongs to another command`, `kunci "a\"b" sudah dipakai`},
		{&complaint.UnknownOutcomeError{Cause: store}, id + "whether it was written is unknown; repeat it with the same ID", "ulangi dengan ID yang sama"},
		{
			&complaint.UnknownOutcomeError{Key: "{k}", Cause: store},
			id + `whether the command with key "{k}" was written is unknown; repeat it with the same key`, `kunci "{k}" sudah tersimpan`,
		},
	} {
		require.Equal(t, c.en, c.err.Error())
		require.Contains(t, aduan.Indonesian().Error(c.err), c.id)
		require.NotContains(t, aduan.Indonesian().Error(c.err), "Budi")
		require.NotContains(t, c.err.Error(), "Budi")
	}
}

// TestGuardsAreStatements: a guard stands after "if" in a diagram and after "needs:"
// in a denial, so it is said as what holds, and not as what must.
func TestGuardsAreStatements(t *testing.T) {
	t.Parallel()
	demands := regexp.MustCompile(`\b(must|may|can|needs|harus|hanya boleh|kurang dari 1|fewer than 1 time|1 days)\b`)
	l, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	require.NoError(t, err)
	for _, w := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
		for _, tr := range l.Machine().Definition().Transitions {
			for _, role := range tr.By {
				for _, from := range l.Machine().From(tr.Action) {
					rule, _ := l.Machine().Rule(from, tr.Action)
					for cond := range rule.Needs(role.Role) {
						require.NotRegexp(t, demands, l.Machine().GuardIn(w, cond))
						require.NotEqual(t, cond.String(), l.Machine().GuardIn(w, cond))
						for _, n := range []int{0, 1, 5} {
							cond.Number = n
							require.NotRegexp(t, demands, l.Machine().GuardIn(w, cond))
						}
					}
				}
			}
		}
	}
	c := &complaint.Complaint{State: complaint.StateForwarded, Agency: "id:51.03", Returns: 2}
	admin := complaint.Actor{ID: "badung", Role: complaint.RoleAgencyAdmin, Agency: "id:51.03"}
	denial := l.WhyNot(c, admin, complaint.ActionReturn, complaint.Moment{Now: time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC)})
	require.NotNil(t, denial)
	require.Equal(t, "syarat: laporan dikembalikan kurang dari 2 kali (sesudah itu admin nasional yang mengalihkannya)", denial.Reasons[0].Text.In(aduan.Indonesian()))
	require.Contains(t, denial.Error(), "; needs: the case has been returned fewer than 2 times (after that the national admin transfers it); ")
}
