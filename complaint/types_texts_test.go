package complaint_test

import (
	"encoding"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
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

// closedSet is one of the small integer types.
type closedSet interface {
	~int8
	String() string
	In(w aduan.Words) string
	MarshalText() ([]byte, error)
}

// checkSet checks a closed set with the values 1 to last.
func checkSet[T closedSet](t *testing.T, last T, read func(*T, []byte) error) {
	t.Helper()
	seen := map[string]bool{}
	for v := T(1); v <= last; v++ {
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, v.String(), string(text))
		require.Regexp(t, `^[a-z_]+$`, string(text))
		require.False(t, seen[string(text)], "%s twice", text)
		seen[string(text)] = true
		for _, w := range []aduan.Words{aduan.Indonesian(), aduan.English()} {
			require.NotEqual(t, string(text), v.In(w))
			require.NotEmpty(t, v.In(w), v)
		}
		var back T
		require.NoError(t, read(&back, text))
		require.Equal(t, v, back)
		for _, other := range []string{string(text) + " ", " " + string(text), string(text) + "\x00", string(text[:1]), "X" + string(text), "1"} {
			kept := last
			require.Error(t, read(&kept, []byte(other)), "%q", other)
			require.Equal(t, last, kept, "unchanged on error")
		}
	}
	var zero, back T
	text, err := zero.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	require.Empty(t, zero.String()+zero.In(aduan.English()))
	back = last
	require.NoError(t, read(&back, nil))
	require.Equal(t, zero, back)
	for _, v := range []T{last + 1, -1, math.MaxInt8, math.MinInt8} {
		_, err := v.MarshalText()
		require.Error(t, err, "%d", v)
		require.Contains(t, v.String(), "(")
		require.Equal(t, v.String(), v.In(aduan.English()))
	}
}

func TestClosedSets(t *testing.T) {
	t.Parallel()
	checkSet(t, complaint.KindInformation, (*complaint.Kind).UnmarshalText)
	checkSet(t, complaint.ClassAspiration, (*complaint.Class).UnmarshalText)
	checkSet(t, complaint.ChannelIntegrated, (*complaint.Channel).UnmarshalText)
	checkSet(t, complaint.ArchivedExpired, (*complaint.ArchiveReason).UnmarshalText)
	checkSet(t, complaint.RungOmbudsman, (*complaint.Rung).UnmarshalText)
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
