package board

import (
	"encoding/json"
	"fmt"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/workplan"
)

// Read reads a meeting from YAML or JSON; the ending of the file's name says
// which. The fields are those of [Meeting] by their tags. Everything that
// [Meeting.Validate] refuses is refused, and so is a party that the function
// does not know; nil checks no party. The error is a *storage.InvalidError that
// names the file, line, column and field of every problem. A YAML text has at
// most 512 KiB.
func Read(file string, data []byte, party func(workplan.PartyID) bool) (*Meeting, error) {
	var m Meeting
	if err := strict.Parse("meeting", file, data, strict.Limits{}, &m); err != nil {
		return nil, err
	}
	err := m.Validate()
	if err == nil && party != nil {
		var c checker
		for i, p := range m.Parties {
			if !party(p.ID) {
				c.add(fmt.Sprintf("parties[%d].id", i), fmt.Sprintf("there is no party %q", clip(string(p.ID))))
			}
		}
		err = c.err("meeting " + clip(string(m.ID)))
	}
	if err != nil {
		return nil, strict.Locate(err, file, data, strict.Limits{})
	}
	return &m, nil
}

// JSON writes the meeting in the form that [Read] reads, indented.
func (m *Meeting) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// ReadQuorum reads a quorum rule from YAML or JSON. The error is a
// *storage.InvalidError.
func ReadQuorum(file string, data []byte) (Quorum, error) {
	var q Quorum
	if err := strict.Parse("quorum", file, data, strict.Limits{}, &q); err != nil {
		return Quorum{}, err
	}
	if err := q.Validate(); err != nil {
		return Quorum{}, strict.Locate(err, file, data, strict.Limits{})
	}
	return q, nil
}
