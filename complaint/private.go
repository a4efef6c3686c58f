package complaint

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// What identifies a person is [Private]. The other types that can hold what
// concerns one, titles and texts for instance, print as little as possible
// whatever the verb, and log the same: a whistle-blower must not be found out
// by a stray "%+v". Unlike Private they do so by method, and fmt calls none for a
// verb that does not fit at all (%p, and %w outside of errors; go vet finds both)
// nor for an unexported field of somebody's struct.

// Format prints ID, state and version, whatever the verb.
func (c Complaint) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "complaint %s (%s, version %d)", c.ID, c.State, c.Version)
}

// MarshalJSON fails, as otherwise only the records with an external reference would:
// see [Complaint.Encode].
func (c Complaint) MarshalJSON() ([]byte, error) {
	return nil, errors.New("complaint: a complaint has no JSON form by itself; Complaint.Encode writes one on purpose")
}

// LogValue is the ID, the state and the version.
func (c Complaint) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", c.ID.String()), slog.String("state", string(c.State)), slog.Int64("version", int64(c.Version)))
}

// Format prints that a text is there and how long it is, whatever the verb.
func (t Text) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "text %.8s... (%d bytes)", t.Digest, len(t.Body))
}

// LogValue is what Format prints.
func (t Text) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(t)) }

// Format prints the chosen ID, kind and channel, whatever the verb.
func (d Draft) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "draft %s (%s by %s, %s)", d.ID, d.Kind, d.Channel, d.Disclosure)
}

// LogValue is what Format prints.
func (d Draft) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(d)) }

// Format prints the code and the datatype and nothing of the values, whatever the
// verb.
func (a Attribute) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "attribute %q (%s, %d values)", a.Code, a.Type, len(a.Values))
}

// LogValue is what Format prints.
func (a Attribute) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(a)) }

// Format prints the action, whatever the verb.
func (c Command) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "command "+string(c.Action))
}

// LogValue is what Format prints.
func (c Command) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(c)) }

// Format prints the reference and the version, whatever the verb.
func (i Identity) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "identity %s %s (version %d)", i.Ref, hidden, i.Version)
}

// LogValue is what Format prints.
func (i Identity) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(i)) }

// Format prints how many records there are, whatever the verb.
func (b Batch) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "batch (%d complaints, %d identities, %d hints)", len(b.Complaints), len(b.Identities), len(b.Due))
}

// LogValue is what Format prints.
func (b Batch) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(b)) }

// MarshalJSON fails: a batch would mix complaints with those who reported. A
// store writes record by record.
func (b Batch) MarshalJSON() ([]byte, error) {
	return nil, errors.New("complaint: a batch has no JSON form; write its records one by one")
}

// Format prints nothing of the configuration, whatever the verb: what a store
// holds would else show under a verb that does not fit a pointer.
func (c Config) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "complaint service configuration (%d lifecycles)", len(c.Lifecycles))
}

// Format prints nothing of the configuration, whatever the verb.
func (s Service) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "complaint service") }

// Format prints the ID and the command's action, whatever the verb.
func (i Item) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "%v on complaint %s", i.Command, i.ID)
}

// LogValue is what Format prints.
func (i Item) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(i)) }

// Format prints the complaint, the command and the condition as they print by
// themselves, whatever the verb.
func (f GuardFacts) Format(state fmt.State, _ rune) {
	_, _ = fmt.Fprintf(state, "%s for %v on %v", f.Condition, f.Command, f.Complaint)
}

// LogValue is what Format prints.
func (f GuardFacts) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(f)) }

// Format prints role and agency, and the account unless it is a reporter's,
// whatever the verb.
func (a Actor) Format(f fmt.State, _ rune) {
	who := a.ID
	if a.role() == RoleReporter {
		who = hidden
	}
	_, _ = fmt.Fprintf(f, "%s %s", a.role(), who)
	if a.Agency != "" {
		_, _ = fmt.Fprintf(f, " of %s", string(a.Agency))
	}
}

// LogValue is what Format prints.
func (a Actor) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(a)) }

// MarshalJSON writes the fields, as timelines keep them. It fails for a
// reporter under their account: inside a timeline they have a reference.
func (a Actor) MarshalJSON() ([]byte, error) {
	if a.role() == RoleReporter && a.ID != "" {
		if _, err := ParseID(a.ID); err != nil {
			return nil, errors.New("complaint: a reporter is written under their reference only, never under their account")
		}
	}
	type plainActor Actor
	return json.Marshal(plainActor(a))
}

// Format prints the line and the name of the row, whatever the verb.
func (r Row) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "row %q of line %d: %v", r.Name, r.Line, r.Draft)
}

// LogValue is what Format prints.
func (r Row) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(r)) }

// Format prints the kind, the class, the category and the region, and nothing
// of the texts, whatever the verb.
func (f Facts) Format(state fmt.State, _ rune) {
	_, _ = fmt.Fprintf(state, "facts (%s, %s, %s, %s)", f.Kind, f.Class, string(f.Category), f.Region)
}

// LogValue is what Format prints.
func (f Facts) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(f)) }
