package strict

import (
	"math"
	"reflect"
	"strconv"
	"strings"
)

// scalarValue reads a scalar into a basic type.
func (r *reader) scalarValue(n *node, v reflect.Value) {
	switch k := v.Kind(); k {
	case reflect.String:
		if s, ok := r.textOf(n); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		r.boolean(n, v)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		high := uint64(1)<<(v.Type().Bits()-1) - 1
		if s, ok := r.wholeNumber(n); ok {
			i, err := strconv.ParseInt(s, 10, v.Type().Bits())
			if err != nil {
				r.outOfRange(n, strconv.FormatInt(-int64(high)-1, 10), high)
				return
			}
			v.SetInt(i)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		high := uint64(math.MaxUint64) >> (64 - v.Type().Bits())
		if s, ok := r.wholeNumber(n); ok {
			u, err := strconv.ParseUint(s, 10, v.Type().Bits())
			if err != nil {
				r.outOfRange(n, "0", high)
				return
			}
			v.SetUint(u)
		}
	default:
		r.unsupported(n, v.Type(), "its kind is "+k.String())
	}
}

func (r *reader) outOfRange(n *node, low string, high uint64) {
	r.report(n.place, "want a whole number from "+low+" to "+strconv.FormatUint(high, 10)+", found "+brief(n.text))
}

// boolean takes true and false alone. YAML's parser also takes True and TRUE,
// and older ones yes, no, on and off.
func (r *reader) boolean(n *node, v reflect.Value) {
	switch {
	case n.kind == boolean && (n.text == "true" || n.text == "false"):
		v.SetBool(n.text == "true")
	case n.plain && (n.kind == boolean || n.kind == text && isOldBool(n.text)):
		r.report(n.place, "want true or false, found "+n.text, "true", "false")
	default:
		r.want(n, "true or false", "true", "false")
	}
}

// wholeNumber returns the digits of a number that is written plainly: no
// fraction, exponent, plus sign, leading zero, underscore or other base.
func (r *reader) wholeNumber(n *node) (string, bool) {
	if n.kind != number {
		r.want(n, "a whole number")
		return "", false
	}
	digits := strings.TrimPrefix(n.text, "-")
	if strings.Trim(digits, "0123456789") != "" || len(digits) > 1 && digits[0] == '0' {
		r.report(n.place, "want a whole number in plain digits, found "+brief(n.text))
		return "", false
	}
	return n.text, true
}

// textOf returns the text of a scalar that is text beyond doubt.
func (r *reader) textOf(n *node) (string, bool) {
	switch n.kind {
	case text:
		if !n.plain || !isOldBool(n.text) && !isBase60(n.text) {
			return n.text, true
		}
		r.report(n.place, mustQuote(n.text))
	case number, boolean:
		if n.plain {
			r.report(n.place, mustQuote(n.text))
			break
		}
		r.want(n, "text")
	default:
		r.want(n, "text")
	}
	return "", false
}

// isOldBool reports whether YAML 1.1 takes a plain scalar for true or false
// though the parser here takes it for text. The single letters y and n are
// left out, as in most readers.
func isOldBool(s string) bool {
	switch s {
	case "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF":
		return true
	}
	return false
}

// isBase60 reports whether a plain scalar looks like the numbers to the base of
// 60 in YAML 1.1, where 12:30 is 750.
func isBase60(s string) bool {
	s = strings.TrimLeft(s, "+-")
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:._") == "" && s[0] >= '0' && s[0] <= '9'
}

// brief shortens a number for a message.
func brief(s string) string {
	if len(s) > longest {
		return s[:longest] + "..."
	}
	return s
}
