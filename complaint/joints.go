package complaint

import (
	"errors"
	"strings"

	"github.com/aduan-go/aduan/storage"
)

// The parts of a service are made apart from each other. Those that speak of what
// another part has are asked about it when the service is made.

// LifecycleChecker is what a [Deadlines] may also implement: it is asked, when a
// service is made, whether it judges what the lifecycles rely on. The error is a
// *storage.InvalidError.
type LifecycleChecker interface {
	CheckLifecycles(lifecycles []*Lifecycle) error
}

// DirectoryChecker is what a [Router] or a [Deadlines] may also implement: it is asked,
// when a service is made, whether it goes together with the service's directory: whether
// that has the agencies to which the router sends reports, and whether the deadlines know
// the calendars and superiors of its agencies. The error is a *storage.InvalidError.
type DirectoryChecker interface {
	CheckDirectory(d Directory) error
}

// askParts notes what the parts of a service say of each other.
func askParts(cfg Config, p *storage.Problems) {
	if checker, ok := cfg.Deadlines.(LifecycleChecker); ok {
		notePart(p, "Deadlines", checker.CheckLifecycles(cfg.Lifecycles))
	}
	if cfg.Directory == nil {
		return
	}
	if checker, ok := cfg.Deadlines.(DirectoryChecker); ok {
		notePart(p, "Deadlines", checker.CheckDirectory(cfg.Directory))
	}
	if checker, ok := cfg.Router.(DirectoryChecker); ok {
		notePart(p, "Router", checker.CheckDirectory(cfg.Directory))
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
