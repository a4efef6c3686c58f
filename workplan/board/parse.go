package board

import (
	"encoding/json"

	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/workplan"
)

// Parse reads a meeting from YAML or JSON; the ending of the file's name says
// which. The fields are those of [Meeting] by their tags. Everything that
// [Meeting.Validate] refuses is refused, and so is a party that the function
// does not know; nil checks no party. The error is a *storage.InvalidError that
// names the file, line, column and field of every problem. A YAML text has at
// most 512 KiB and 150,000 values, one of JSON 8 MiB and 500,000.
func Parse(file string, data []byte, party func(workplan.PartyID) bool) (*Meeting, error) {
	return record.Parse("meeting", file, data, strict.Limits{}, func(m *Meeting) error {
		if err := m.Validate(); err != nil || party == nil {
			return err
		}
		var c storage.Problems
		for i, p := range m.Parties {
			if !party(p.ID) {
				c.Add(storage.At("parties", i)+".id", "there is no party "+storage.Quote(string(p.ID)))
			}
		}
		return c.Err(m.what())
	})
}

// JSON writes the meeting in the form that [Parse] reads, indented.
func (m *Meeting) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// ParseQuorum reads a quorum rule from YAML or JSON. The error is a
// *storage.InvalidError.
func ParseQuorum(file string, data []byte) (Quorum, error) {
	q, err := record.Parse("quorum", file, data, strict.Limits{}, func(q *Quorum) error { return q.Validate() })
	if err != nil {
		return Quorum{}, err
	}
	return *q, nil
}
