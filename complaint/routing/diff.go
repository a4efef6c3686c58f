package routing

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
	"github.com/aduan-go/aduan/storage"
)

// ChangeKind says how a rule differs between two editions.
type ChangeKind int8

// The kinds of change.
const (
	RuleAdded ChangeKind = iota + 1
	RuleRemoved
	RuleChanged
	// RuleMoved: the rule is the same and stands before or behind another that it
	// did not, which under [First] may decide. Of rules that changed places the
	// fewest are named.
	RuleMoved
)

func changeNames() enum.Set { return enum.Words("", "added", "removed", "changed", "moved") }

// String returns the text form, for example "added".
func (k ChangeKind) String() string { return changeNames().Text("ChangeKind", int(k)) }

// MarshalText writes the text form; a value outside the set is an error.
func (k ChangeKind) MarshalText() ([]byte, error) {
	return changeNames().Marshal("ChangeKind", int(k))
}

// UnmarshalText reads the text form exactly.
func (k *ChangeKind) UnmarshalText(text []byte) error { return enum.Unmarshal(changeNames(), text, k) }

// Changes says how two editions of a table differ.
type Changes struct {
	Old string `json:"old"`
	New string `json:"new"`
	// Head lists what differs outside the rules, in the order of the fields of
	// [Table]; the edition itself is not among it, nor where a table was read.
	Head []PartChange `json:"head,omitempty"`
	// Rules lists the rules that differ: removed ones in the order of the old
	// table, then the others in the order of the new one. A rule that changed and
	// moved stands twice.
	Rules []RuleChange `json:"rules,omitempty"`

	// names are for In; see [Changes.Named].
	names Sources
	on    time.Time
}

// PartChange is a part that differs, under its name in YAML and JSON, as it is
// written there in JSON; empty if it is not there. A condition written in Go is
// shown by its name.
type PartChange struct {
	Part string `json:"part"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`

	old, now spoken // what [Changes.In] says
}

// RuleChange is a rule that differs.
type RuleChange struct {
	Kind ChangeKind `json:"kind"`
	Rule string     `json:"rule"`
	// OldLine and NewLine are where it was read; 0 if it was not.
	OldLine int `json:"old_line,omitempty"`
	NewLine int `json:"new_line,omitempty"`
	// Parts lists what changed of a [RuleChanged] rule, and all there is of an
	// added or removed one.
	Parts []PartChange `json:"parts,omitempty"`
	// After names the rule behind which a [RuleMoved] rule stands now; empty for
	// the first.
	After string `json:"after,omitempty"`
}

// Diff compares two editions of a table as they are written: rules are the same
// if they have the same ID. It does not say which reports that concerns; see
// [Replay]. Moved rules are listed if the order means something in one of the
// tables, that is, under [First]. The tables need not be legal.
func Diff(old, new Table) Changes {
	c := Changes{Old: old.Edition, New: new.Edition}
	c.Head = compareParts(headOf(old), headOf(new))
	before, after := positions(old.Rules), positions(new.Rules)
	oldLines, newLines := old.ruleLines(), new.ruleLines()
	for i := range old.Rules {
		r := &old.Rules[i]
		if _, stays := after[r.ID]; !stays {
			c.Rules = append(c.Rules, RuleChange{Kind: RuleRemoved, Rule: r.ID, OldLine: oldLines[i], Parts: compareParts(old.partsOf(r), nil)})
		}
	}
	var moved map[string]bool
	if old.Hit.policy().ordered || new.Hit.policy().ordered {
		moved = movedRules(before, new.Rules)
	}
	for i := range new.Rules {
		r := &new.Rules[i]
		was, known := before[r.ID]
		if !known {
			c.Rules = append(c.Rules, RuleChange{Kind: RuleAdded, Rule: r.ID, NewLine: newLines[i], Parts: compareParts(nil, new.partsOf(r))})
			continue
		}
		one := RuleChange{Rule: r.ID, OldLine: oldLines[was], NewLine: newLines[i]}
		if parts := compareParts(old.partsOf(&old.Rules[was]), new.partsOf(r)); parts != nil {
			one.Kind, one.Parts = RuleChanged, parts
			c.Rules = append(c.Rules, one)
		}
		if moved[r.ID] {
			one.Kind, one.Parts = RuleMoved, nil
			if i > 0 {
				one.After = new.Rules[i-1].ID
			}
			c.Rules = append(c.Rules, one)
		}
	}
	return c
}

// positions gives the position of each rule, by its ID.
func positions(rules []Rule) map[string]int {
	at := make(map[string]int, len(rules))
	for i := range rules {
		at[rules[i].ID] = i
	}
	return at
}

// movedRules returns the fewest rules of both tables without which the others
// stand in the same order: those outside a longest ascending run.
func movedRules(before map[string]int, new []Rule) map[string]bool {
	var ids []string
	out := map[string]bool{}
	for i := range new {
		if _, known := before[new[i].ID]; known {
			ids, out[new[i].ID] = append(ids, new[i].ID), true
		}
	}
	// tails[n] ends a run of n+1 rules with the least position; prev leads back.
	var tails []int
	prev := make([]int, len(ids))
	for i, id := range ids {
		n, _ := slices.BinarySearchFunc(tails, before[id], func(t, want int) int { return before[ids[t]] - want })
		prev[i] = -1
		if n > 0 {
			prev[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
			delete(out, ids[i])
		}
	}
	return out
}

// part is a named part of a table or a rule, written as JSON and to be said; empty
// for none.
type part struct {
	name, text string
	said       spoken
}

// partOf writes a part.
func partOf(name string, v any, said spoken) part { return part{name, written(v), said} }

func headOf(t Table) []part {
	zone := t.Zone
	if t.Location != nil {
		zone = t.Location.String()
	}
	return []part{
		partOf("name", t.Name, saidText(t.Name)),
		partOf("valid", t.Valid, saidValue{t.Valid}),
		partOf("zone", zone, saidText(zone)),
		partOf("source", t.Source, saidText(t.Source)),
		partOf("hit_policy", t.Hit, saidValue{t.Hit}),
		partOf("scope", t.Scope, saidScope(t.Scope)),
		partOf("attributes", t.Attributes, saidAttributes(t.Attributes)),
		partOf("fallback", t.Fallback, saidDestination(t.Fallback)),
	}
}

func (t *Table) partsOf(r *Rule) []part {
	return []part{
		{"when", strings.TrimSpace(written(r.When) + " " + strings.Join(r.When.functions("when"), " ")), saidWhen{r.When, t.Attributes}},
		partOf("to", r.To, saidDestination(r.To)),
		partOf("valid", r.Valid, saidValue{r.Valid}),
		partOf("note", r.Note, saidText(r.Note)),
	}
}

// functions lists the conditions written in Go, with where they stand.
func (w *When) functions(place string) []string {
	var out []string
	if w.Func != nil {
		out = append(out, place+".func "+w.Func.Name)
	}
	for i := range w.All {
		out = append(out, w.All[i].functions(storage.At(place+".all", i))...)
	}
	for i := range w.Any {
		out = append(out, w.Any[i].functions(storage.At(place+".any", i))...)
	}
	if w.Not != nil {
		out = append(out, w.Not.functions(place+".not")...)
	}
	return out
}

// written is a value as it is written in JSON; empty for one that says nothing,
// and what is wrong with it for one that has no text form.
func written(v any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err.Error()
	}
	switch text := strings.TrimSpace(b.String()); text {
	case "{}", `""`, "null", "[]":
		return ""
	default:
		return text
	}
}

// compareParts lists the parts that differ. Both lists have the same names, or
// one is nil.
func compareParts(old, new []part) []PartChange {
	var out []PartChange
	for i := range max(len(old), len(new)) {
		var c PartChange
		if old != nil {
			c.Part, c.Old, c.old = old[i].name, old[i].text, old[i].said
		}
		if new != nil {
			c.Part, c.New, c.now = new[i].name, new[i].text, new[i].said
		}
		if c.Old != c.New {
			out = append(out, c)
		}
	}
	return out
}

// None reports whether nothing differs.
func (c Changes) None() bool { return c.Head == nil && c.Rules == nil }

// String is [Changes.In] English.
func (c Changes) String() string { return c.In(aduan.English()) }
