package region

import (
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
)

// spanOf converts to the whole microseconds of a tree.
func spanOf(p aduan.Period) tree.Span {
	s := tree.Span{From: tree.Always, Until: tree.Forever}
	if !p.From.IsZero() {
		s.From = p.From.UnixMicro()
	}
	if !p.Until.IsZero() {
		s.Until = p.Until.UnixMicro()
	}
	return s
}

// period converts back, in the given zone.
func period(s tree.Span, zone *time.Location) aduan.Period {
	return aduan.Period{From: instant(s.From, zone), Until: instant(s.Until, zone)}
}

// instant converts whole microseconds; the ends of time become the zero Time.
func instant(at int64, zone *time.Location) time.Time {
	if at == tree.Always || at == tree.Forever {
		return time.Time{}
	}
	return time.UnixMicro(at).In(zone)
}
