package complaint

import (
	"fmt"
	"io"
	"log/slog"
)

// The types that can hold what concerns a person print as little as possible
// whatever the verb, and log the same: a whistle-blower must not be found out
// by a stray "%+v".

// Format prints ID, state and version, whatever the verb.
func (c Complaint) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "complaint %s (%s, version %d)", c.ID, c.State, c.Version)
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

// Format prints the action and whether there is a key, whatever the verb.
func (c Command) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "command "+string(c.Action))
}

// LogValue is what Format prints.
func (c Command) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(c)) }

// hidden is what stands for a person in print.
const hidden = "(hidden)"

// Format prints nothing about the person, whatever the verb.
func (p Person) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// LogValue tells nothing about the person.
func (p Person) LogValue() slog.Value { return slog.StringValue(hidden) }

// Format prints the reference and the version, whatever the verb.
func (i Identity) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "identity %s %s (version %d)", i.Ref, hidden, i.Version)
}

// LogValue is what Format prints.
func (i Identity) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(i)) }
