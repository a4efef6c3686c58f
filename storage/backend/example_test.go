package backend_test

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// The heart of a backend's Commit: what Check lets through is written, and its
// error ends the transaction.
func ExampleCheck() {
	table := map[string][]byte{} // stands for the tables of a database
	current := func(kind storage.Kind, key string) (any, error) {
		data, ok := table[string(kind)+" "+key]
		if !ok {
			return nil, nil
		}
		return backend.Decode(kind, data)
	}
	commit := func(b backend.Batch) error {
		for r, err := range backend.Check(b, current) {
			if err != nil {
				return err // roll back
			}
			data, err := backend.Encode(r)
			if err != nil {
				return err
			}
			table[string(r.Kind)+" "+r.Key] = data
			fmt.Printf("%s %s: version %d\n", r.Kind, r.Key, r.Version)
		}
		return nil
	}

	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	e := backend.NewEdition(key, lifecycle.Period{}, []byte("rules: []"))
	fmt.Println(commit(backend.Batch{Editions: []*backend.Edition{e}}))
	fmt.Println(commit(backend.Batch{Editions: []*backend.Edition{e}})) // still at version 0
	// Output:
	// edition "routing"/"denpasar"/"2026": version 1
	// <nil>
	// edition "routing"/"denpasar"/"2026": conflict: expected version 0, stored version 1; read it again and decide again
}
