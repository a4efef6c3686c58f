package backend_test

import (
	"context"
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
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
	e := backend.NewEdition(key, aduan.Period{}, []byte("rules: []"))
	fmt.Println(commit(backend.Batch{Editions: []*backend.Edition{e}}))
	fmt.Println(commit(backend.Batch{Editions: []*backend.Edition{e}})) // still at version 0
	// Output:
	// edition "routing"/"denpasar"/"2026": version 1
	// <nil>
	// edition "routing"/"denpasar"/"2026": conflict: expected version 0, stored version 1; read it again and decide again
}

// A store that finds records by kind and key, and goes through them in order,
// has all its readers.
func ExampleReaders() {
	store := &keyValue{data: map[string][]byte{}} // in keyvalue_test.go: a map, with Load and Scan
	defer func() { _ = store.Close() }()
	ctx := context.Background()
	err := store.Commit(ctx, backend.Batch{
		Plans:    []*workplan.Plan{planOf("sp4n-2020"), planOf("sp4n-2020-b")},
		Meetings: []*board.Meeting{meetingOf("pb5")},
	})
	fmt.Println(err)
	set := backend.Readers(store)
	for p, err := range set.Plans.List(ctx, workplan.Query{Year: 2020, Limit: 1}) {
		fmt.Println(p.ID, p.State(), err)
	}
	m, err := set.Meetings.Get(ctx, "pb5")
	fmt.Println(m, err)
	for change, err := range store.Changes(ctx, "", 0) {
		fmt.Println(change.Kind, change.Key, change.Version, change.Seq, err)
	}
	// Output:
	// <nil>
	// sp4n-2020 draft <nil>
	// sp4n, meeting 1, 1 March 2020 <nil>
	// plan sp4n-2020 1 1 <nil>
	// plan sp4n-2020-b 1 1 <nil>
	// meeting pb5 1 0 <nil>
}

func ExampleKinds() {
	fmt.Println(backend.Kinds())
	// Output: [complaint identity agency plan meeting roadmap edition]
}
