package complaint

import (
	"context"
	"errors"
	"hash/fnv"

	"github.com/aduan-go/aduan/storage"
)

// maxTries is how often something that names no version is tried.
const maxTries = 100

// turns let those take turns who met on one record: whoever tries again does so
// alone, so that many who meet need about two tries each, and not as many as they
// are. Records share a turn at random.
type turns [64]chan struct{}

func newTurns() *turns {
	t := new(turns)
	for i := range t {
		t[i] = make(chan struct{}, 1)
	}
	return t
}

// on is the turn of the record on which a conflict arose, which need not be the
// case: several cases may be merged into one.
func (t *turns) on(id ID, conflict error) chan struct{} {
	key := id.String()
	var met *storage.ConflictError
	if errors.As(conflict, &met) {
		key = met.Key
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return t[h.Sum32()%uint32(len(t))]
}

// repeat tries something that names no version again for as long as the store
// answers with a conflict, the context lasts, and it was not the last try. Each
// try reads the case anew.
func (s *Service) repeat(ctx context.Context, id ID, try func(last bool) error) error {
	var mine chan struct{}
	leave := func() {
		if mine != nil {
			<-mine
			mine = nil
		}
	}
	defer leave()
	for n := 1; ; n++ {
		err := try(n == maxTries)
		if n == maxTries || !errors.Is(err, storage.ErrConflict) {
			return err
		}
		if turn := s.turns.on(id, err); turn != mine {
			leave()
			select {
			case turn <- struct{}{}:
				mine = turn
			case <-ctx.Done():
			}
		}
		if err := ctx.Err(); err != nil {
			return storage.NotWritten(err)
		}
	}
}
