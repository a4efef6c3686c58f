package complaint

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// ReporterCopy is all that is kept about a reporter with one case of theirs. That they get it
// is our decision; what a law on personal data asks for is for the office to know. Its JSON
// form shows them what identifies them; in print that stays hidden. What a [ReporterView]
// leaves out, such as notes of the office about the case, is not in it.
type ReporterCopy struct {
	// Case is the zero value if it is not there any more; the rest is then what is kept of
	// the person.
	Case ReporterView `json:"case,omitzero"`
	// Person is what they told about themselves.
	Person Person `json:"person,omitzero"`
	// External is the number of the case in another system, which may be their telephone.
	External External `json:"external,omitzero"`
	// Opened says when their identity was looked at, oldest first.
	Opened []Opening `json:"opened,omitempty"`
}

// Opening is one look at a reporter's identity. It says in which capacity, for which
// body and for which purpose, and never who.
type Opening struct {
	At      time.Time      `json:"at"`
	Role    lifecycle.Role `json:"role"`
	Agency  agency.ID      `json:"agency,omitempty"`
	Purpose string         `json:"purpose"`
}

// Copy yields, for a reporter with an account, the copy of each of their cases, in the order
// of [Service.MineAll]; for anybody else there is none. A case that cannot be read yields an
// error in its place and the list goes on. [WriteLines] writes it.
func (s *Service) Copy(ctx context.Context, by Actor) iter.Seq2[ReporterCopy, error] {
	return func(yield func(ReporterCopy, error) bool) {
		if by.role() != RoleReporter || by.ID == "" || s.seesNothing(ctx, by) {
			return
		}
		for identity, err := range s.cfg.Identities.ByAccount(ctx, by.ID) {
			var out ReporterCopy
			if err == nil {
				out, err = s.copyOf(ctx, by, identity)
			}
			if !yield(out, err) || err != nil && !storage.IsRecord(err) {
				return
			}
		}
	}
}

// copyOf is the copy for an identity of the reporter.
func (s *Service) copyOf(ctx context.Context, by Actor, i *Identity) (ReporterCopy, error) {
	out := ReporterCopy{Person: i.Person.inWriting()}
	v, err := s.load(ctx, by, i.Complaint)
	if errors.Is(err, storage.ErrNotFound) {
		return out, nil
	}
	if err != nil {
		return ReporterCopy{}, err
	}
	out.External, out.Opened = v.c.External.inWriting(), v.c.openings()
	out.Case, err = s.mine(ctx, v)
	return out, err
}

// openings lists the looks at the reporter's identity.
func (c *Complaint) openings() (list []Opening) {
	for _, e := range c.History() {
		if e.Action == ActionOpenIdentity {
			list = append(list, Opening{At: e.At, Role: e.By.role(), Agency: e.By.Agency, Purpose: c.text(e.Note)})
		}
	}
	return list
}

// Format prints the ID of the case, whatever the verb.
func (c ReporterCopy) Format(f fmt.State, _ rune) {
	_, _ = fmt.Fprintf(f, "copy of case %s", c.Case.ID)
}

// LogValue is what Format prints.
func (c ReporterCopy) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(c)) }
