package office

import (
	"errors"
	"strconv"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// part says where the elements of a list that an error speaks of were read: problems
// with "Policies[1]" are those of the second file. The part without a name has all that
// no other has.
type part struct {
	list  string
	files []string
}

// failed notes what is wrong with files of a kind, each problem with the file and line
// where it was read; false if nothing is.
func (l *loader) failed(k kind, err error, parts ...part) bool {
	if err == nil {
		return false
	}
	l.unsound[k] = true
	if proof, ok := errors.AsType[*lifecycle.ProofError](err); ok {
		for _, f := range proof.Findings {
			problem := storage.Problem{File: parts[0].files[0], Line: f.Line, Field: f.Field, Legal: f.Legal}
			f.Line, f.Legal = 0, nil
			problem.Message = f.In(aduan.English())
			l.Note(problem)
		}
		return true
	}
	invalid, ok := errors.AsType[*storage.InvalidError](err)
	if !ok {
		invalid = &storage.InvalidError{Problems: []storage.Problem{{Message: err.Error()}}}
	}
	for _, problem := range invalid.Problems {
		for _, p := range parts {
			if p.takes(&problem) {
				break
			}
		}
		l.Note(l.placed(problem))
	}
	return true
}

// takes gives a problem the file of the part that it is about, and takes the name of the
// part off its field; false if it is about another part.
func (p part) takes(problem *storage.Problem) bool {
	field, ok := strings.CutPrefix(problem.Field, p.list)
	i := 0
	if rest, numbered := strings.CutPrefix(field, "["); ok && numbered && p.list != "" {
		number, after, _ := strings.Cut(rest, "]")
		n, err := strconv.Atoi(number)
		if ok = err == nil; ok {
			i, field = n, after
		}
	}
	if !ok || i >= len(p.files) {
		return false
	}
	problem.Field = strings.TrimPrefix(field, ".")
	if problem.File == "" {
		problem.File = p.files[i]
	}
	return true
}

// placed looks up the line of a problem that has none.
func (l *loader) placed(p storage.Problem) storage.Problem {
	text, read := l.texts[p.File]
	if _, known := strict.FormatOf(p.File); !known || !read || p.Line > 0 || p.Field == "" {
		return p
	}
	p.Line = strict.NewSource(p.File, text, strict.Limits{Bytes: maxBytes, Nodes: 1 << 23}).Lines(p.Field)[0]
	return p
}
