package region

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// maxQuoted is how many bytes of a refused text an error keeps.
const maxQuoted = 128

// CodeError says why a text is not a code. It unwraps to storage.ErrInvalid.
type CodeError struct {
	// Text is what was read, cut to 128 bytes.
	Text string
	// Reason says what is wrong, in words for a person.
	Reason string
	// Legal lists codes that could have been meant; empty when none is near.
	Legal []string
}

// Error names the text, the reason and the legal codes.
func (e *CodeError) Error() string {
	s := fmt.Sprintf("code %q: %s", e.Text, e.Reason)
	if len(e.Legal) > 0 {
		s += "; legal: " + strings.Join(e.Legal, ", ")
	}
	return s
}

// Unwrap returns storage.ErrInvalid.
func (e *CodeError) Unwrap() error { return storage.ErrInvalid }

// refuse makes a CodeError.
func refuse(text, reason string, legal ...string) *CodeError {
	return &CodeError{Text: cut(text), Reason: reason, Legal: legal}
}

// scanError refuses a database value that is not text.
func scanError(src any) *CodeError {
	return refuse(fmt.Sprint(src), fmt.Sprintf("a code is text, the database gave %T", src), "a TEXT column")
}

// cut limits s to maxQuoted bytes and makes it valid UTF-8, in a string of its
// own so that an error does not hold on to a large input.
func cut(s string) string {
	if len(s) > maxQuoted {
		s = s[:maxQuoted]
	}
	return strings.Clone(strings.ToValidUTF8(s, "\uFFFD"))
}

// PathError says what is wrong with a path. It unwraps to storage.ErrInvalid.
type PathError struct {
	// Index is the position of the wrong code, 0 for the outermost; -1 when
	// the path as a whole is wrong.
	Index int
	// Code is the code at Index.
	Code Code
	// Reason says what is wrong, in words for a person.
	Reason string
}

// Error names the position, the code and the reason.
func (e *PathError) Error() string {
	if e.Index < 0 {
		return "region path: " + e.Reason
	}
	return fmt.Sprintf("region path: position %d (%s): %s", e.Index, e.Code, e.Reason)
}

// Unwrap returns storage.ErrInvalid.
func (e *PathError) Unwrap() error { return storage.ErrInvalid }

// HorizonError says that a tree was asked for a time of which its data know
// nothing. It unwraps to storage.ErrInvalid.
type HorizonError struct {
	// At is the instant that was asked for, Horizon the earliest legal one.
	At, Horizon time.Time
}

// In names both instants.
func (e *HorizonError) In(w aduan.Words) string {
	return texts().In(w)("horizon", "time", moment(w, e.At.In(e.Horizon.Location())), "horizon", moment(w, e.Horizon))
}

// Error is [HorizonError.In] English.
func (e *HorizonError) Error() string { return e.In(aduan.English()) }

// moment is an instant as people write it: a midnight is a day.
func moment(w aduan.Words, t time.Time) string {
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 {
		return aduan.DateOf(t).In(w)
	}
	return w.Time(t)
}

// Unwrap returns storage.ErrInvalid.
func (e *HorizonError) Unwrap() error { return storage.ErrInvalid }

// UnknownError says that no unit has a code at the instant of a view. It
// unwraps to storage.ErrNotFound.
type UnknownError struct {
	Code Code
	// At is the instant asked for; zero for the latest state.
	At time.Time
	// Valid lists the periods in which the code is in force; empty if it never
	// is.
	Valid []aduan.Period
	// Instead lists the units that stand for the code at the instant, as
	// [View.Resolve] finds them; empty for a code that is never in force.
	Instead []Unit
	// Near is the innermost unit that the code's own text places it in, or the
	// one that stands for that at the instant; the zero Unit if there is none.
	Near Unit
	// outer is the code in whose place Near stands.
	outer Code
}

// In names the code and says when it is in force instead.
func (e *UnknownError) In(w aduan.Words) string {
	say := texts().In(w)
	if len(e.Valid) > 0 {
		return e.absent(w)
	}
	switch {
	case e.Code.IsZero():
		return say("unknown.no_code")
	case e.Near.IsZero():
		return say("unknown", "code", e.Code)
	case e.Near.Code() == e.outer:
		return say("unknown.near", "code", e.Code, "near", e.Near)
	}
	return say("unknown.near_as", "code", e.Code, "outer", e.outer, "near", e.Near)
}

// absent says when a code is in force.
func (e *UnknownError) absent(w aduan.Words) string {
	say, periods := texts().In(w), aduan.List(e.Valid)
	text := say("absent", "code", e.Code, "periods", periods)
	if !e.At.IsZero() {
		text = say("absent.at", "code", e.Code, "time", moment(w, e.At), "periods", periods)
	}
	if len(e.Instead) > 0 {
		text += "; " + say("instead", "units", list(w, e.Instead))
	}
	return text
}

// Error is [UnknownError.In] English.
func (e *UnknownError) Error() string { return e.In(aduan.English()) }

// Unwrap returns storage.ErrNotFound.
func (e *UnknownError) Unwrap() error { return storage.ErrNotFound }

// unknown makes an UnknownError.
func (t *Tree) unknown(code Code, at int64) *UnknownError {
	e := &UnknownError{Code: code, At: instant(at, t.zone)}
	for p := range t.Validity(code) {
		e.Valid = append(e.Valid, p)
	}
	v := View{t, at}
	if e.Valid != nil {
		e.Instead = v.standing(code)
	}
	path := code.Path()
	for i := len(path) - 2; i >= 0 && e.Near.IsZero(); i-- {
		if units := v.standing(t.Own(path[i])); len(units) == 1 {
			e.Near, e.outer = units[0], path[i]
		}
	}
	return e
}

// AmbiguousError says that a code or a name stands for several units. It
// unwraps to storage.ErrInvalid.
type AmbiguousError struct {
	// Text is the code or name.
	Text string
	// Units lists all candidates.
	Units []Unit
}

// In names at most ten candidates, each with the unit around it.
func (e *AmbiguousError) In(w aduan.Words) string {
	return texts().In(w)("ambiguous", "text", e.Text, "count", len(e.Units), "units", list(w, e.Units))
}

// Error is [AmbiguousError.In] English.
func (e *AmbiguousError) Error() string { return e.In(aduan.English()) }

// list names at most ten units, each with the unit around it.
func list(w aduan.Words, units []Unit) string {
	say := texts().In(w)
	var names []string
	for _, u := range units[:min(len(units), 10)] {
		name := u.String()
		if p := u.Parent(); !p.IsZero() {
			name = say("unit.in", "unit", name, "around", p.Name())
		}
		names = append(names, name)
	}
	text := aduan.List(names).In(w)
	if more := len(units) - len(names); more > 0 {
		return say("units.more", "units", text, "count", more)
	}
	return text
}

// Unwrap returns storage.ErrInvalid.
func (e *AmbiguousError) Unwrap() error { return storage.ErrInvalid }
