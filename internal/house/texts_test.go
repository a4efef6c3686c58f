package house

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aduan-go/aduan"
)

// spokenText is a row of a package's texts.
type spokenText struct {
	row  *ast.CompositeLit
	args []string
	used bool // in any way
	said bool // by its key
}

// findTexts finds what is wrong with the texts of a package and their uses: a key
// that stands twice, lacks a language or is used nowhere, a text that does not
// follow the notation, languages with different arguments, a use of a key that is
// not there, or with other arguments than the texts have, a closed set whose members
// are not those of its family. Rows are literals of type [][3]string that are given to
// aduan.NewTexts; uses are calls of functions named say, of Message and of Word,
// whose keys and names of arguments are literals.
func findTexts(t *tree) []finding {
	var found []finding
	for _, u := range t.Units {
		s := &speech{tree: t, texts: map[string]*spokenText{}}
		for _, src := range u.Files {
			ast.Inspect(src.Syntax, s.row)
		}
		if len(s.texts) > 0 {
			for _, src := range u.Files {
				ast.Inspect(src.Syntax, s.use)
			}
			s.families(u)
		}
		for key, text := range s.texts {
			if !text.used {
				s.fault(text.row.Pos(), key, "the text %s is used nowhere", key)
			}
		}
		found = append(found, s.found...)
	}
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.String(), b.String()) })
	return found
}

// speech is the texts of one package.
type speech struct {
	tree  *tree
	texts map[string]*spokenText
	found []finding
}

func (s *speech) fault(pos token.Pos, subject, format string, args ...any) {
	s.found = append(s.found, s.tree.at(pos, subject, format, args...))
}

// literal is the value of a string literal, or of several that are added.
func literal(e ast.Expr) (string, bool) {
	if sum, ok := ast.Unparen(e).(*ast.BinaryExpr); ok {
		x, okX := literal(sum.X)
		y, okY := literal(sum.Y)
		return x + y, okX && okY
	}
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// row takes the rows of a literal of type [][3]string.
func (s *speech) row(n ast.Node) bool {
	list, ok := n.(*ast.CompositeLit)
	if !ok {
		return true
	}
	outer, ok := list.Type.(*ast.ArrayType)
	if !ok || outer.Len != nil {
		return true
	}
	inner, ok := outer.Elt.(*ast.ArrayType)
	if !ok || inner.Len == nil || inner.Len.(*ast.BasicLit).Value != "3" {
		return true
	}
	for _, e := range list.Elts {
		row, isRow := e.(*ast.CompositeLit)
		if !isRow || len(row.Elts) == 0 {
			s.fault(e.Pos(), "", "a row of texts is key, Indonesian and English")
			continue
		}
		key, ok := literal(row.Elts[0])
		if !ok {
			s.fault(row.Pos(), "", "the key of a text is a literal")
			continue
		}
		if s.texts[key] != nil {
			s.fault(row.Pos(), key, "the text %s stands twice", key)
		}
		s.texts[key] = &spokenText{row: row, args: s.args(key, row)}
	}
	return false
}

// args are the names of the arguments of a row, which both languages have.
func (s *speech) args(key string, row *ast.CompositeLit) []string {
	var args []string
	complete := true
	for i, language := range []string{"Indonesian", "English"} {
		text := ""
		if i+1 < len(row.Elts) {
			text, _ = literal(row.Elts[i+1])
		}
		if text == "" {
			s.fault(row.Pos(), key, "the text %s has no %s", key, language)
			complete = false
			continue
		}
		one := aduan.NewTexts("x", [][3]string{{"x", text, text}})
		if err := one.Check("x.x", text); err != nil {
			s.fault(row.Pos(), key, "the text %s in %s: %v", key, language, err)
		}
		own := one.Args("x.x")
		if i > 0 && complete && !slices.Equal(own, args) {
			s.fault(row.Pos(), key, "the text %s has the arguments %q in Indonesian, %q in English", key, args, own)
		}
		args = append(args, own...)
	}
	slices.Sort(args)
	return slices.Compact(args)
}

// use takes a call that says a text.
func (s *speech) use(n ast.Node) bool {
	if kv, ok := n.(*ast.KeyValueExpr); ok {
		s.lent(kv)
	}
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return true
	}
	name := called(call)
	if fun, ok := ast.Unparen(call.Fun).(*ast.CallExpr); ok && called(fun) == "In" { // texts().In(w)("key")
		name = "say"
	}
	switch {
	case name == "say" || name == "Message":
		s.said(call)
	case name == "Word" && len(call.Args) >= 4:
		s.word(call)
	}
	return true
}

// lent takes the texts that a vocabulary is given, Texts: texts(), whose words the
// machine says by these families.
func (s *speech) lent(kv *ast.KeyValueExpr) {
	key, isKey := kv.Key.(*ast.Ident)
	call, isCall := kv.Value.(*ast.CallExpr)
	if !isKey || !isCall || key.Name != "Texts" {
		return
	}
	if fun, ok := call.Fun.(*ast.Ident); ok && fun.Name == "texts" {
		for _, family := range []string{"state", "bucket", "action", "role", "clock", "guard"} {
			s.family(family + ".")
		}
	}
}

// said checks say("key", "name", value ...).
func (s *speech) said(call *ast.CallExpr) {
	if len(call.Args) == 0 {
		return
	}
	if sum, ok := ast.Unparen(call.Args[0]).(*ast.BinaryExpr); ok { // "month." + n
		if prefix, ok := literal(sum.X); ok && s.family(prefix) {
			return
		}
	}
	key, ok := literal(call.Args[0])
	if !ok {
		s.fault(call.Pos(), "say", "the key of a text must be a literal here")
		return
	}
	text := s.texts[key]
	if text == nil {
		s.fault(call.Pos(), key, "there is no text %s", key)
		return
	}
	text.used, text.said = true, true
	s.given(call, key, call.Args[1:], text.args)
}

// word checks texts().Word(w, "family", name, label, "name", value ...).
func (s *speech) word(call *ast.CallExpr) {
	family, ok := literal(call.Args[1])
	if !ok {
		s.fault(call.Pos(), "Word", "the family of a word must be a literal here")
		return
	}
	s.family(family + ".")
	for key, text := range s.texts {
		if strings.HasPrefix(key, family+".") && len(text.args) > 0 {
			s.given(call, key, call.Args[4:], text.args)
		}
	}
}

// family marks all texts whose keys begin so.
func (s *speech) family(prefix string) bool {
	found := false
	for key, text := range s.texts {
		if strings.HasPrefix(key, prefix) {
			text.used, found = true, true
		}
	}
	return found
}

// given compares the arguments of a call with those that a text has.
func (s *speech) given(call *ast.CallExpr, key string, args []ast.Expr, want []string) {
	if call.Ellipsis.IsValid() {
		return // passed on by a function whose callers are looked at
	}
	var names []string
	for i := 0; i < len(args); i += 2 {
		name, ok := literal(args[i])
		if !ok || i+1 == len(args) {
			s.fault(call.Pos(), key, "the arguments of %s are names, which are literals, and values by turns", key)
			return
		}
		names = append(names, name)
	}
	slices.Sort(names)
	if !slices.Equal(names, want) {
		s.fault(call.Pos(), key, "the text %s has the arguments %q, given are %q", key, want, names)
	}
}

// The rule finds what it is made for.
func TestTextsAreFound(t *testing.T) {
	t.Parallel()
	const good = `package p
var texts = f([][3]string{
	{"a", "satu {n}", "one {n}"},
	{"kind.x", "x", "x"},
	{"mood.sad", "sedih", "sad"},
	{"mood.glad", "senang", "glad"},
	{"size.big", "besar", "big"},
	{"month.1", "Januari", "January"},
})
func g() { say("a", "n", 1); texts().Message("a", "n", 2); texts().Word(w, "kind", k, l); texts().In(w)("month." + n) }
type Mood int
func moodWords() enum.Set { return enum.Words("", "sad", "glad") }
func (m Mood) String() string { return moodWords().Text("Mood", int(m)) }
func (m Mood) In(w aduan.Words) string { return texts().Word(w, "mood", m.String(), aduan.Label{}) }
func (s Size) In(w aduan.Words) string { return texts().Word(w, "size", enum.Words(enum.None, "big").Text("Size", int(s)), aduan.Label{}) }
`
	for change, want := range map[string]string{
		"":                                 "",
		`"one {n}" -> ""`:                  "the text a has no English",
		`"satu {n}", -> "",`:               "the text a has no Indonesian",
		`"one {n}" -> "one {n"`:            "the text a in English: a { is never closed",
		`"one {n}" -> "one {m}"`:           `the text a has the arguments ["m" "n"], given are ["n"]`,
		`"satu {n}" -> "satu"`:             `the text a has the arguments [] in Indonesian, ["n"] in English`,
		`"", "sad" -> "", "sad", "ill"`:    "the set has ill, but there is no text mood.ill",
		`"sad", "glad") -> "sad")`:         "the text mood.glad is of no member of the set that Word says as mood",
		`None, "big" -> None, "small"`:     "the text size.big is of no member",
		`, m.String() -> , other.String()`: "",
		`say("a", "n" -> say("a", "m"`:     `the text a has the arguments ["n"], given are ["m"]`,
		`say("a" -> say("b"`:               "there is no text b",
		`say("a" -> say(a`:                 "the key of a text must be a literal here",
		`"n", 2 -> "n"`:                    "names, which are literals, and values by turns",
		`"kind", -> kind,`:                 "the family of a word must be a literal here",
		`"kind", -> "kinds",`:              "the text kind.x is used nowhere",
		`"month." + n -> "a", "n", 3`:      "the text month.1 is used nowhere",
		`"kind.x" -> "a"`:                  "the text a stands twice",
		`"kind.x" -> x`:                    "the key of a text is a literal",
	} {
		from, to, _ := strings.Cut(change, " -> ")
		loaded, err := load(fstest.MapFS{"p/p.go": {Data: []byte(strings.Replace(good, from, to, 1))}})
		if err != nil {
			t.Fatal(err)
		}
		found := findTexts(loaded)
		if want == "" && len(found) > 0 || want != "" && !slices.ContainsFunc(found, func(f finding) bool { return strings.Contains(f.Text, want) }) {
			t.Errorf("%s: found %v, want %q", change, found, want)
		}
	}
}
