package storagetest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aduan-go/aduan/complaint"
)

// lockedEntropy is entropy from a seed, safe for concurrent use.
type lockedEntropy struct {
	mu  sync.Mutex
	src *rand.ChaCha8
}

func (e *lockedEntropy) Read(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.src.Read(b)
}

var _ io.Reader = (*lockedEntropy)(nil)

// service puts a complaint service over the store, with a clock that moves a
// second with every look.
func (p *probe) service() *complaint.Service {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	p.ok(err, "Compile")
	var looks atomic.Int64
	s, err := complaint.NewService(complaint.Config{
		Store: p.cases, Identities: p.people, Lifecycles: []*complaint.Lifecycle{national}, Deadlines: complaint.NoDeadlines{},
		Now:     func() time.Time { return began().Add(time.Duration(looks.Add(1)) * time.Second) },
		Entropy: &lockedEntropy{src: rand.NewChaCha8([32]byte{6})},
	})
	p.ok(err, "NewService")
	return s
}

func reported() complaint.Draft {
	return complaint.Draft{
		ID: complaint.ID{UUID: numbered(0x05, 1)}, Kind: complaint.KindComplaint, Title: "Jalan rusak", Body: "Berlubang.",
		Channel: complaint.ChannelWeb, Disclosure: complaint.Disclosure{Public: true},
	}
}

// serviceChecks test what a service promises upon a store: that repeating is
// harmless.
func serviceChecks() []Check {
	officer := complaint.Actor{ID: "officer", Role: complaint.RoleFieldOfficer}
	admin := complaint.Actor{ID: "admin", Role: complaint.RoleNationalAdmin}
	note := complaint.Command{Action: complaint.ActionNote, Note: "Catatan", Key: "k"}
	return []Check{
		{
			Name: "service/submit-twice", Promise: "a repeated submission with a chosen ID gets the first receipt, which says so, and opens no second case",
			Shared: "a store that kept its promises on Get and versions and failed here does not exist: the rule is the service's",
			run: func(p *probe) {
				s := p.service()
				first, err := s.Submit(p.ctx, officer, reported())
				p.ok(err, "Submit")
				again, err := s.Submit(p.ctx, officer, reported())
				p.ok(err, "Submit again")
				first.Repeated = true
				p.same(again, first, "the receipt")
				if n := len(p.list(complaint.Query{})); n != 1 {
					p.failf("there are %d cases, want 1", n)
				}
			},
		},
		{
			Name: "service/import-twice", Promise: "a repeated import by external reference gets the first receipt, which says so, and opens no second case",
			Shared: "it needs the list by reference, filter/external, and nothing else of the store",
			run: func(p *probe) {
				s := p.service()
				d := reported()
				d.ID, d.Channel, d.External = complaint.ID{}, complaint.ChannelIntegrated, complaint.External{System: "s", ID: complaint.NewPrivate("1")}
				first, err := s.Submit(p.ctx, officer, d)
				p.ok(err, "Submit")
				again, err := s.Submit(p.ctx, officer, d)
				p.ok(err, "Submit again")
				first.Repeated = true
				p.same(again, first, "the receipt")
			},
		},
		{
			Name: "service/command-twice", Promise: "a repeated command with its key gets the first receipt, which says so, and leaves one entry",
			Shared: "it needs Get after Commit, and nothing else of the store",
			run: func(p *probe) {
				s := p.service()
				r, err := s.Submit(p.ctx, officer, reported())
				p.ok(err, "Submit")
				first, err := s.Do(p.ctx, admin, r.ID, note)
				p.ok(err, "Do")
				again, err := s.Do(p.ctx, admin, r.ID, note)
				p.ok(err, "Do again")
				first.Repeated = true
				p.same(again, first, "the receipt")
			},
		},
		{
			Name: "service/command-at-once", Promise: "the same command sent several times at the same time leaves one entry, and every sender gets its receipt",
			Shared: "a store that let two in would fail races/update as well",
			run: func(p *probe) {
				s := p.service()
				r, err := s.Submit(p.ctx, officer, reported())
				p.ok(err, "Submit")
				for _, err := range together(racers, func(int) error {
					got, err := s.Do(p.ctx, admin, r.ID, note)
					if err == nil && got.Entry != 2 {
						err = fmt.Errorf("entry %d, want 2", got.Entry)
					}
					return err
				}) {
					p.ok(err, "Do")
				}
				c, err := p.cases.Get(p.ctx, r.ID)
				p.ok(err, "Get")
				if len(c.Timeline) != 2 {
					p.failf("the case has %d entries, want 2", len(c.Timeline))
				}
			},
		},
		{
			Name: "service/story", Promise: "a case goes through the national lifecycle from submission to archive and reads back at every step",
			Shared: "it is every promise in small; what it needs has checks of its own",
			run: func(p *probe) {
				s := p.service()
				r, err := s.Submit(p.ctx, officer, reported())
				p.ok(err, "Submit")
				agency := complaint.Actor{ID: "adm", Role: complaint.RoleAgencyAdmin, Agency: "roads"}
				steps := []struct {
					by  complaint.Actor
					cmd complaint.Command
				}{
					{admin, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "roads", Agency: "roads"}},
					{agency, complaint.Command{Action: complaint.ActionHandle}},
					{agency, complaint.Command{Action: complaint.ActionRespond, Note: "Sudah."}},
					{admin, complaint.Command{Action: complaint.ActionReply, Note: "Belum."}},
				}
				for _, step := range steps {
					_, err := s.Do(p.ctx, step.by, r.ID, step.cmd)
					p.ok(err, string(step.cmd.Action))
				}
				v, err := s.Track(p.ctx, string(r.Tracking))
				p.ok(err, "Track")
				if v.Status.State != complaint.StateInProgress {
					p.failf("the case is %s, want %s", v.Status.State, complaint.StateInProgress)
				}
			},
		},
	}
}
