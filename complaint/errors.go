package complaint

import (
	"errors"
	"fmt"
	"io"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// The sentinels of this package, beside those of package storage. Errors of
// [Service.Do] come in a fixed order: storage.ErrInvalid for what is wrong with
// the command whatever the case, then a replay of the same command (no error),
// then storage.ErrNotFound (also for what one may not see), ErrForbidden,
// ErrKeyReuse, storage.ErrConflict, and at last what only looking can tell:
// [ErrClock], ErrNotAllowed, and for what is possible storage.ErrInvalid for a unit, an
// agency or a parent that does not fit this case, and for what it has no room for.
var (
	// ErrForbidden means that the actor may see the complaint, but may never
	// take this action on it in their present role and place.
	ErrForbidden = errors.New("forbidden")
	// ErrKeyReuse means that the key, or the chosen ID, already belongs to
	// another command.
	ErrKeyReuse = errors.New("key is used by another command")
	// ErrNotAllowed means that the action is not possible now: the state or a
	// guard forbids it. It is a *[Denial].
	ErrNotAllowed = errors.New("not allowed")
)

// DenialCode says which kind of thing stands against an action.
type DenialCode int8

// The codes.
const (
	// DeniedByState: the action does not exist from the present state.
	DeniedByState DenialCode = iota + 1
	// DeniedByRole: the role may not take the action from this state.
	DeniedByRole
	// DeniedByReach: the actor's role does not reach this case.
	DeniedByReach
	// DeniedByGuard: a condition does not hold.
	DeniedByGuard
	// DeniedByClock: the last entry lies in the future, so that nobody acts on the
	// case; or there is no instant to be corrected.
	DeniedByClock
	// DeniedByAccusation: whom the command, or the routing table, means to get the
	// case is accused, or is below, follows or acts for a body that is; or whose accusation is to
	// be cleared stands accused by a case that was merged into this one.
	DeniedByAccusation
	// DeniedByRoom: the case holds so much that not even the least that the action adds
	// fits ([Limits]).
	DeniedByRoom
)

// String returns "state", "role", "reach", "guard", "clock", "accusation" or "room".
func (c DenialCode) String() string {
	return enum.Words("", "state", "role", "reach", "guard", "clock", "accusation", "room").Text("DenialCode", int(c))
}

// MarshalText writes the text form.
func (c DenialCode) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Reason is one thing that stands against an action.
type Reason struct {
	Code DenialCode `json:"code"`
	// Condition is the guard that does not hold, as the definition writes it.
	Condition string `json:"condition,omitempty"`
	// Text says it for people, and what would make it legal: of a guard that asks for
	// several things, the one that is missing.
	Text aduan.Message `json:"label"`
	// Legal lists the states from which, or the roles by which, the action
	// could be taken; or, as digest, the draft that awaits approval.
	Legal []string `json:"legal,omitempty"`
}

// Denial explains why an action is refused: everything that stands against it,
// and what the actor could do instead. As an error it unwraps to
// [ErrForbidden] or [ErrNotAllowed].
type Denial struct {
	Complaint ID               `json:"complaint"`
	Action    lifecycle.Action `json:"action"`
	State     lifecycle.State  `json:"state"`
	Role      lifecycle.Role   `json:"role"`
	// Reasons is never empty: state, role and reach first, then the guards in
	// declared order, then accusations; for want of room only if nothing else does.
	Reasons []Reason `json:"reasons"`
	// Instead lists the actions that the actor could take now, in declared
	// order.
	Instead []lifecycle.Action `json:"instead,omitempty"`

	forbidden bool
	rules     *Lifecycle // whose words are said; nil says the codes
}

// Error is [Denial.In] English.
func (d *Denial) Error() string { return d.In(aduan.English()) }

// Format prints [Denial.Error], whatever the verb: never the rules behind it.
func (d Denial) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, d.Error()) }

// In explains the denial for an officer, in the words of the lifecycle.
func (d *Denial) In(w aduan.Words) string {
	say, rules := texts().In(w), d.rules
	unopened := d.State == lifecycle.New && d.Complaint.IsZero()
	head := say("denial.new", "action", rules.ActionIn(w, d.Action), "role", rules.RoleIn(w, d.Role))
	if !unopened {
		head = say("denial", "action", rules.ActionIn(w, d.Action), "complaint", d.Complaint.String(), "state", rules.StateIn(w, d.State), "role", rules.RoleIn(w, d.Role))
	}
	parts := []string{head}
	for _, r := range d.Reasons {
		parts = append(parts, r.Text.In(w))
	}
	switch {
	case unopened:
	case len(d.Instead) == 0:
		parts = append(parts, say("denial.nothing"))
	default:
		parts = append(parts, say("denial.instead", "actions", wordList(rules, "action", d.Instead)))
	}
	return aduan.Clauses(parts).In(w)
}

// Unwrap returns [ErrForbidden] if the actor may never take the action on
// this case, else [ErrNotAllowed].
func (d *Denial) Unwrap() error {
	if d.forbidden {
		return ErrForbidden
	}
	return ErrNotAllowed
}

// KeyReuseError names the command whose key is taken. It unwraps to
// [ErrKeyReuse].
type KeyReuseError struct {
	Complaint ID
	// Key is empty if the ID of a draft is taken.
	Key string
}

// Error is [KeyReuseError.In] English.
func (e *KeyReuseError) Error() string { return e.In(aduan.English()) }

// In names the complaint and the key.
func (e *KeyReuseError) In(w aduan.Words) string {
	say := texts().In(w)
	if e.Key == "" {
		return say("reuse.id", "complaint", e.Complaint.String())
	}
	return say("reuse.key", "complaint", e.Complaint.String(), "key", storage.Quote(e.Key))
}

// Unwrap returns [ErrKeyReuse].
func (e *KeyReuseError) Unwrap() error { return ErrKeyReuse }

// UnknownOutcomeError says that a commit's answer was lost and that a look
// afterwards did not find the command. It may still arrive; repeating it with
// the same key, or the same draft ID, is harmless. It unwraps to
// storage.ErrUnknownOutcome and to the store's error.
type UnknownOutcomeError struct {
	Complaint ID
	Key       string
	Cause     error
}

// Error is [UnknownOutcomeError.In] English.
func (e *UnknownOutcomeError) Error() string { return e.In(aduan.English()) }

// In names the complaint and the key. It leaves out the store's own text, which may
// hold what it failed to write.
func (e *UnknownOutcomeError) In(w aduan.Words) string {
	say := texts().In(w)
	if e.Key == "" {
		return say("unknown.id", "complaint", e.Complaint.String())
	}
	return say("unknown.key", "complaint", e.Complaint.String(), "key", storage.Quote(e.Key))
}

// Unwrap returns storage.ErrUnknownOutcome and the cause.
func (e *UnknownOutcomeError) Unwrap() []error { return []error{storage.ErrUnknownOutcome, e.Cause} }
