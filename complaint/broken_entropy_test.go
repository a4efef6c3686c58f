package complaint_test

import (
	"context"
	"crypto/rand"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// dryEntropy is entropy of which one read fails, the n-th from when that was said.
type dryEntropy struct{ left, cut atomic.Int64 }

func (e *dryEntropy) Read(p []byte) (int, error) {
	if e.left.Add(-1) == 0 {
		e.cut.Add(1)
		return 0, errLost
	}
	return rand.Read(p)
}

// Without entropy nothing is opened, written or shown: an ID, a tracking number, a key or a
// salt that could be guessed is worse than an error.
func TestWithoutEntropyNothingIsWritten(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(ctx context.Context, s *complaint.Service, id complaint.ID) error{
		"submit": func(ctx context.Context, s *complaint.Service, _ complaint.ID) error {
			_, err := s.Submit(ctx, byReporter(), deskDraft())
			return err
		},
		"import": func(ctx context.Context, s *complaint.Service, _ complaint.ID) (err error) {
			for got := range s.Import(ctx, byImport(), cityMapping(), pastCases(1)) {
				err = got.Err
			}
			return err
		},
		"do": func(ctx context.Context, s *complaint.Service, id complaint.ID) error {
			_, err := s.Do(ctx, byNational(), id, noteOf("a"))
			return err
		},
		"do all": func(ctx context.Context, s *complaint.Service, id complaint.ID) error {
			return s.DoAll(ctx, byNational(), []complaint.Item{{ID: id, Command: noteOf("a")}})[0].Err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dry := &dryEntropy{}
			d := newDesk(t, func(cfg *complaint.Config) { cfg.Entropy = dry })
			id := d.submit().ID
			cases := func() (n int) {
				for c, err := range d.working.List(t.Context(), complaint.Query{}) {
					require.NoError(t, err)
					n += len(c.Timeline)
				}
				return n
			}
			for n := int64(1); ; n++ {
				dry.left.Store(n)
				before := dry.cut.Load()
				err := call(t.Context(), d.Service, id)
				if dry.cut.Load() == before {
					require.NoError(t, err)
					require.Greater(t, n, int64(2))
					require.Greater(t, cases(), 1)
					break
				}
				require.ErrorIs(t, err, errLost, "read %d", n)
				require.Equal(t, 1, cases(), "read %d", n)
			}
		})
	}
}

// What an event of the past must not say is named with its field, one for each.
func TestEventsOfThePastAreChecked(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for name, tt := range map[string]struct {
		change func(*complaint.Past)
		field  string
		says   string
	}{
		"word and action": {
			func(p *complaint.Past) { p.Events[3].Command.Action = complaint.ActionClose },
			"events[3].word", "goes without an action and a state: the mapping says what it means",
		},
		"word and state": {
			func(p *complaint.Past) { p.Events[3].State = complaint.StateResolved },
			"events[3].word", "goes without an action and a state: the mapping says what it means",
		},
		"key": {
			func(p *complaint.Past) { p.Events[2].Command.Key = "k" },
			"events[2].command.key", "an import has no key, expects no version and names no draft",
		},
		"version": {
			func(p *complaint.Past) { p.Events[2].Command.Expect = 1 },
			"events[2].command.key", "an import has no key, expects no version and names no draft",
		},
		"before": {
			func(p *complaint.Past) { p.Events[1].At = p.Events[0].At.Add(-time.Microsecond) },
			"events[1].at", "of the event before, to now, not",
		},
		"after now": {
			func(p *complaint.Past) { p.Events[3].At = d.clock.now().Add(time.Microsecond) },
			"events[3].at", "of the event before, to now, not",
		},
	} {
		past := pastCase(0)
		tt.change(&past)
		for got := range d.Import(t.Context(), byImport(), cityMapping(), func(yield func(complaint.Past, error) bool) { yield(past, nil) }) {
			var invalid *storage.InvalidError
			require.ErrorAs(t, got.Err, &invalid, name)
			require.Len(t, invalid.Problems, 1, name)
			require.Equal(t, tt.field, invalid.Problems[0].Field, name)
			require.Contains(t, invalid.Problems[0].Message, tt.says, name)
		}
	}

	// What the reporter did is theirs, whoever the other system says they are.
	past := pastCase(0)
	past.Events[3].At = d.clock.now()
	past.Events[3].By = complaint.Actor{ID: "somebody", Role: complaint.RoleReporter}
	for got := range d.Import(t.Context(), byImport(), cityMapping(), func(yield func(complaint.Past, error) bool) { yield(past, nil) }) {
		require.NoError(t, got.Err)
		c := d.stored(got.Receipt.ID)
		require.Equal(t, complaint.Actor{ID: c.Reporter.String(), Role: complaint.RoleReporter}, c.Timeline[4].By)
	}
	seen := 0
	for _, err := range complaint.ReadPast(strings.NewReader(pastLine + "\n" + pastLine)) {
		require.NoError(t, err)
		seen++
		break
	}
	require.Equal(t, 1, seen)
}
