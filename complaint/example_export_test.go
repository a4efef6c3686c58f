package complaint_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"

	"github.com/aduan-go/aduan/complaint"
)

// An office moves to another store: the file holds every case as it was, and, because a
// purpose is given, who reported, which the timeline of each case then tells.
func ExampleService_Export() {
	ctx := context.Background()
	here, _ := exampleService()
	there, _ := exampleService()
	reporter, national, _ := exampleActors()
	gateway := complaint.Actor{ID: "migration", Role: complaint.RoleFieldOfficer}
	if _, err := here.Submit(ctx, reporter, exampleDraft()); err != nil {
		fmt.Println(err)
		return
	}

	var file bytes.Buffer
	written, err := complaint.WriteLines(&file, here.Export(ctx, national, complaint.Query{}, "we move to a new data centre"))
	fmt.Println(written.Items, len(written.Odd), err)

	for got := range there.Import(ctx, gateway, complaint.Mapping{}, complaint.ReadPast(&file)) {
		fmt.Println(got.Line, got.Receipt.Repeated, got.Err)
	}
	for view, err := range there.MineAll(ctx, reporter) {
		fmt.Println(view.Title, view.Status.State, err)
	}
	// Output:
	// 1 0 <nil>
	// 1 false <nil>
	// Lampu jalan padam submitted <nil>
}

// Whoever may list cases may have them as a sheet, of which no cell is a formula.
func ExampleWriteSheet() {
	ctx := context.Background()
	service, _ := exampleService()
	reporter, national, _ := exampleActors()
	draft := exampleDraft()
	draft.Title = "=1+1"
	if _, err := service.Submit(ctx, reporter, draft); err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if _, err := complaint.WriteSheet(&file, service.List(ctx, national, complaint.Query{})); err != nil {
		fmt.Println(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	fmt.Println(len(rows), rows[0][2], rows[1][2], rows[0][15], rows[1][15], err)
	counts, err := service.Count(ctx, national, complaint.Filter{})
	fmt.Println(counts.Total, counts.States[0].State, counts.States[0].Cases, err)
	// Output:
	// 2 state submitted title '=1+1 <nil>
	// 1 submitted 1 <nil>
}
