package faulty

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

func recordFaults() []Fault {
	return []Fault{
		reads("record/full", "the rating is not kept", func(c *complaint.Complaint) { c.Rating = 0 }),
		reads("record/origins", "origins are kept as a set", func(c *complaint.Complaint) {
			var set []lifecycle.State
			for _, s := range c.Origins {
				if !slices.Contains(set, s) {
					set = append(set, s)
				}
			}
			c.Origins = set
		}),
		reads("record/supporting", "supporting units are sorted", func(c *complaint.Complaint) { slices.Sort(c.Supporting) }),
		reads("record/agency-path", "the path to the agency is sorted", func(c *complaint.Complaint) { slices.Sort(c.AgencyPath) }),
		reads("record/region-path", "the path to the region is sorted", func(c *complaint.Complaint) {
			slices.SortFunc(c.Region, region.Code.Compare)
		}),
		reads("record/region-case", "codes of regions are written in lower case", func(c *complaint.Complaint) {
			for i, code := range c.Region {
				if lower, err := region.Parse(strings.ToLower(code.String())); err == nil && strings.Contains(code.String(), "-") {
					c.Region[i] = lower
				}
			}
		}),
		reads("record/attachments", "attachments are sorted by name", func(c *complaint.Complaint) {
			slices.SortFunc(c.Attachments, func(a, b complaint.Attachment) int { return cmp.Compare(a.Name, b.Name) })
		}),
		reads("record/escalations", "escalations are sorted by clock", func(c *complaint.Complaint) {
			slices.SortStableFunc(c.Escalations, func(a, b complaint.Escalation) int { return cmp.Compare(a.Clock, b.Clock) })
		}),
		reads("record/disclosure", "what is not public is kept as anonymous", func(c *complaint.Complaint) {
			c.Disclosure.Named = c.Disclosure.Named && c.Disclosure.Public
		}),
		reads("record/entry-disclosure", "a first entry without disclosure gets the most private one", func(c *complaint.Complaint) {
			if c.Timeline[0].Details.Disclosure == nil {
				c.Timeline[0].Details.Disclosure = &complaint.Disclosure{}
			}
		}),
		reads("record/event-date", "29 February becomes 1 March", func(c *complaint.Complaint) {
			if c.EventDate.Month == time.February && c.EventDate.Day == 29 {
				c.EventDate.Month, c.EventDate.Day = time.March, 1
			}
		}),
		reads("record/category", "a category keeps three levels", func(c *complaint.Complaint) {
			if parts := strings.Split(string(c.Category), "/"); len(parts) > 3 {
				c.Category = complaint.Category(strings.Join(parts[:3], "/"))
			}
		}),
		reads("record/editions", "an edition is kept as a number", func(c *complaint.Complaint) {
			if strings.Contains(c.Lifecycle.Edition, ".") {
				c.Lifecycle.Edition = strings.TrimRight(c.Lifecycle.Edition, "0")
			}
		}),
		reads("record/actor-region", "the region of an actor without agency is not kept", func(c *complaint.Complaint) {
			for i, e := range c.Timeline {
				if e.By.Agency == "" {
					c.Timeline[i].By.Region = region.Code{}
				}
			}
		}),
		reads("record/corrections", "what is corrected is kept in whole milliseconds", func(c *complaint.Complaint) {
			for i := range c.Timeline {
				for j, x := range c.Timeline[i].Details.Corrections {
					c.Timeline[i].Details.Corrections[j].At = x.At.Truncate(time.Millisecond)
				}
			}
		}),
		reads("record/told", "what a clock told is kept in whole milliseconds", func(c *complaint.Complaint) {
			for i := range c.Timeline {
				c.Timeline[i].Told = c.Timeline[i].Told.Truncate(time.Millisecond)
			}
		}),
		reads("record/same-instant", "entries of one instant are sorted by action", func(c *complaint.Complaint) {
			slices.SortStableFunc(c.Timeline, func(a, b complaint.Entry) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Action, b.Action)) })
		}),
		reads("record/long", "a timeline ends after 900 entries", func(c *complaint.Complaint) { c.Timeline = c.Timeline[:min(900, len(c.Timeline))] }),
		rewrites("record/replaced", "what a commit leaves empty keeps its old value", func(s *plant, b backend.Batch) backend.Batch {
			c := sole(b)
			if c == nil || c.Main != "" {
				return b
			}
			if old := s.stored(c.ID); old != nil && old.Main != "" {
				c = c.Clone()
				c.Main, c.Supporting = old.Main, append([]agency.ID(nil), old.Supporting...)
				b.Complaints = []*complaint.Complaint{c}
			}
			return b
		}),
		toCases().withoutFacts("record/unknown", "the error for an unknown ID has no facts"),
		toCases().gets("record/zero-id", "the zero ID finds the first complaint", func(s *plant, ctx context.Context, id complaint.ID, call caseCall) (*complaint.Complaint, error) {
			if id.IsZero() {
				for c, err := range s.Store.Set().Complaints.List(ctx, complaint.Query{}) {
					return c, err
				}
			}
			return call(ctx, id)
		}),
	}
}

func textFaults() []Fault {
	var list []Fault
	for _, f := range []struct{ name, planted, old, new string }{
		{"apostrophe", "apostrophes are doubled", "'", "''"},
		{"quotation-mark", "quotation marks are escaped", `"`, `\"`},
		{"backslash", "backslashes are doubled", `\`, `\\`},
		{"percent", "per cent signs are doubled", "%", "%%"},
		{"underscore", "underscores are escaped", "_", `\_`},
		{"emoji", "characters beyond the basic plane become question marks", "😡", "?"},
		{"newline", "line feeds at the end become CRLF", "dua\n", "dua\r\n"},
		{"carriage-return", "carriage returns become line feeds", "\r", "\n"},
		{"tab", "tabs become spaces", "\t", "    "},
		{"composed", "letters are composed", "e\u0301", "é"},
		{"direction", "controls of direction are removed", "\u202e", ""},
		{"markup", "markup is escaped", "<", "&lt;"},
		{"line-separator", "line separators become line feeds", "\u2028", "\n"},
		{"control", "control characters are removed", "\x07", ""},
		{"dollar", "placeholders are filled", "$1", "NULL"},
		{"comment", "comments of SQL are removed", "--", ""},
		{"replacement", "the replacement character becomes a question mark", "\ufffd", "?"},
		{"json", "numbers inside text are written anew", "1e400", "+Inf"},
	} {
		list = append(list, reads("text/"+f.name, f.planted, eachText(func(t *complaint.Text) { t.Body = strings.ReplaceAll(t.Body, f.old, f.new) })))
	}
	odd := func(check, planted string, wrong func(c *complaint.Complaint) bool) Fault {
		return accepts(check, planted, func(_ *plant, b backend.Batch, err error) bool { return sole(b) != nil && wrong(sole(b)) })
	}
	bodies := func(is func(body string) bool) func(c *complaint.Complaint) bool {
		return func(c *complaint.Complaint) bool {
			return some(c.Texts, func(t complaint.Text) bool { return is(t.Body) })
		}
	}
	return append(
		list,
		reads("text/spaces", "spaces at the ends are trimmed", eachText(func(t *complaint.Text) { t.Body = strings.Trim(t.Body, " ") })),
		reads("text/case", "keys are written in lower case", func(c *complaint.Complaint) {
			for i := range c.Timeline {
				c.Timeline[i].Key = strings.ToLower(c.Timeline[i].Key)
			}
		}),
		reads("text/megabyte", "texts end after 64 KiB", eachText(func(t *complaint.Text) { t.Body = t.Body[:min(len(t.Body), 1<<16)] })),
		odd("text/too-long", "a text that is too long is dropped in silence", bodies(func(body string) bool { return len(body) > 1<<20 })),
		odd("text/nul", "a text with NUL is dropped in silence", bodies(func(body string) bool { return strings.Contains(body, "\x00") })),
		odd("text/nul-in-a-name", "a reference with NUL is dropped in silence", func(c *complaint.Complaint) bool { return strings.Contains(c.External.ID.Open(), "\x00") }),
		odd("text/encoding", "a text that is not UTF-8 is dropped in silence", bodies(func(body string) bool { return !utf8.ValidString(body) })),
		reads("text/order", "the texts of a new complaint are sorted", func(c *complaint.Complaint) {
			if c.Version == 1 && len(c.Texts) == 5 {
				slices.SortFunc(c.Texts[2:], func(a, b complaint.Text) int { return cmp.Compare(a.Body, b.Body) })
			}
		}),
		reads("text/tombstone", "a text that was erased from the beginning loses its mark", func(c *complaint.Complaint) {
			if c.Version == 1 {
				eachText(func(t *complaint.Text) { t.Erased = false })(c)
			}
		}),
	)
}

// eachText changes every text.
func eachText(change func(*complaint.Text)) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) {
		for i := range c.Texts {
			change(&c.Texts[i])
		}
	}
}

func timeFaults() []Fault {
	instants := func(check, planted string, change func(time.Time) time.Time) Fault {
		return reads(check, planted, func(c *complaint.Complaint) {
			if slices.ContainsFunc(c.Timeline, func(e complaint.Entry) bool { return len(e.Details.Corrections) > 0 }) {
				return
			}
			for i := range c.Timeline {
				c.Timeline[i].At = change(c.Timeline[i].At)
			}
		})
	}
	return []Fault{
		instants("time/microseconds", "instants keep milliseconds", func(t time.Time) time.Time {
			if t.Year() < 1970 || t.Year() > 2900 {
				return t
			}
			return t.Truncate(time.Millisecond)
		}),
		instants("time/ancient", "years before 1753 become 1753", func(t time.Time) time.Time {
			return t.AddDate(max(0, 1753-t.Year()), 0, 0)
		}),
		instants("time/before-1970", "fractions before 1970 are lost", func(t time.Time) time.Time {
			if t.Year() > 1900 && t.Unix() < 0 {
				return t.Truncate(time.Second)
			}
			return t
		}),
		instants("time/end-of-time", "the year 9999 becomes 2262", func(t time.Time) time.Time {
			if t.Year() == 9999 {
				return t.AddDate(2262-9999, 0, 0)
			}
			return t
		}),
		instants("time/zone", "the zone is dropped and the wall clock kept", func(t time.Time) time.Time {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
		}),
		accepts("time/nanoseconds", "nanoseconds are cut in silence", func(_ *plant, b backend.Batch, err error) bool {
			c := sole(b)
			return c != nil && len(c.Timeline) > 0 && c.Timeline[0].At.Nanosecond()%1000 != 0
		}),
		reads("time/due", "due instants keep milliseconds", func(c *complaint.Complaint) { c.NextDue = c.NextDue.Truncate(time.Millisecond) }),
		reads("number/large", "numbers are kept as floating point", func(c *complaint.Complaint) {
			for i, a := range c.Attachments {
				if a.Size > 1<<53 {
					c.Attachments[i].Size = a.Size &^ 0x3ff
				}
			}
		}),
	}
}

// bare replaces a typed error by its sentinel.
func bare(err error) error {
	for _, sentinel := range []error{storage.ErrNotFound, storage.ErrConflict, storage.ErrDuplicate} {
		if isErr(err, sentinel) {
			return sentinel
		}
	}
	return err
}
