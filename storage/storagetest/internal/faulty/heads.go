package faulty

import (
	"context"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// headFaults are those of the heads of complaints.
func headFaults() []Fault {
	return []Fault{
		heads("head/record", "a head has not the class", func(_, head *complaint.Complaint, _ string) { head.Class = "" }),
		heads("head/texts", "a head has the texts", func(c, head *complaint.Complaint, _ string) {
			if len(c.Timeline) == 1 && !c.Verified { // the others are compared whole
				head.Texts = c.Texts
			}
		}),
		heads("head/entries", "a head has the first entry that gave the case", func(c, head *complaint.Complaint, key string) {
			given := slices.IndexFunc(c.Timeline, func(e complaint.Entry) bool { return e.Gives() })
			if given > 0 && key == "" && len(c.Timeline) == 10 && c.Timeline[3].Action == complaint.ActionNote {
				head.Timeline[0] = c.Timeline[given]
			}
		}),
		heads("head/later", "a head has the entry that gave the case in the first version", func(c, head *complaint.Complaint, _ string) {
			if c.Version > 1 {
				head.Timeline = head.Timeline[len(head.Timeline)-1:]
			}
		}),
		heads("head/meaning", "a head has the last forward, whatever it did", func(c, head *complaint.Complaint, _ string) {
			forward := func(e complaint.Entry) bool {
				return e.Action == complaint.ActionForward && !e.Does(complaint.MeaningRoutes)
			}
			if i := slices.IndexFunc(c.Timeline, forward); i > 0 {
				head.Timeline[0] = c.Timeline[i]
			}
		}),
		heads("head/key", "a key is a pattern", func(c, head *complaint.Complaint, key string) {
			if key == "k%" {
				head.Timeline = c.Clone().Timeline
			}
		}),
		{Check: "head/unknown", Planted: "the head of another complaint is given without an error", into: func(s *plant) {
			s.head = func(ctx context.Context, id complaint.ID, key string, call headCall) (*complaint.Complaint, error) {
				head, err := call(ctx, id, key)
				if isErr(err, storage.ErrNotFound) && head != nil {
					return head, nil
				}
				return head, err
			}
		}},
		{Check: "head/copy", Planted: "the same head is handed out again and again", into: func(s *plant) {
			kept := &held[complaint.ID, complaint.Complaint]{records: map[complaint.ID]*complaint.Complaint{}}
			s.head = func(ctx context.Context, id complaint.ID, key string, call headCall) (*complaint.Complaint, error) {
				head, err := call(ctx, id, key)
				if err != nil || key != "" {
					return head, err
				}
				if old := kept.of(id); old != nil && old.Version == head.Version {
					return old, nil
				}
				kept.keep(id, head)
				return head, nil
			}
		}},
		{Check: "head/cancelled", Planted: "Head does not look at its context", into: func(s *plant) {
			s.head = func(ctx context.Context, id complaint.ID, key string, call headCall) (*complaint.Complaint, error) {
				return call(context.WithoutCancel(ctx), id, key)
			}
		}},
	}
}

// heads plants a change of the head of a complaint.
func heads(check, planted string, change func(c, head *complaint.Complaint, key string)) Fault {
	return Fault{Check: check, Planted: planted, into: func(s *plant) {
		s.head = func(ctx context.Context, id complaint.ID, key string, call headCall) (*complaint.Complaint, error) {
			head, err := call(ctx, id, key)
			if c := s.stored(id); err == nil && c != nil {
				change(c, head, key)
			}
			return head, err
		}
	}}
}
