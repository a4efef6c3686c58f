package complaint

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"

	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// absent is the answer to somebody who may not see a case: it does not exist. If
// that is because of a mistake in their actor or in the configuration, the log says
// so.
func (s *Service) absent(ctx context.Context, l *Lifecycle, by Actor, id ID) error {
	s.logMistake(ctx, l, by)
	return notFound(id)
}

// logMistake logs why an actor cannot see any case, if that is so.
func (s *Service) logMistake(ctx context.Context, l *Lifecycle, by Actor) {
	mistake := s.mistake(l, by)
	if mistake == "" {
		mistake = s.astray(l, by)
	}
	if mistake != "" {
		s.cfg.Log.WarnContext(ctx, "an actor can see no case: "+mistake, slog.String("role", string(by.role())), slog.String("agency", string(by.Agency)))
	}
}

// logOdd logs what is wrong with a record, in place of an answer.
func (s *Service) logOdd(ctx context.Context, err error) {
	s.cfg.Log.ErrorContext(ctx, "a record cannot be shown", slog.String("problem", err.Error()))
}

// seesNothing reports whether an actor can see no case under any of the rules, and
// logs why.
func (s *Service) seesNothing(ctx context.Context, by Actor) bool {
	sees := func(l *Lifecycle) bool { return s.mistake(l, by) == "" }
	seeing := slices.IndexFunc(s.cfg.Lifecycles, sees)
	s.logMistake(ctx, s.cfg.Lifecycles[max(seeing, 0)], by)
	return seeing < 0
}

// mistake says what is wrong with an actor, or with the configuration, so that the
// actor can see no case under the rules; empty if nothing is.
func (s *Service) mistake(l *Lifecycle, by Actor) string {
	reach, known := l.reaches[by.role()]
	if reach == ReachNone {
		if known {
			return "the role is declared without a reach"
		}
		nearest := storage.Nearest(string(by.role()), l.knownRoles())
		return fmt.Sprintf("the lifecycle %s does not know the role; it knows %s", l.Edition(), strings.Join(nearest, ", "))
	}
	what := ""
	for _, lacks := range []struct {
		it   bool
		of   Reach
		says string
	}{
		{s.cfg.Identities == nil, ReachOwn, "it is unknown who reported what: Config.Identities is missing"},
		{by.Agency == "", byAgency, "the role needs the agency for which they act: Actor.Agency is empty"},
		{by.Region.IsZero(), byRegion, "the role needs the region for which they read: Actor.Region is empty"},
	} {
		if lacks.it && reach&lacks.of != 0 {
			reach &^= lacks.of
			what = cmp.Or(what, lacks.says)
		}
	}
	if reach != ReachNone {
		return ""
	}
	return what
}

// astray says that the agency or the region for which an actor acts is not there; empty
// if it is, or if their role needs none.
func (s *Service) astray(l *Lifecycle, by Actor) string {
	reach := l.reaches[by.role()]
	if reach&^byAgency == 0 {
		_, err := s.agencyPath(by.Agency, s.cfg.Now())
		if _, ok := errors.AsType[*agency.UnknownError](err); ok {
			var p storage.Problems
			s.body(&p, "Actor.Agency", err)
			return p.Err("actor").Error()
		}
	}
	if reach&^byRegion == 0 {
		_, err := s.regionPath(by.Region, s.cfg.Now())
		if _, ok := errors.AsType[*region.UnknownError](err); ok {
			return "Actor.Region: " + err.Error()
		}
	}
	return ""
}

// knownRoles lists the roles whose reach is known.
func (l *Lifecycle) knownRoles() []string { return codes(slices.Sorted(maps.Keys(l.reaches))) }
