// Custombackend shows how to write a backend of one's own, on bbolt, a key-value
// store in one file: whole.go keeps every kind of record, cases.go complaints
// alone. Both prove themselves with the conformance suite in main_test.go.
//
//	go run ./examples/custombackend -lang id
//
// The program opens a case in a file, closes the file, opens it again, and goes
// on where it was; then it tells what the change feed holds.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

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

// run tells the story.
func run(ctx context.Context, words aduan.Words, out io.Writer) error {
	say := texts().In(words)
	dir, err := os.MkdirTemp("", "custombackend")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "cases.db")

	reporter := complaint.Actor{ID: "wayan"}
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		return err
	}
	var receipt complaint.Receipt
	err = with(path, national, func(_ *Store, s *complaint.Service) (err error) {
		receipt, err = s.Submit(ctx, reporter, complaint.Draft{
			Kind: complaint.KindComplaint, Title: "Lampu jalan mati", Body: "Gelap sejak pekan lalu.",
			Category: "public_works", Channel: complaint.ChannelWeb,
		})
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(out, say("submitted"))
	return with(path, national, func(store *Store, s *complaint.Service) error {
		_, err := s.Do(ctx, admin, receipt.ID, complaint.Command{
			Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "roads",
		})
		if err != nil {
			return err
		}
		mine, err := s.Mine(ctx, reporter, receipt.ID)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, say("forwarded", "title", mine.Title, "state", national.StateIn(words, mine.Status.State), "version", int(mine.Version)))
		for change, err := range store.Changes(ctx, "", 0) {
			if err != nil {
				return err
			}
			if change.Kind == complaint.KindOfIdentity {
				fmt.Fprintln(out, say("change.identity", "cursor", string(change.Cursor), "version", int(change.Version)))
				continue
			}
			fmt.Fprintln(out, say("change.complaint", "cursor", string(change.Cursor), "version", int(change.Version), "entries", change.Seq))
		}
		return nil
	})
}

// with runs something with a service on the file.
func with(path string, national *complaint.Lifecycle, do func(*Store, *complaint.Service) error) error {
	store, err := OpenStore(path, nil)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	s, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(store), Identities: store.Set().Identities,
		Lifecycles: []*complaint.Lifecycle{national}, Deadlines: complaint.NoDeadlines{},
	})
	if err != nil {
		return err
	}
	return do(store, s)
}
