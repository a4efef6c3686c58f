package complaint

import (
	"encoding/json"
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// Unjudged is a clock of an open case that nobody can judge at a moment, or a
// case without any: what would otherwise look like one without deadline.
type Unjudged struct {
	// Clock is the clock; empty if it is the case as a whole.
	Clock lifecycle.ClockName
	// Err is the reason. It speaks to people as [aduan.Words.Error] lets it.
	Err error
}

// In says what is not judged, and why.
func (u Unjudged) In(w aduan.Words) string {
	reason := ""
	if u.Err != nil {
		reason = w.Error(u.Err)
	}
	if u.Clock == "" {
		return reason
	}
	return texts().In(w)("unjudged", "clock", ClockIn(w, u.Clock), "problem", reason)
}

// String is [Unjudged.In] English.
func (u Unjudged) String() string { return u.In(aduan.English()) }

// unjudgedJSON is the JSON form of [Unjudged].
type unjudgedJSON struct {
	Clock   lifecycle.ClockName `json:"clock,omitempty"`
	Problem string              `json:"problem"`
}

// MarshalJSON writes the clock, and the reason in English.
func (u Unjudged) MarshalJSON() ([]byte, error) {
	form := unjudgedJSON{Clock: u.Clock}
	if u.Err != nil {
		form.Problem = u.Err.Error()
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON wrote; of the reason the text is left.
func (u *Unjudged) UnmarshalJSON(text []byte) error {
	var form unjudgedJSON
	if err := json.Unmarshal(text, &form); err != nil {
		return err
	}
	*u = Unjudged{Clock: form.Clock, Err: errors.New(form.Problem)}
	return nil
}

// UnjudgedCase names a case with something that a sweep could not judge.
type UnjudgedCase struct {
	ID ID
	Unjudged
}
