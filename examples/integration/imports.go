package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aduan-go/aduan/complaint"
)

// imported is what became of a file.
type imported struct {
	opened, known int
	refused       []error
	ids           map[string]complaint.ID // by the name of the row
}

// importCSV submits the cases of another system. Each carries that system's
// name and number as external reference, by which the service finds an earlier
// import: a file can be read again, after a crash in its middle too. A receipt
// is the same both times; whether the case was opened now is told by what the
// import itself has seen, here by the number of cases before and after.
func (o *office) importCSV(ctx context.Context, file string) (imported, error) {
	done := imported{ids: map[string]complaint.ID{}}
	before, err := o.count(ctx)
	if err != nil {
		return done, err
	}
	accepted := 0
	for row, err := range complaint.ReadCSV(strings.NewReader(file), complaint.Limits{}) {
		var bad *complaint.RowError
		if errors.As(err, &bad) {
			done.refused = append(done.refused, bad)
			continue // the rows after it can still be read
		}
		if err != nil {
			return done, err
		}
		receipt, err := o.Submit(ctx, o.importer, row.Draft)
		if err != nil {
			return done, fmt.Errorf("row %s: %w", row.Name, err)
		}
		done.ids[row.Name] = receipt.ID
		accepted++
	}
	after, err := o.count(ctx)
	done.opened = after - before
	done.known = accepted - done.opened
	return done, err
}

func (o *office) count(ctx context.Context) (n int, err error) {
	for _, err := range o.List(ctx, o.national, complaint.Query{}) {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
