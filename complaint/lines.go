package complaint

import (
	"encoding/json"
	"io"
	"iter"

	"github.com/aduan-go/aduan/storage"
)

// Written is what became of a list that was written to a file.
type Written struct {
	// Items is how many were written.
	Items int
	// Odd are the errors of those that could not be shown and are not in the file, each a
	// *storage.RecordError.
	Odd []error
}

// WriteLines writes a list as JSON Lines, each item as it comes: [Service.Export] for
// another store, [Service.List] for whoever may see the cases, [Service.Copy] for a
// reporter. An item that has an Encode method is written in that form, all others as json.Marshal
// writes them. What cannot be shown is left out and told; any other error of the list,
// of an item or of the writer ends the writing and is returned, with what was written until
// then. Whoever shows progress counts the items in the list or the lines in the writer.
func WriteLines[T any](w io.Writer, items iter.Seq2[T, error]) (Written, error) {
	return write(items, func(item T) error {
		var line []byte
		var err error
		if own, ok := any(item).(interface{ Encode() ([]byte, error) }); ok {
			line, err = own.Encode()
		} else {
			line, err = json.Marshal(item)
		}
		if err == nil {
			_, err = w.Write(append(line, '\n'))
		}
		return err
	})
}

// write writes the items of a list one by one.
func write[T any](items iter.Seq2[T, error], one func(T) error) (done Written, err error) {
	for item, err := range items {
		if err == nil {
			err = one(item)
		}
		switch {
		case storage.IsRecord(err):
			done.Odd = append(done.Odd, err)
		case err != nil:
			return done, err
		default:
			done.Items++
		}
	}
	return done, nil
}
