package routing

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/internal/enum"
)

// AttributeType says what an attribute's values are. The zero value is none.
type AttributeType int8

// The types of attributes, in the order of their text forms: choice, integer,
// flag, date.
const (
	// Choice is one of the values that the attribute lists.
	Choice AttributeType = iota + 1
	// Integer is a whole number of at most 18 digits.
	Integer
	// Flag is "true" or "false".
	Flag
	// Day is a date such as "2020-10-26".
	Day
)

func typeNames() enum.Set { return enum.Words("", "choice", "integer", "flag", "date") }

// String returns the text form, for example "choice".
func (a AttributeType) String() string { return typeNames().Text("AttributeType", int(a)) }

// MarshalText writes the text form; a value outside the set is an error.
func (a AttributeType) MarshalText() ([]byte, error) {
	return typeNames().Marshal("AttributeType", int(a))
}

// UnmarshalText reads the text form exactly.
func (a *AttributeType) UnmarshalText(text []byte) error { return enum.Unmarshal(typeNames(), text, a) }

// In is what people call the type.
func (a AttributeType) In(w aduan.Words) string {
	return texts().Word(w, "attribute_type", a.String(), aduan.Label{})
}

// maxInteger is the largest integer of an attribute, 18 digits.
const maxInteger = 999_999_999_999_999_999

// attributeDomain is the set of numbers that an attribute can have: for a
// choice its values from 1 on, for a flag 1 and 2, and for the others the value
// itself; and what stands for not given.
func attributeDomain(a Attribute) box.Set {
	switch a.Type {
	case Choice:
		return box.Range(0, int64(len(a.Values)))
	case Flag:
		return box.Range(0, 2)
	case Integer:
		return box.One(absent).Or(box.Range(-maxInteger, maxInteger))
	case Day:
		return box.One(absent).Or(box.Range(firstDay, lastDay))
	}
	return nil
}

// missing is the number that stands for not given.
func (a Attribute) missing() int64 {
	if a.Type == Choice || a.Type == Flag {
		return 0
	}
	return absent
}

// number reads a value of an attribute; empty text is not given.
func (a Attribute) number(text string) (int64, error) {
	if text == "" {
		return a.missing(), nil
	}
	switch a.Type {
	case Choice:
		if i := slices.Index(a.Values, text); i >= 0 {
			return int64(i) + 1, nil
		}
	case Flag:
		switch text {
		case "false":
			return 1, nil
		case "true":
			return 2, nil
		}
	case Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil && -maxInteger <= n && n <= maxInteger && text[0] != '+' {
			return n, nil
		}
	case Day:
		if d, err := aduan.ParseDate(text); err == nil {
			return int64(d.Number()), nil
		}
	}
	return 0, fmt.Errorf("this is not a value of the attribute %s", a.Name)
}

// legal says what the values are, for messages.
func (a Attribute) legal() []string {
	switch a.Type {
	case Choice:
		return a.Values
	case Flag:
		return []string{"true", "false"}
	case Integer:
		return []string{"a whole number of at most 18 digits"}
	case Day:
		return []string{"a date such as 2020-10-26"}
	}
	return nil
}

// admitted says what the values are, for people who report.
func (a Attribute) admitted() []aduan.Message {
	switch a.Type {
	case Integer:
		return []aduan.Message{texts().Message("wrong.number")}
	case Day:
		return []aduan.Message{texts().Message("wrong.day", "example", "2020-10-26")}
	}
	return data(a.legal())
}

// text is the value that a number stands for; empty for not given.
func (a Attribute) text(n int64) string {
	switch {
	case n == a.missing():
		return ""
	case a.Type == Choice:
		return a.Values[n-1]
	case a.Type == Flag:
		return []string{"", "false", "true"}[n]
	case a.Type == Day:
		return aduan.DateOfNumber(int(n)).String()
	}
	return strconv.FormatInt(n, 10)
}

// set is what a test admits. The error says what is wrong with the test, with
// the field of it.
func (a Attribute) set(t AttributeTest) (s box.Set, field string, err error) {
	given := attributeDomain(a).Minus(box.One(a.missing()))
	ways := 0
	for _, used := range []bool{t.Is != nil, t.From != "" || t.Until != "", t.Given != nil} {
		if used {
			ways++
		}
	}
	switch {
	case ways != 1:
		return nil, "", fmt.Errorf("want exactly one of is, from and until, or given")
	case t.Given != nil && *t.Given:
		return given, "", nil
	case t.Given != nil:
		return attributeDomain(a).Minus(given), "", nil
	case t.Is != nil:
		for i, text := range t.Is {
			n, err := a.number(text)
			if err == nil && text == "" {
				err = fmt.Errorf("an empty text is not a value; write given: false")
			}
			if err != nil {
				return nil, fmt.Sprintf("is[%d]", i), err
			}
			s = s.Or(box.One(n))
		}
		return s, "", nil
	case a.Type != Integer && a.Type != Day:
		return nil, "from", fmt.Errorf("only integers and dates have an order; use is")
	}
	bounds := box.Span{Lo: given[0].Lo, Hi: given[0].Hi}
	if t.From != "" {
		if bounds.Lo, err = a.number(t.From); err != nil {
			return nil, "from", err
		}
	}
	if t.Until != "" {
		if bounds.Hi, err = a.number(t.Until); err != nil {
			return nil, "until", err
		}
		bounds.Hi--
	}
	if bounds.Lo > bounds.Hi {
		return nil, "until", fmt.Errorf("until must come after from: it is the first value outside")
	}
	return box.SetOf(bounds), "", nil
}
