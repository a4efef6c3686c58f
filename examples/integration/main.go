// Integration shows how another system lives beside a store of complaints: it
// imports that system's cases from a CSV file, twice, without a duplicate, and
// follows the change feed to push what happens to an HTTP endpoint that fails
// now and then.
//
//	go run ./examples/integration -lang id
//
// The endpoint is started by the program itself on 127.0.0.1. What to look at:
// importing is in imports.go; following, retries, order and restarts in
// follower.go; the recipient, who recognises repeated deliveries, in
// endpoint.go; messages to reporters in notices.go, to officers in alarms.go.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/memory"
)

//go:embed cases.csv
var casesOfTheCity string

func main() {
	lang := flag.String("lang", "en", texts().In(aduan.English())("usage.lang"))
	flag.Parse()
	words, err := aduan.BuiltIn(*lang)
	if err == nil {
		err = run(context.Background(), words, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run tells the whole story.
func run(ctx context.Context, words aduan.Words, out io.Writer) error {
	say := texts().In(words)
	store := memory.New()
	defer func() { _ = store.Close() }()
	office, err := newOffice(store, words)
	if err != nil {
		return err
	}

	fmt.Fprintln(out, "== "+say("import"))
	var cases map[string]complaint.ID
	for range 2 {
		done, err := office.importCSV(ctx, casesOfTheCity)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, say("import.done", "opened", done.opened, "known", done.known, "refused", len(done.refused)))
		cases = done.ids
	}
	if err := office.work(ctx, cases); err != nil {
		return err
	}

	dir, err := os.MkdirTemp("", "integration")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	portal, err := openEndpoint(cases)
	if err != nil {
		return err
	}
	defer func() { _ = portal.close() }()
	fmt.Fprintln(out, "== "+say("push"))
	checkpoint := filepath.Join(dir, "checkpoint")
	first := newFollower(store, office, portal.url, checkpoint)
	first.stopAfter = 7 // as if the process were killed
	if err := first.run(ctx); err != nil {
		return err
	}
	fmt.Fprintln(out, say("push.stopped", "deliveries", first.delivered, "failed", first.retried))
	if err := office.finish(ctx, cases); err != nil {
		return err
	}
	second := newFollower(store, office, portal.url, checkpoint)
	if err := second.run(ctx); err != nil {
		return err
	}
	fmt.Fprintln(out, say("push.resumed", "deliveries", second.delivered, "failed", second.retried, "wait", max(first.longest, second.longest)))

	fmt.Fprintln(out, "== "+say("portal"))
	portal.report(out, office)

	fmt.Fprintln(out, "== "+say("notices"))
	if err := office.notices(ctx, store, out); err != nil {
		return err
	}
	fmt.Fprintln(out, "== "+say("alarms"))
	return office.alarms(ctx, store, out)
}

// wait is how long the first repetition waits; every further one waits twice as
// long, up to a hundred times this.
const wait = 2 * time.Millisecond
