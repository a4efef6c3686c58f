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
// import: a file can be read again, after a crash in its middle too, and the
// receipt says whether the case was known.
func (o *office) importCSV(ctx context.Context, file string) (imported, error) {
	done := imported{ids: map[string]complaint.ID{}}
	for row, err := range o.rules.ReadCSV(strings.NewReader(file)) {
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
		if receipt.Repeated {
			done.known++
		} else {
			done.opened++
		}
	}
	return done, nil
}
