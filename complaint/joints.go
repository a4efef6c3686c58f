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

// DirectoryChecker is what a [Router] may also implement: it is asked, when a
// service is made, whether the service's directory has the agencies that it sends
// reports to. The error is a *storage.InvalidError.
type DirectoryChecker interface {
	CheckDirectory(d Directory) error
}

// askParts notes what the parts of a service say of each other.
func askParts(cfg Config, p *storage.Problems) {
	if checker, ok := cfg.Deadlines.(LifecycleChecker); ok {
		notePart(p, "Deadlines", checker.CheckLifecycles(cfg.Lifecycles))
	}
	if checker, ok := cfg.Router.(DirectoryChecker); ok && cfg.Directory != nil {
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
