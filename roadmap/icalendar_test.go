package roadmap_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// contentLine is a line of RFC 5545, section 3.1, after unfolding.
type contentLine struct {
	name   string
	params map[string]string
	value  string
}

var (
	lineForm = regexp.MustCompile(`^([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=[A-Za-z0-9-]+)*):(.*)$`)
	dateForm = regexp.MustCompile(`^\d{8}$`)
	timeForm = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
)

// parseICalendar reads a file strictly: CR LF after every line and nowhere else,
// at most 75 octets between, folding inside no letter, only forms of lines that
// the standard knows.
func parseICalendar(t require.TestingT, file []byte) []contentLine {
	text := string(file)
	require.True(t, utf8.ValidString(text))
	require.True(t, strings.HasSuffix(text, "\r\n"))
	raw := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
	var unfolded []string
	for _, l := range raw {
		require.LessOrEqual(t, len(l), 75, l)
		require.NotContains(t, l, "\n")
		require.NotContains(t, l, "\r")
		require.True(t, utf8.ValidString(l), "a letter is cut")
		require.NotEmpty(t, l)
		if l[0] == ' ' || l[0] == '\t' {
			require.NotEmpty(t, unfolded)
			unfolded[len(unfolded)-1] += l[1:]
			continue
		}
		unfolded = append(unfolded, l)
	}
	var lines []contentLine
	for _, l := range unfolded {
		m := lineForm.FindStringSubmatch(l)
		require.NotNil(t, m, l)
		c := contentLine{name: m[1], value: m[3], params: map[string]string{}}
		for _, p := range strings.Split(m[2], ";")[1:] {
			name, value, _ := strings.Cut(p, "=")
			require.NotContains(t, c.params, name)
			c.params[name] = value
		}
		for _, r := range c.value {
			require.False(t, r < ' ' && r != '\t' || r == 0x7f, "control character in %q", l)
		}
		lines = append(lines, c)
	}
	return lines
}

// unescape reads a TEXT value; a bare comma or semicolon, or a backslash before
// anything else, is a fault.
func unescape(t require.TestingT, s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		require.NotContains(t, ",;", s[i:i+1], "bare in %q", s)
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		i++
		require.Less(t, i, len(s))
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		case '\\', ',', ';':
			b.WriteByte(s[i])
		default:
			require.Fail(t, "unknown escape in "+s)
		}
	}
	return b.String()
}

// event is a VEVENT with its texts.
type event struct{ uid, start, end, stamp, summary, description, status string }

// checkICalendar reads a file and checks what the standard demands of a calendar
// and its events: which properties must stand there, and how often at most.
func checkICalendar(t require.TestingT, file []byte) []event {
	lines := parseICalendar(t, file)
	require.Equal(t, contentLine{"BEGIN", map[string]string{}, "VCALENDAR"}, lines[0])
	require.Equal(t, contentLine{"END", map[string]string{}, "VCALENDAR"}, lines[len(lines)-1])
	count := map[string]int{}
	var events []event
	var inside map[string]contentLine
	uids := map[string]bool{}
	for _, l := range lines[1 : len(lines)-1] {
		switch {
		case l.name == "BEGIN":
			require.Nil(t, inside)
			require.Equal(t, "VEVENT", l.value)
			inside = map[string]contentLine{}
		case l.name == "END":
			require.Equal(t, "VEVENT", l.value)
			events = append(events, checkEvent(t, inside))
			require.False(t, uids[events[len(events)-1].uid], "the UID stands twice")
			uids[events[len(events)-1].uid] = true
			inside = nil
		case inside != nil:
			require.NotContains(t, inside, l.name, "stands twice in an event")
			inside[l.name] = l
		default:
			require.Empty(t, events, "a property of the calendar stands after an event")
			count[l.name]++
		}
	}
	require.Nil(t, inside)
	require.Equal(t, map[string]int{"VERSION": 1, "PRODID": 1, "CALSCALE": 1, "METHOD": 1, "X-WR-CALNAME": 1}, count)
	return events
}

func checkEvent(t require.TestingT, e map[string]contentLine) event {
	for name := range e {
		require.Contains(t, []string{
			"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP",
		}, name)
	}
	for _, name := range []string{"DTSTART", "DTEND"} {
		require.Equal(t, map[string]string{"VALUE": "DATE"}, e[name].params)
		require.Regexp(t, dateForm, e[name].value)
	}
	require.Regexp(t, timeForm, e["DTSTAMP"].value)
	start, err := time.Parse("20060102", e["DTSTART"].value)
	require.NoError(t, err)
	end, err := time.Parse("20060102", e["DTEND"].value)
	require.NoError(t, err)
	require.Equal(t, start.AddDate(0, 0, 1), end)
	require.Contains(t, []string{"TENTATIVE", "CONFIRMED", "CANCELLED"}, e["STATUS"].value)
	require.Equal(t, "TRANSPARENT", e["TRANSP"].value)
	out := event{
		uid: unescape(t, e["UID"].value), start: e["DTSTART"].value, end: e["DTEND"].value, stamp: e["DTSTAMP"].value,
		summary: unescape(t, e["SUMMARY"].value), description: unescape(t, e["DESCRIPTION"].value), status: e["STATUS"].value,
	}
	require.NotEmpty(t, out.uid)
	require.NotEmpty(t, out.summary)
	unescape(t, e["CATEGORIES"].value)
	return out
}

func TestParserOfTheTestIsStrict(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{
		"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\r\nX:" + strings.Repeat("x", 74) + "\r\nEND:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\r\nx y:z\r\nEND:VCALENDAR\r\n",
	} {
		require.True(t, fails(func(t require.TestingT) { checkICalendar(t, []byte(wrong)) }), wrong)
	}
	require.True(t, fails(func(t require.TestingT) { unescape(t, "a,b") }))
	require.True(t, fails(func(t require.TestingT) { unescape(t, `a\b`) }))
}

// fails reports whether a check fails.
func fails(check func(require.TestingT)) (failed bool) {
	defer func() { failed = recover() != nil }()
	check(stop{})
	return false
}

type stop struct{}

func (stop) Errorf(string, ...any) {}
func (stop) FailNow()              { panic("failed") }
