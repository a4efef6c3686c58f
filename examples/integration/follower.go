package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// delivery is what the recipient gets: the case as the public may see it now.
// The feed holds references only; the content is rendered at the moment of
// delivery through the view of the recipient, so that what was sealed or erased
// meanwhile does not leave the house.
type delivery struct {
	Complaint complaint.ID         `json:"complaint"`
	Seq       int                  `json:"seq"`
	View      complaint.PublicView `json:"view"`
}

// follower pushes what happens to one recipient.
//
// The order is kept for each complaint: while a delivery fails, later ones of
// the same complaint wait, those of others go on. The checkpoint is the cursor
// before the first change that is not delivered, saved after each round. After a
// restart the changes behind it come again; the recipient knows them by their
// delivery ID.
type follower struct {
	store      backend.Store
	office     *office
	client     *http.Client
	url, file  string
	stopAfter  int // deliveries, 0 for never
	delivered  int
	retried    int
	longest    time.Duration
	checkpoint storage.Cursor
	done       map[string]bool // delivery IDs behind the checkpoint
}

func newFollower(store backend.Store, o *office, url, file string) *follower {
	return &follower{store: store, office: o, client: &http.Client{Timeout: time.Second}, url: url, file: file, done: map[string]bool{}}
}

var errStopped = errors.New("stopped")

// run delivers until nothing is left. A program in earnest then waits a moment
// and asks the feed again.
func (f *follower) run(ctx context.Context) error {
	defer f.client.CloseIdleConnections()
	if err := f.load(); err != nil {
		return err
	}
	for {
		left, err := f.round(ctx)
		if errors.Is(err, errStopped) {
			return nil // killed: the checkpoint of the last whole round stands
		}
		if err != nil {
			return err
		}
		if err := f.save(); err != nil {
			return err
		}
		if left == 0 {
			return nil
		}
	}
}

// round goes through some changes once. It returns how many there were.
func (f *follower) round(ctx context.Context) (changes int, err error) {
	const most = 4
	next, waiting := f.checkpoint, map[string]bool{}
	for change, err := range f.store.Changes(ctx, f.checkpoint, most) {
		if err != nil {
			return changes, err
		}
		changes++
		if change.Kind == complaint.KindOfComplaint && !waiting[change.Key] {
			if err := f.deliver(ctx, change); err != nil {
				if ctx.Err() != nil || errors.Is(err, errStopped) {
					return changes, err
				}
				waiting[change.Key] = true
			}
		}
		if len(waiting) == 0 {
			next = change.Cursor
		}
	}
	f.checkpoint = next
	if len(waiting) == 0 {
		clear(f.done)
	}
	return changes, nil
}

// deliver pushes one change, several times if need be: with a pause that doubles
// each time. The delivery ID is the same every time.
func (f *follower) deliver(ctx context.Context, change storage.Change) error {
	id := fmt.Sprintf("%s/%d", change.Key, change.Version)
	if f.done[id] {
		return nil
	}
	if f.stopAfter > 0 && f.delivered >= f.stopAfter {
		return errStopped
	}
	const tries = 4
	pause := wait
	for n := 1; ; n++ {
		err := f.push(ctx, id, change)
		if err == nil {
			f.done[id] = true
			f.delivered++
			return nil
		}
		if n == tries || ctx.Err() != nil {
			return err
		}
		f.retried++
		f.longest = max(f.longest, pause)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
		pause = min(2*pause, 100*wait)
	}
}

// push renders the case and sends it once.
func (f *follower) push(ctx context.Context, id string, change storage.Change) error {
	key, err := complaint.ParseID(change.Key)
	if err != nil {
		return err
	}
	c, err := f.store.Set().Complaints.Get(ctx, key)
	if err != nil {
		return err
	}
	view, err := f.office.Track(ctx, c.Tracking.String())
	if err != nil {
		return err
	}
	view.Status.Tracking = "" // the number is the reporter's; whoever has it can follow the case
	body, err := json.Marshal(delivery{Complaint: key, Seq: change.Seq, View: view})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, f.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	// Not Idempotency-Key: with it net/http would repeat a lost request by
	// itself, and this program could not count it.
	request.Header.Set("Delivery-ID", id)
	answer, err := f.client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusNoContent {
		return fmt.Errorf("the recipient answered %s", answer.Status)
	}
	return nil
}

// load reads the checkpoint; without one the feed is read from the beginning.
func (f *follower) load() error {
	text, err := os.ReadFile(f.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f.checkpoint = storage.Cursor(text)
	return err
}

// save replaces the checkpoint in one step.
func (f *follower) save() error {
	if err := os.WriteFile(f.file+".new", []byte(f.checkpoint), 0o600); err != nil {
		return err
	}
	return os.Rename(f.file+".new", f.file)
}
