package memory

import (
	"slices"
	"strings"
	"time"
	"unique"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// kept is a stored complaint. It is never changed, only replaced, so that a snapshot of
// pointers is a snapshot of values.
type kept struct {
	complaint.Complaint // without its timeline
	entries             []entry
	of                  *named

	keys      []uint32 // the places of entries that have a key, counted from 1, in the order of the keys
	gave      uint32   // the place of the last entry that gave the case away or took it, 0 for none
	public    bool     // as a filter means it
	submitted int64    // as corrected, in microseconds
}

// keep makes of a complaint, which is the store's own, what is kept of it. Entries are
// only ever added to those that it had before.
func keep(c *complaint.Complaint, before *kept) *kept {
	k := &kept{
		Complaint: *c, of: before.of, gave: before.gave, entries: make([]entry, len(c.Timeline)),
		public: complaint.Filter{PublicOnly: true}.Match(c), submitted: c.SubmittedAt().UnixMicro(),
	}
	k.Timeline, k.keys = nil, append(make([]uint32, 0, len(before.keys)+len(c.Timeline)-len(before.entries)), before.keys...)
	for i := copy(k.entries, before.entries); i < len(c.Timeline); i++ {
		e := &c.Timeline[i]
		k.entries[i] = pack(*e)
		if e.Gives() {
			k.gave = uint32(i + 1)
		}
		if at, known := k.find(e.Key); e.Key != "" && !known {
			k.keys = slices.Insert(k.keys, at, uint32(i+1))
		}
	}
	return k
}

// find is where among the keys one stands, or would stand.
func (k *kept) find(key string) (int, bool) {
	return slices.BinarySearchFunc(k.keys, key, func(at uint32, key string) int {
		return strings.Compare(k.entries[at-1].key, key)
	})
}

// all is a copy of the complaint.
func (k *kept) all() *complaint.Complaint {
	c := k.Clone()
	c.Timeline = k.timeline(make([]complaint.Entry, 0, len(k.entries)))
	return c
}

// timeline is a copy of the timeline, in a room if it is large enough.
func (k *kept) timeline(room []complaint.Entry) []complaint.Entry {
	for i := range k.entries {
		room = append(room, k.entries[i].unpacked(i+1))
	}
	return room
}

// head is a copy of the head of the complaint.
func (k *kept) head(key string) *complaint.Complaint {
	h := k.Complaint
	h.Texts = nil
	c, places := h.Clone(), []uint32{k.gave, uint32(len(k.entries))}
	if at, known := k.find(key); known {
		places = append(places, k.keys[at])
	}
	slices.Sort(places)
	c.Timeline = make([]complaint.Entry, 0, len(places))
	for _, at := range slices.Compact(places) {
		if at > 0 {
			c.Timeline = append(c.Timeline, k.entries[at-1].unpacked(int(at)))
		}
	}
	return c
}

// position is where the complaint stands in any order.
func (k *kept) position() complaint.Position {
	return complaint.Position{Due: k.NextDue, Updated: instant(k.entries[len(k.entries)-1].at), ID: k.ID}
}

// instant is one that is kept in microseconds.
func instant(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

// matches reports whether a filter means the complaint.
func (k *kept) matches(f complaint.Filter) bool {
	submitted := instant(k.submitted)
	if submitted.Before(f.SubmittedFrom) || (!f.SubmittedUntil.IsZero() && !submitted.Before(f.SubmittedUntil)) ||
		k.position().Updated.Before(f.UpdatedFrom) || (f.PublicOnly && !k.public) {
		return false
	}
	f.SubmittedFrom, f.SubmittedUntil, f.UpdatedFrom, f.PublicOnly = time.Time{}, time.Time{}, time.Time{}, false
	return f.Match(&k.Complaint)
}

// entry is an entry of a timeline without the many facts that hardly any entry states. It
// holds a complaint.Entry in a ninth of the room.
type entry struct {
	at      int64 // in microseconds
	by      unique.Handle[complaint.Actor]
	move    unique.Handle[move]
	version storage.Version
	key     string
	note    *complaint.Digest
	given   *given
	beside  *beside
	whole   *complaint.Entry // of one that states more; beside it only at and key are filled
}

// move is what many entries have in common.
type move struct {
	action   lifecycle.Action
	from, to lifecycle.State
	meaning  complaint.Meaning
}

// given is what is stated of who works on the case.
type given struct {
	class      complaint.Class
	category   complaint.Category
	agency     agency.ID
	path       []agency.ID
	main       agency.ID
	supporting []agency.ID
}

// beside is what a submission states, a table that routed the case, and a reporter who
// rates an answer.
type beside struct {
	kind        complaint.Kind
	region      region.Path
	channel     complaint.Channel
	title, body complaint.Digest
	routed      *complaint.Routed
	rating      int
	disclosure  complaint.Disclosure
	disclosed   bool // the disclosure is stated
}

// pack makes what is kept of an entry, which is the store's own. What would be lost stays
// as it is.
func pack(e complaint.Entry) entry {
	d := &e.Details
	p := entry{
		at: e.At.UnixMicro(), by: unique.Make(e.By), version: e.Version, key: e.Key,
		move: unique.Make(move{e.Action, e.From, e.To, e.Meaning}),
	}
	if !e.Note.IsZero() {
		p.note = &e.Note
	}
	if d.Kind != "" || d.Routed.Table != "" || d.Rating != 0 {
		b := beside{kind: d.Kind, region: d.Region, channel: d.Channel, title: e.Title, body: e.Body, rating: d.Rating}
		if d.Routed.Table != "" {
			routed := d.Routed
			b.routed = &routed
		}
		if d.Disclosure != nil {
			b.disclosure, b.disclosed = *d.Disclosure, true
		}
		p.beside = &b
	}
	g := given{d.Class, d.Category, d.Agency, d.AgencyPath, d.Main, d.Supporting}
	if g.class != "" || g.category != "" || g.agency != "" || g.main != "" {
		p.given = &g
	}
	if !p.unpacked(e.Seq).Equal(e) || e.At.Location() != time.UTC {
		return entry{at: p.at, key: e.Key, whole: &e}
	}
	return p
}

// unpacked is a copy of the entry, which has that place in its timeline.
func (p *entry) unpacked(seq int) complaint.Entry {
	if p.whole != nil {
		return p.whole.Clone()
	}
	m := p.move.Value()
	e := complaint.Entry{
		Seq: seq, At: instant(p.at), By: p.by.Value(), Action: m.action, From: m.from, To: m.to, Version: p.version, Key: p.key, Meaning: m.meaning,
	}
	if p.note != nil {
		e.Note = *p.note
	}
	if b := p.beside; b != nil {
		d := &e.Details
		e.Title, e.Body = b.title, b.body
		d.Kind, d.Region, d.Channel, d.Rating = b.kind, slices.Clone(b.region), b.channel, b.rating
		if b.routed != nil {
			d.Routed = *b.routed
			d.Routed.Unread = slices.Clone(d.Routed.Unread)
		}
		if b.disclosed {
			disclosure := b.disclosure
			d.Disclosure = &disclosure
		}
	}
	if g := p.given; g != nil {
		d := &e.Details
		d.Class, d.Category, d.Agency, d.Main = g.class, g.category, g.agency, g.main
		d.AgencyPath, d.Supporting = slices.Clone(g.path), slices.Clone(g.supporting)
	}
	return e
}
