package storagetest

import (
	"context"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// changes returns what the feed tells after a cursor.
func (p *probe) changes(after storage.Cursor, limit int) []storage.Change {
	return all(p, p.whole.Changes(p.ctx, after, limit))
}

// tells expects changes, cursors aside.
func (p *probe) tells(got []storage.Change, want ...storage.Change) {
	for i := range got {
		if got[i].Cursor == "" {
			p.failf("change %d has no cursor", i)
		}
	}
	got = slices.Clone(got)
	for i := range got {
		got[i].Cursor = ""
	}
	p.same(got, want, "the feed")
}

// changeOf is what the feed tells of a stored complaint.
func changeOf(c *complaint.Complaint) storage.Change {
	return storage.Change{Kind: "complaint", Key: c.ID.String(), Version: c.Version, Seq: len(c.Timeline)}
}

// feedChecks test the change feed.
func feedChecks() []Check {
	check := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "feed/" + name, Promise: promise, needs: ofWhole, run: run}
	}
	return []Check{
		check("empty", "the feed of an empty store yields nothing and no error", func(p *probe) { p.tells(p.changes("", 0)) }),
		check("order", "the feed tells every commit once, in the order of commits and not of keys or times", func(p *probe) {
			b, a := p.open(), p.open()
			first := p.put1(a)
			second := p.put1(b)
			third := p.put1(later(first))
			p.tells(p.changes("", 0), changeOf(first), changeOf(second), changeOf(third))
		}),
		check("seq", "a change names the entries that the record held then: two when a commit adds two", func(p *probe) {
			c := p.put1(p.open())
			p.put1(later(c, func(c *complaint.Complaint) {
				e := *newest(c)
				e.Seq++
				c.Timeline = append(c.Timeline, e)
			}))
			got := p.changes("", 0)
			if len(got) != 2 || got[0].Seq != 1 || got[1].Seq != 3 {
				p.failf("the feed tells %+v, want Seq 1 and then 3", got)
			}
		}),
		check("touch", "a commit that adds no entry is in the feed too", func(p *probe) {
			c := p.put1(p.open())
			d := p.put1(touched(c))
			p.tells(p.changes("", 0), changeOf(c), changeOf(d))
		}),
		check("kinds", "the feed tells of every kind, each with its key, version and the facts that it holds", func(p *probe) {
			b := p.mixed()
			p.commit(b)
			want := []storage.Change{
				{Kind: "complaint", Key: b.Complaints[0].ID.String(), Version: 1, Seq: 1},
				{Kind: "identity", Key: b.Identities[0].Ref.String(), Version: 1},
				{Kind: "agency", Key: string(b.Agencies[0].ID), Version: 1},
				{Kind: "plan", Key: string(b.Plans[0].ID), Version: 1, Seq: 1},
				{Kind: "meeting", Key: string(b.Meetings[0].ID), Version: 1},
				{Kind: "roadmap", Key: string(b.Roadmaps[0].ID), Version: 1, Seq: 1},
				{Kind: "edition", Key: b.Editions[0].EditionKey.String(), Version: 1},
			}
			got := p.changes("", 0)
			byKind := func(a, b storage.Change) int { return strings.Compare(string(a.Kind), string(b.Kind)) }
			slices.SortFunc(got, byKind)
			slices.SortFunc(want, byKind)
			p.tells(got, want...)
		}),
		check("batch", "the changes of one batch stand together", func(p *probe) {
			for range 3 {
				p.commit(p.mixed())
			}
			for i, c := range p.changes("", 0) {
				made := map[storage.Kind]string{
					"complaint": complaint.ID{UUID: numbered(0x01, 1+i/ofMixed)}.String(), "identity": complaint.ID{UUID: numbered(0xee, 1+i/ofMixed)}.String(),
				}
				if want := made[c.Kind]; want != "" && c.Key != want {
					p.failf("change %d is of %s %s, which was committed in another batch", i, c.Kind, c.Key)
				}
			}
		}),
		check("refused", "a refused commit is not in the feed", func(p *probe) {
			c := p.put1(p.open())
			bad := p.open()
			bad.Version = 8
			p.refused(storage.ErrConflict, "Commit with a conflict", p.open(), bad)
			p.tells(p.changes("", 0), changeOf(c))
		}),
		check("limit", "at most limit changes are told, the first ones", func(p *probe) {
			var c []*complaint.Complaint
			for range 5 {
				c = append(c, p.put1(p.open()))
			}
			p.tells(p.changes("", 2), changeOf(c[0]), changeOf(c[1]))
		}),
		check("no-limit", "without limit everything is told, not a page of some default size", func(p *probe) {
			var list []*complaint.Complaint
			for range 1100 {
				list = append(list, p.open())
			}
			p.put(list...)
			if n := len(p.changes("", 0)); n != 1100 {
				p.failf("the feed tells %d changes, want 1100", n)
			}
		}),
		check("resume", "reading on from any cursor continues with the next change, in the middle of a batch too", func(p *probe) {
			for range 4 {
				p.commit(p.mixed())
			}
			whole := p.changes("", 0)
			if len(whole) != 4*ofMixed {
				p.failf("the feed tells %d changes, want %d", len(whole), 4*ofMixed)
			}
			for i, c := range whole {
				p.same(p.changes(c.Cursor, 0), whole[i+1:], "the feed after a cursor")
			}
		}),
		check("resume-limit", "a limit counts from the cursor, not from the beginning", func(p *probe) {
			for range 6 {
				p.put(p.open())
			}
			whole := p.changes("", 0)
			p.same(p.changes(whole[2].Cursor, 2), whole[3:5], "two changes after the third")
		}),
		check("cursors", "no two changes have the same cursor", func(p *probe) {
			seen := map[storage.Cursor]bool{}
			for range 5 {
				p.commit(p.mixed())
			}
			for _, c := range p.changes("", 0) {
				if seen[c.Cursor] {
					p.failf("the cursor %q stands twice", c.Cursor)
				}
				seen[c.Cursor] = true
			}
		}),
		check("stable", "a change keeps its cursor, whatever is committed later", func(p *probe) {
			c := p.put1(p.open())
			early := p.changes("", 0)
			p.put1(later(c))
			p.same(p.changes("", 1), early, "the first change, read again")
		}),
		check("end", "after the last change there is nothing, and later commits appear there", func(p *probe) {
			p.put(p.open())
			last := p.changes("", 0)[0].Cursor
			p.tells(p.changes(last, 0))
			c := p.put1(p.open())
			p.tells(p.changes(last, 0), changeOf(c))
		}),
		check("foreign", "a cursor that the store never gave is storage.ErrInvalid", func(p *probe) {
			p.put(p.open())
			for _, cursor := range []storage.Cursor{"never given", "-1", "999999999", "1 "} {
				p.is(lastError(p, p.whole.Changes(p.ctx, cursor, 0)), storage.ErrInvalid, "Changes after "+string(cursor))
			}
		}),
		check("break", "a caller may stop reading the feed, and commit while reading", func(p *probe) {
			p.put(p.open(), p.open())
			n := 0
			for _, err := range p.whole.Changes(p.ctx, "", 0) {
				p.ok(err, "Changes")
				if n++; n > 2 {
					break
				}
				p.put(p.open())
			}
		}),
		check("cancel", "reading the feed with a cancelled context yields its error, not an empty feed", func(p *probe) {
			p.put(p.open())
			p.is(lastError(p, p.whole.Changes(p.gone(), "", 0)), context.Canceled, "Changes")
		}),
		check("cancel-midway", "cancelling while reading the feed ends it with the context's error", func(p *probe) {
			for range 10 {
				p.put(p.open())
			}
			ctx, cancel := p.cancelable()
			defer cancel()
			n := 0
			p.is(lastError(p, counted(func(yield func(storage.Change, error) bool) {
				for c, err := range p.whole.Changes(ctx, "", 0) {
					cancel()
					if !yield(c, err) {
						return
					}
				}
			}, &n)), context.Canceled, "Changes cancelled at its first item")
		}),
		check("no-person", "a change refers to records and holds nothing that a person told", func(p *probe) {
			c, i := p.person("wayan", func(i *complaint.Identity) { i.Person.Name = complaint.NewPrivate("told-name") })
			for _, got := range p.changes("", 0) {
				if got.Key != c.ID.String() && got.Key != i.Ref.String() {
					p.failf("the feed names %q, which is neither the complaint nor the reference", got.Key)
				}
			}
		}),
		check("readable", "what the feed has told can be read, at that version or a later one", func(p *probe) {
			_, err := Follow(p.ctx, p.whole, Crowd{Writers: 4, Readers: 2, Commits: 200, Read: true})
			p.ok(err, "200 commits by 4 writers")
		}),
		check("concurrent", "while many commit, readers that stop and resume miss nothing, see nothing twice and nothing out of order", func(p *probe) {
			_, err := Follow(p.ctx, p.whole, Crowd{Writers: 8, Readers: 4, Commits: 600})
			p.ok(err, "600 commits by 8 writers")
		}),
		check("acknowledged", "a change is in the feed once its commit has returned, while others still commit", func(p *probe) {
			for _, err := range together(4, func(w int) error {
				for n := range 25 {
					c := opened(1 + w*1000 + n)
					if err := p.cases.Commit(p.ctx, batch(c)); err != nil {
						return err
					}
					if err := p.inFeed(c); err != nil {
						return err
					}
				}
				return nil
			}) {
				p.ok(err, "committing and reading the feed")
			}
		}),
	}
}

// inFeed looks for a complaint in the whole feed.
func (p *probe) inFeed(c *complaint.Complaint) error {
	for change, err := range p.whole.Changes(p.ctx, "", 0) {
		if err != nil {
			return err
		}
		if change.Key == c.ID.String() {
			return nil
		}
	}
	return &storage.NotFoundError{Kind: "change of complaint", Key: c.ID.String()}
}
