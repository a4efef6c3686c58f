package memory_test

import (
	"context"
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

func ExampleStore() {
	ctx := context.Background()
	store := memory.New()
	defer func() { _ = store.Close() }()

	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	rules := backend.NewEdition(key, aduan.Period{}, []byte("rules: []"))
	fmt.Println(store.Commit(ctx, backend.Batch{Editions: []*backend.Edition{rules}}))

	for change, err := range store.Changes(ctx, "", 0) {
		fmt.Println(change.Kind, change.Key, change.Version, err)
	}
	// Output:
	// <nil>
	// edition "routing"/"denpasar"/"2026" 1 <nil>
}

func ExampleStore_Verify() {
	ctx := context.Background()
	store := memory.New()
	defer func() { _ = store.Close() }()
	key := backend.EditionKey{Kind: "routing", Name: "denpasar", Edition: "2026"}
	rules := backend.NewEdition(key, aduan.Period{}, []byte("rules: []"))
	fmt.Println(store.Commit(ctx, backend.Batch{Editions: []*backend.Edition{rules}}))

	found, err := store.Verify(ctx, backend.Verification{})
	fmt.Println(found.Records, found.Changes, found.Err(), err)
	// Output:
	// <nil>
	// 1 1 <nil> <nil>
}
