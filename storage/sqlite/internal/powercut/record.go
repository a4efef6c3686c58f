package powercut

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// call is one system call of a record.
type call struct {
	name string
	args []string
	// result is what it returned, known when it is left.
	result int64
	failed bool
	// cover is what a sync covers, taken when it is entered.
	cover *cover
}

// text decodes a quoted argument.
func (c *call) text(i int) (string, error) {
	if i >= len(c.args) {
		return "", fmt.Errorf("%s has no argument %d", c.name, i)
	}
	quoted := c.args[i]
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return "", fmt.Errorf("%s: argument %d is not a whole text", c.name, i)
	}
	return unescape(quoted[1 : len(quoted)-1])
}

// number decodes a number.
func (c *call) number(i int) (int64, error) {
	if i >= len(c.args) {
		return 0, fmt.Errorf("%s has no argument %d", c.name, i)
	}
	return strconv.ParseInt(c.args[i], 0, 64)
}

// path decodes the path that stands behind a file descriptor, empty for none.
func (c *call) path(i int) (string, error) {
	if i >= len(c.args) {
		return "", fmt.Errorf("%s has no argument %d", c.name, i)
	}
	_, rest, ok := strings.Cut(c.args[i], "<")
	if !ok {
		return "", nil
	}
	inside, _, ok := strings.Cut(rest, ">")
	if !ok {
		return "", fmt.Errorf("%s: argument %d has no whole path", c.name, i)
	}
	if strings.HasPrefix(rest[len(inside)+1:], "(deleted)") {
		return "", nil
	}
	return unescape(inside)
}

// unescape decodes \x61\x62; characters that are not escaped stand for
// themselves.
func unescape(s string) (string, error) {
	b := make([]byte, 0, len(s)/4)
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b = append(b, s[i])
			continue
		}
		if i+3 >= len(s) || s[i+1] != 'x' {
			return "", errors.New("the record holds an unknown escape")
		}
		high, low := digit(s[i+2]), digit(s[i+3])
		if high < 0 || low < 0 {
			return "", errors.New("the record holds an unknown escape")
		}
		b = append(b, byte(high<<4|low))
		i += 3
	}
	return string(b), nil
}

func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	default:
		return -1
	}
}

// parseCall reads "name(argument, argument". Arguments hold no comma, because
// all text in them is escaped.
func parseCall(s string) (*call, error) {
	name, args, ok := strings.Cut(s, "(")
	if !ok || name == "" {
		return nil, fmt.Errorf("the record holds %.40q, which is no call", s)
	}
	return &call{name: name, args: strings.Split(args, ", ")}, nil
}

// returned reads what stands behind " = ".
func (c *call) returned(s string) error {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	if word == "?" { // the process ended meanwhile
		c.failed = true
		return nil
	}
	word, _, _ = strings.Cut(word, "<")
	n, err := strconv.ParseInt(word, 0, 64)
	if err != nil && !strings.HasPrefix(word, "0x") { // an address may be beyond
		return fmt.Errorf("%s returned %.40q", c.name, s)
	}
	c.result, c.failed = n, n < 0
	return nil
}

// read yields the calls of a record in their order, when they are entered and
// when they are left.
func read(record io.Reader, enter, leave func(*call) error) error {
	lines := bufio.NewReaderSize(record, 1<<20)
	open := map[string]*call{}
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil // a last line that was cut off is not known to have happened
		}
		if err == nil {
			err = readLine(string(bytes.TrimSuffix(line, []byte("\n"))), open, enter, leave)
		}
		if err != nil {
			return fmt.Errorf("powercut: line %d: %w", n, err)
		}
	}
}

func readLine(line string, open map[string]*call, enter, leave func(*call) error) error {
	pid, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "+++"), strings.HasPrefix(rest, "---"):
		return nil
	case strings.HasPrefix(rest, "<... "):
		c := open[pid]
		delete(open, pid)
		if c == nil {
			return errors.New("a call is resumed that was not begun")
		}
		return c.end(rest, leave)
	case strings.HasSuffix(rest, " <unfinished ...>"):
		c, err := parseCall(strings.TrimSuffix(rest, " <unfinished ...>"))
		if err != nil {
			return err
		}
		open[pid] = c
		return enter(c)
	}
	i := strings.LastIndex(rest, ") ")
	if j := strings.LastIndex(rest, " = "); j >= 0 {
		i = strings.LastIndex(rest[:j+1], ")")
	}
	if i < 0 {
		return fmt.Errorf("%.40q is no call", rest)
	}
	c, err := parseCall(rest[:i])
	if err != nil {
		return err
	}
	if err := enter(c); err != nil {
		return err
	}
	return c.end(rest[i:], leave)
}

// end notes the result of a call and leaves it.
func (c *call) end(rest string, leave func(*call) error) error {
	i := strings.LastIndex(rest, " = ")
	if i < 0 {
		return fmt.Errorf("%s has no result", c.name)
	}
	if err := c.returned(rest[i+3:]); err != nil {
		return err
	}
	return leave(c)
}
