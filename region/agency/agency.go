package agency

import (
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// Agency is the record of one agency: its whole history, by periods. It is
// what a store keeps and what [NewDirectory] reads.
type Agency struct {
	ID ID `json:"id"`
	// Terms describes the agency in each period of its life, in the order of
	// time and without overlap; at least one.
	Terms []Term `json:"terms"`
	// Successions says what followed the agency, if it is no more or gave
	// something up.
	Successions []Succession `json:"successions,omitempty"`
	// Version counts the commits of the record, 0 for one never saved.
	Version storage.Version `json:"version,omitempty"`
}

// Term describes an agency during one period. A change of any of it begins a
// new term.
type Term struct {
	Valid aduan.Period `json:"valid"`
	// Name is the official name, Also other names and abbreviations.
	Name string   `json:"name"`
	Also []string `json:"also,omitempty"`
	Kind Kind     `json:"kind"`
	// Parent is the body that the agency is part of: the government of an
	// office, the office of a technical unit. The zero ID makes it a root. It
	// must be in force during the whole term.
	Parent ID `json:"parent,omitempty"`
	// Supervisor is the body to which complaints are escalated; zero for the
	// parent.
	Supervisor ID `json:"supervisor,omitempty"`
	// Jurisdiction lists the regions that the agency serves, each with
	// everything in it; empty for those of the parent.
	Jurisdiction []region.Code `json:"jurisdiction,omitempty"`
	// Functions lists what it is there for; the parent's are not inherited.
	Functions []Function `json:"functions,omitempty"`
	Channels  []Channel  `json:"channels,omitempty"`
	// Calendar is the name of its working calendar; empty for the parent's.
	Calendar string `json:"calendar,omitempty"`
	// Heads lists the persons who lead it. A report that names one of them
	// names the agency.
	Heads []Person `json:"heads,omitempty"`
	// Delegates lists agencies that may act for it and everything in it.
	Delegates []ID `json:"delegates,omitempty"`
	// Source says where the term comes from, with the mark of its standing.
	Source string `json:"source,omitempty"`
}

// SuccessionKind says how an agency followed another.
type SuccessionKind string

// The kinds of succession.
const (
	Renamed SuccessionKind = "renamed" // the same body under another ID
	Split   SuccessionKind = "split"   // part of its duties went to the new one
	Merged  SuccessionKind = "merged"  // it went into the new one, with others
)

// Succession names an agency that followed another.
type Succession struct {
	Kind SuccessionKind `json:"kind"`
	To   ID             `json:"to"`
	// On is the instant from which the new agency acts.
	On time.Time `json:"on"`
	// Source says where this comes from, with the mark of its standing.
	Source string `json:"source,omitempty"`
}

// Clone returns a copy that shares nothing with a.
func (a Agency) Clone() Agency {
	a.Terms = slices.Clone(a.Terms)
	for i := range a.Terms {
		a.Terms[i] = a.Terms[i].Clone()
	}
	a.Successions = slices.Clone(a.Successions)
	return a
}

// Clone returns a copy that shares nothing with t.
func (t Term) Clone() Term {
	t.Also = slices.Clone(t.Also)
	t.Jurisdiction = slices.Clone(t.Jurisdiction)
	t.Functions = slices.Clone(t.Functions)
	t.Channels = slices.Clone(t.Channels)
	t.Heads = slices.Clone(t.Heads)
	t.Delegates = slices.Clone(t.Delegates)
	return t
}

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice) and validates it.
func (a *Agency) UnmarshalJSON(data []byte) error {
	var read Agency
	if err := strict.Decode("agency", "", strict.JSON, data, strict.Limits{}, &read); err != nil {
		return err
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*a = read
	return nil
}
