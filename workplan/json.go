package workplan

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/record"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// MarshalJSON writes the edition; one after the first without its content,
// which its changes say.
func (e Edition) MarshalJSON() ([]byte, error) {
	type later struct {
		Number  int         `json:"number"`
		Date    aduan.Date  `json:"date"`
		Reason  aduan.Label `json:"reason"`
		Changes []Change    `json:"changes"`
	}
	type first Edition
	if e.Number > 1 {
		return json.Marshal(later{e.Number, e.Date, e.Reason, e.Changes})
	}
	return json.Marshal(first(e))
}

// stored bounds what is read of a record from a store: everything that
// [Plan.Validate] lets pass, whatever its texts hold.
func stored() strict.Limits {
	return strict.Limits{Bytes: math.MaxInt32, Nodes: nodesPerEntry * MaxEntries}
}

// nodesPerEntry is more than the values and keys of one entry of a list, with its
// texts in every language that they may have.
const nodesPerEntry = 256

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice), computes the content of the later editions and validates it.
func (p *Plan) UnmarshalJSON(data []byte) error {
	return record.Decode("plan", data, stored(), p, (*Plan).settle)
}

// settle computes the content of the editions after the first, as they are
// read, and validates the plan.
func (p *Plan) settle() error {
	var c record.Checker
	total := record.Entries(p)
	for i := 1; i < len(p.Editions); i++ {
		e := &p.Editions[i]
		if len(e.Regions)+len(e.Outputs)+len(e.Activities)+len(e.Lines) > 0 {
			c.Add(storage.At("editions", i), "an edition after the first is written as its changes")
			continue
		}
		next, err := Apply(p.Editions[i-1], e.Changes)
		if c.Under(storage.At("editions", i), err) {
			break
		}
		e.Content = next.Content
		if total += record.Entries(e.Content); total > MaxEntries {
			c.Add(storage.At("editions", i), fmt.Sprintf("with it all lists have more than %d entries", MaxEntries))
			break
		}
	}
	if err := c.Err(p.what()); err != nil {
		return err
	}
	return p.Validate()
}
