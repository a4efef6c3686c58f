package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// notices is the recipe for messages to reporters: follow the feed like any
// other recipient, find out whose case it is at the moment of sending, and
// render it through that person's own view. Neither the feed nor this program
// keeps a name or an address longer than it takes to send the message. Here
// every case gets one message, for the last thing that happened; a program in
// earnest delivers as follower.go does, with the delivery ID as the message's.
func (o *office) notices(ctx context.Context, store backend.Store, out io.Writer) error {
	newest := map[string]storage.Change{}
	var order []string
	for change, err := range store.Changes(ctx, "", 0) {
		if err != nil {
			return err
		}
		if change.Kind != complaint.KindOfComplaint {
			continue
		}
		if _, known := newest[change.Key]; !known {
			order = append(order, change.Key)
		}
		newest[change.Key] = change
	}
	for _, key := range order {
		if err := o.notice(ctx, store, newest[key], out); err != nil {
			return err
		}
	}
	return nil
}

// notice prints one message; a reporter without account has asked for none and
// follows their case by its number.
func (o *office) notice(ctx context.Context, store backend.Store, change storage.Change, out io.Writer) error {
	id, err := complaint.ParseID(change.Key)
	if err != nil {
		return err
	}
	c, err := store.Set().Complaints.Get(ctx, id)
	if err != nil {
		return err
	}
	identity, err := store.Set().Identities.Identity(ctx, c.Reporter)
	if errors.Is(err, storage.ErrNotFound) || (err == nil && identity.Person.Account.IsZero()) {
		return nil
	}
	if err != nil {
		return err
	}
	mine, err := o.Mine(ctx, complaint.Actor{ID: identity.Person.Account.Open()}, id)
	if err != nil {
		return err
	}
	say, state := texts().In(o.words), o.rules.StateIn(o.words, mine.Status.State)
	seq, tracking := strconv.Itoa(change.Seq), string(mine.Status.Tracking)
	message := say("notice", "tracking", tracking, "seq", seq, "title", mine.Title, "state", state)
	if last := mine.Events[len(mine.Events)-1]; last.Text != "" {
		message = say("notice.note", "tracking", tracking, "seq", seq, "title", mine.Title, "state", state, "note", last.Text)
	}
	_, err = fmt.Fprintln(out, message)
	return err
}
