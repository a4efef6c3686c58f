package aduan

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// template is a text in the notation of [Text], read: pieces that are said one
// after the other.
type template []piece

// piece is a literal, an argument, or a choice by a number.
type piece struct {
	literal string
	arg     string              // empty for a literal
	forms   map[string]template // by plural form, or "=3"; nil for a plain argument
}

// parseTemplate reads a text.
func parseTemplate(text string) (template, error) {
	t, rest, err := parsePieces(text, "")
	if err == nil && rest != "" {
		err = errors.New("a } too many")
	}
	return t, err
}

// readTemplate is parseTemplate for texts that must be said in any case: one that
// does not follow the notation is said as it stands.
func readTemplate(text string) template {
	t, err := parseTemplate(text)
	if err != nil {
		return template{{literal: text}}
	}
	return t
}

// parsePieces reads up to the } that ends a form, or to the end. Within a form
// counted is the argument for which # stands.
func parsePieces(text, counted string) (t template, rest string, err error) {
	stop := "{}"
	if counted != "" {
		stop = "{}#"
	}
	for text != "" {
		i := strings.IndexAny(text, stop)
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			t = append(t, piece{literal: text[:i]})
		}
		text = text[i:]
		switch {
		case text == "" || text[0] == '}':
			return t, text, nil
		case text[0] == '#':
			t, text = append(t, piece{arg: counted}), text[1:]
		default:
			var p piece
			if p, text, err = parseArg(text[1:]); err != nil {
				return nil, "", err
			}
			t = append(t, p)
		}
	}
	return t, "", nil
}

// parseArg reads an argument behind its {.
func parseArg(text string) (p piece, rest string, err error) {
	end := strings.IndexAny(text, "},")
	if end < 0 {
		return p, "", errors.New("a { is never closed")
	}
	p.arg = text[:end]
	if !isName(p.arg) {
		return p, "", fmt.Errorf("%q is no name of an argument", p.arg)
	}
	if text[end] == '}' {
		return p, text[end+1:], nil
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(text[end+1:], " "), "plural,")
	if !ok {
		return p, "", fmt.Errorf("after {%s, only plural is known", p.arg)
	}
	p.forms = map[string]template{}
	for {
		rest = strings.TrimLeft(rest, " \n")
		if after, ok := strings.CutPrefix(rest, "}"); ok {
			if p.forms["other"] == nil {
				return p, "", fmt.Errorf("the plural of {%s} has no form other", p.arg)
			}
			return p, after, nil
		}
		form, body, ok := strings.Cut(rest, "{")
		if form = strings.TrimRight(form, " "); !ok || !isForm(form) {
			return p, "", fmt.Errorf("%q is no plural form", form)
		}
		t, after, err := parsePieces(body, p.arg)
		if err != nil {
			return p, "", err
		}
		if rest, ok = strings.CutPrefix(after, "}"); !ok {
			return p, "", fmt.Errorf("the form %s of {%s} is never closed", form, p.arg)
		}
		p.forms[form] = append(t, piece{}) // never nil, even for an empty form
	}
}

// isName reports whether an argument can have this name: small letters and _.
func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") == ""
}

func isForm(s string) bool {
	if n, ok := strings.CutPrefix(s, "="); ok {
		_, err := strconv.ParseUint(n, 10, 32)
		return err == nil
	}
	return slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, s)
}

// args lists the names of the arguments.
func (t template) args() []string {
	var names []string
	for _, p := range t {
		if p.arg != "" {
			names = append(names, p.arg)
		}
		for _, form := range p.forms {
			names = append(names, form.args()...)
		}
	}
	return names
}

// render puts the arguments into the text. The tag is the language of the text, whose
// plural forms count; values are written as w does. An argument that is not given
// stands in its braces.
func (t template) render(w Words, tag string, args []any) string {
	if len(t) == 1 && t[0].arg == "" {
		return t[0].literal
	}
	var b strings.Builder
	for _, p := range t {
		if p.arg == "" {
			b.WriteString(p.literal)
			continue
		}
		value, ok := argument(args, p.arg)
		switch {
		case !ok:
			b.WriteString("{" + p.arg + "}")
		case p.forms == nil:
			b.WriteString(w.Value(value))
		default:
			b.WriteString(p.form(tag, value).render(w, tag, args))
		}
	}
	return b.String()
}

func argument(args []any, name string) (any, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

// form chooses the form of a number. Numbers with a fraction count by their text.
func (p piece) form(tag string, value any) template {
	digits := strings.TrimLeft(fmt.Sprint(value), "+-")
	if exact, ok := p.forms["="+digits]; ok {
		return exact
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	i, _ := strconv.Atoi(whole)
	f, _ := strconv.Atoi(fraction)
	short := strings.TrimRight(fraction, "0")
	v, _ := strconv.Atoi(short)
	form := plural.Cardinal.MatchPlural(language.Make(tag), i, len(fraction), len(short), f, v)
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	if t, ok := p.forms[names[form]]; ok {
		return t
	}
	return p.forms["other"]
}
