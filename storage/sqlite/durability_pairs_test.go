package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// The durability tests write pairs: two complaints with the identity of the
// first, which one batch opens and every later batch changes together. So the
// three always stand at the same version, and whatever is half done shows. What
// pair n holds at version v follows from n and v alone.
type couple struct {
	a, b   *complaint.Complaint
	person *complaint.Identity
}

// pairVersions is how often a pair is written.
const pairVersions = 6

// pairLifecycle is proved once in a process.
var pairLifecycle = sync.OnceValues(func() (*complaint.Lifecycle, error) {
	return complaint.Compile(complaint.National(), complaint.Extensions{})
})

func pairTime(n int) time.Time {
	return time.Date(2026, 3, 2, 1, 30, 0, 123_456_000, time.UTC).Add(time.Duration(n) * time.Second)
}

// pairBatch is the batch that opens a pair, or the next one of a stored pair.
func pairBatch(n int, stored *couple) (backend.Batch, error) {
	var b backend.Batch
	l, err := pairLifecycle()
	if err != nil {
		return b, err
	}
	if stored == nil {
		for _, side := range []string{"a", "b"} {
			c, err := pairOpened(l, n, side)
			if err != nil {
				return b, err
			}
			b.Complaints = append(b.Complaints, c)
		}
		a := b.Complaints[0]
		b.Identities = []*complaint.Identity{{Ref: a.Reporter, Complaint: a.ID, Person: pairPerson(n, 1)}}
		b.Editions = []*backend.Edition{pairEdition(n)}
		return b, nil
	}
	next := stored.a.Version + 1
	for _, c := range []*complaint.Complaint{stored.a, stored.b} {
		at := complaint.Moment{Now: pairTime(n).Add(time.Duration(next) * time.Minute), Salt: complaint.Salt{byte(n), byte(next)}}
		by := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
		c, err := l.Apply(c, by, complaint.Command{Action: complaint.ActionNote, Note: pairNote(n, next)}, at)
		if err != nil {
			return b, err
		}
		b.Complaints = append(b.Complaints, c)
	}
	person := *stored.person
	person.Person = pairPerson(n, next)
	b.Identities = []*complaint.Identity{&person}
	return b, nil
}

func pairOpened(l *complaint.Lifecycle, n int, side string) (*complaint.Complaint, error) {
	entropy := rand.NewChaCha8([32]byte{side[0], byte(n), byte(n >> 8), byte(n >> 16)})
	id, err := complaint.NewID(pairTime(n), entropy)
	if err != nil {
		return nil, err
	}
	tracking, err := complaint.NewTracking(entropy)
	if err != nil {
		return nil, err
	}
	ref, err := complaint.NewReporterRef(entropy)
	if err != nil {
		return nil, err
	}
	draft := complaint.Draft{
		Kind: complaint.KindComplaint, Title: fmt.Sprintf("Pasangan %d", n), Body: pairNote(n, 1),
		Region: region.MustParse("51.03"), Channel: complaint.ChannelIntegrated, Report: complaint.Report{External: complaint.External{System: "pair-" + side, ID: complaint.NewPrivate(strconv.Itoa(n))}},
	}
	h := complaint.Header{ID: id, Tracking: tracking, Reporter: ref, Region: draft.Region.Path()}
	return l.Open(h, complaint.Actor{ID: "made", Role: complaint.RoleFieldOfficer}, draft, complaint.Moment{Now: pairTime(n)})
}

// pairNote is a text of varying length, up to some pages of the file.
func pairNote(n int, v storage.Version) string {
	times := 1 + (n*7+int(v)*13)%40
	if (n+int(v))%29 == 0 {
		times *= 20
	}
	return strings.TrimSpace(strings.Repeat(fmt.Sprintf("pasangan %d catatan %d ", n, v), times))
}

func pairPerson(n int, v storage.Version) complaint.Person {
	return complaint.Person{Account: complaint.NewPrivate(fmt.Sprintf("akun-%d", n)), Phone: complaint.NewPrivate(fmt.Sprint(v))}
}

func pairEdition(n int) *backend.Edition {
	key := backend.EditionKey{Kind: "pair", Name: strconv.Itoa(n), Edition: "1"}
	return backend.NewEdition(key, aduan.Period{}, []byte(pairNote(n, 0)))
}

// readPairs reads all pairs of a store, complete or not.
func readPairs(ctx context.Context, s backend.Store) (map[int]*couple, error) {
	set, pairs := s.Set(), map[int]*couple{}
	for c, err := range set.Complaints.List(ctx, complaint.Query{}) {
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(c.External.ID.Open())
		if err != nil {
			return nil, err
		}
		if pairs[n] == nil {
			pairs[n] = &couple{}
		}
		if c.External.System == "pair-b" {
			pairs[n].b = c
			continue
		}
		pairs[n].a = c
		if pairs[n].person, err = set.Identities.Identity(ctx, c.Reporter); err != nil {
			return nil, fmt.Errorf("pair %d: the identity: %w", n, err)
		}
	}
	return pairs, nil
}
