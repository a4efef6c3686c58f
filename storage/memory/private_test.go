package memory_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// No verb, fitting or not, prints what a store holds, whichever door it is
// reached by.
func TestStoresPrintNothingOfWhatTheyHold(t *testing.T) {
	t.Parallel()
	s := memory.New()
	defer func() { require.NoError(t, s.Close()) }()
	k := newCaser(t)
	c := k.open()
	commit(t, s, backend.Batch{Batch: complaint.Batch{
		Complaints: []*complaint.Complaint{c},
		Identities: []*complaint.Identity{{Ref: c.Reporter, Complaint: c.ID, Person: complaint.Person{Account: complaint.NewPrivate("kenari"), Name: complaint.NewPrivate("kenari")}}},
	}})
	set := s.Set()
	for _, v := range []any{s, set, &set, set.Identities, set.Complaints, set.Agencies, set.Editions, backend.Complaints(s), []any{set}, map[string]any{"x": set.Identities}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%t"} {
			require.NotContains(t, fmt.Sprintf(verb, v), "kenari", "%s of %T", verb, v)
		}
	}
}
