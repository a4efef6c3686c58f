package complaint

import (
	"errors"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// ConfigChecker is what a [Deadlines] or a [Router] may also implement. The parts of a
// service are made apart from each other, so one that speaks of what another part has is
// asked, when the service is made, whether they go together: whether the deadlines judge
// the time-outs of the lifecycles, whether there are the categories, regions and agencies
// that rules name, whether the calendars and superiors of agencies are known.
type ConfigChecker interface {
	// CheckConfig checks the part against the others of the configuration, of which
	// what is nil accepts all. The error is a *storage.InvalidError with the nearest
	// legal word first.
	CheckConfig(cfg Config) error
}

// askParts notes what the parts of a service say of each other.
func askParts(cfg Config, p *storage.Problems) {
	if checker, ok := cfg.Deadlines.(ConfigChecker); ok {
		notePart(p, "Deadlines", checker.CheckConfig(cfg))
	}
	if checker, ok := cfg.Router.(ConfigChecker); ok {
		notePart(p, "Router", checker.CheckConfig(cfg))
	}
}

// notePart notes the problems that a part of the configuration tells, each with the
// place of the part.
func notePart(p *storage.Problems, part string, err error) {
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok {
		p.Check(part, err)
		return
	}
	for _, problem := range invalid.Problems {
		problem.Field = strings.TrimSuffix(part+"."+problem.Field, ".")
		p.Note(problem)
	}
}
