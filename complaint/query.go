package complaint

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// Filter says which complaints are meant. Each field that is set narrows; the
// zero filter means all. [Filter.Match] is the meaning; a store may use any
// index that gives the same.
type Filter struct {
	// States are the states of which one must hold.
	States []lifecycle.State
	// Kinds, Classes and Channels likewise.
	Kinds    []Kind
	Classes  []Class
	Channels []Channel
	// Category is the top of a subtree of categories.
	Category Category
	// Region is the top of a subtree: the complaint's region path must hold it,
	// as it was at the submission. Cases from before a split stand under the
	// codes of then; to count by today's units, ask for all and locate each path
	// (region.View.Locate), which finds exactly one unit. A [Service] asks by today's
	// units, and agencies.
	Region region.Code
	// Agency is where the case is: the agency that coordinates, a body above
	// it, or a unit assigned.
	Agency agency.ID
	// EscalatedTo finds the open cases of which escalations told an agency ([Complaint].EscalatedTo).
	EscalatedTo agency.ID
	// Tracking and External find one complaint each.
	Tracking Tracking
	External External
	// Parent finds the cases merged into this one.
	Parent ID
	// DueBy finds the cases whose NextDue is set and not later.
	DueBy time.Time
	// SubmittedFrom, SubmittedUntil and UpdatedFrom bound instants: from the
	// first, up to but excluding the second.
	SubmittedFrom, SubmittedUntil, UpdatedFrom time.Time
	// PublicOnly leaves out what the public may not read.
	PublicOnly bool
	// Accusing leaves out what accuses nobody.
	Accusing bool
}

// Match reports whether the filter means the complaint.
func (f Filter) Match(c *Complaint) bool {
	return oneOf(f.States, c.State) && oneOf(f.Kinds, c.Kind) && oneOf(f.Classes, c.Class) && oneOf(f.Channels, c.Channel) &&
		c.Category.Within(f.Category) &&
		(f.Region.IsZero() || c.Region.Contains(f.Region)) &&
		(f.Agency == "" || f.Agency == c.Agency || c.assigned(f.Agency) || slices.Contains(c.AgencyPath, f.Agency)) &&
		(f.EscalatedTo == "" || slices.Contains(c.EscalatedTo, f.EscalatedTo)) &&
		(f.Tracking == "" || f.Tracking == c.Tracking) &&
		(f.External.IsZero() || f.External.Equal(c.External)) &&
		(f.Parent.IsZero() || f.Parent == c.Parent) &&
		(f.DueBy.IsZero() || c.dueBy(f.DueBy)) &&
		!c.SubmittedAt().Before(f.SubmittedFrom) &&
		(f.SubmittedUntil.IsZero() || c.SubmittedAt().Before(f.SubmittedUntil)) &&
		!c.UpdatedAt().Before(f.UpdatedFrom) &&
		(!f.PublicOnly || c.published()) &&
		(!f.Accusing || len(c.Accused) > 0)
}

// dueBy reports whether a sweep at the instant comes upon the case.
func (c *Complaint) dueBy(at time.Time) bool {
	return !c.NextDue.IsZero() && !c.NextDue.After(at)
}

// soon reports whether a sweep comes upon the case without anybody's help: now, or, if one
// has claimed it, when the lease ends.
func (c *Complaint) soon(now time.Time) bool { return c.dueBy(now.Add(ClaimLease)) }

func oneOf[T comparable](set []T, x T) bool { return len(set) == 0 || slices.Contains(set, x) }

// published reports whether the public may read the report.
func (c *Complaint) published() bool {
	return c.Verified && c.Disclosure.Public && !c.TakenDown() && len(c.Accused) == 0
}

// Order is the order of a list; each is total.
type Order int8

// The orders.
const (
	// ByID is bytewise by ID, which is by time of submission where the service
	// made the IDs.
	ByID Order = iota
	// ByDue is by NextDue, then by ID; cases that are never due come last. One on which a
	// sweep works stands at the end of its lease ([ClaimLease]) for that short time.
	ByDue
	// ByNewest is [ByID] backwards: newest first.
	ByNewest
	// ByUpdated is by [Complaint.UpdatedAt], then by ID: what was changed longest ago
	// comes first. A case that changes while somebody reads page after page moves to
	// the end and comes again.
	ByUpdated
	// ByLatest is [ByUpdated] backwards: the last change first. A case that changes
	// while somebody reads page after page moves to the front: it does not come
	// again, or not at all if its page is still to come, and no other is passed over.
	ByLatest
)

// Reverse returns the order that begins where this one ends and whether it is the
// plainer of the two: [ByID] for [ByNewest], [ByUpdated] for [ByLatest]. Any other order
// returns itself and false.
func (o Order) Reverse() (Order, bool) {
	switch o {
	case ByNewest:
		return ByID, true
	case ByLatest:
		return ByUpdated, true
	default:
		return o, false
	}
}

// Query asks for a page of complaints.
type Query struct {
	Filter Filter
	Order  Order
	// After is the position of the last item of the page before; zero begins at
	// the beginning.
	After Position
	// Limit is the most items to yield; 0 is no limit.
	Limit int
}

// Position is where a complaint stands in an order, and where a page ends.
type Position struct {
	// Due counts in the order ByDue only, Updated in ByUpdated and ByLatest.
	Due     time.Time
	Updated time.Time
	ID      ID
}

// PositionOf returns the position of a complaint, to go on after it.
func PositionOf(c *Complaint) Position {
	return Position{Due: c.NextDue, Updated: c.UpdatedAt(), ID: c.ID}
}

// After is [PositionOf]: a [Query] with it goes on with the next complaint.
func (c *Complaint) After() Position { return PositionOf(c) }

// PositionOfError returns the position of a complaint that could not be listed, to go
// on after it; false for an error that is not about one complaint, which ends a list.
func PositionOfError(err error) (Position, bool) {
	odd, ok := errors.AsType[*storage.RecordError](err)
	if !ok {
		return Position{}, false
	}
	id, bad := ParseID(odd.Key)
	return Position{Due: odd.Due, Updated: odd.Updated, ID: id}, bad == nil
}

// IsZero reports whether the position is the beginning.
func (p Position) IsZero() bool { return p == Position{} }

// Compare orders positions: -1, 0 or +1.
func (o Order) Compare(p, q Position) int {
	o, backwards := o.Reverse()
	if backwards {
		p, q = q, p
	}
	if o == ByDue && !p.Due.Equal(q.Due) {
		switch {
		case p.Due.IsZero():
			return 1
		case q.Due.IsZero():
			return -1
		default:
			return p.Due.Compare(q.Due)
		}
	}
	if o == ByUpdated && !p.Updated.Equal(q.Updated) {
		return p.Updated.Compare(q.Updated)
	}
	return bytes.Compare(p.ID.UUID[:], q.ID.UUID[:])
}

// MarshalText writes the position as a token for a link to the next page: the ID, the
// due instant and, where there is one, that of the last change, joined by "@".
func (p Position) MarshalText() ([]byte, error) {
	if p.IsZero() {
		return nil, nil
	}
	token := p.ID.String() + "@" + instant(p.Due)
	if !p.Updated.IsZero() {
		token += "@" + instant(p.Updated)
	}
	return []byte(token), nil
}

func instant(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}

// UnmarshalText reads the token; empty text is the beginning.
func (p *Position) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Position{}
		return nil
	}
	parts := strings.Split(string(text), "@")
	var read Position
	var err error
	good := len(parts) == 2 || len(parts) == 3 && parts[2] != ""
	if good {
		read.ID, err = ParseID(parts[0])
		for i, at := range []*time.Time{&read.Due, &read.Updated}[:len(parts)-1] {
			if text := parts[i+1]; text != "" && err == nil {
				*at, err = time.Parse(time.RFC3339Nano, text)
			}
			*at = at.UTC()
			good = good && at.Year() >= 1 && at.Year() <= 9999
		}
	}
	if !good || err != nil {
		return errors.New("want a page token as it was given")
	}
	*p = read
	return nil
}
