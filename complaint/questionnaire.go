package complaint

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Questionnaire is one edition of the questions that an office asks about reports,
// category by category, beyond what every report says. The answers are the attributes
// of the report. It is data, written in Go or read by [ParseQuestionnaire]; one that is in
// use must not be changed.
type Questionnaire struct {
	// Name and Edition identify it. Required.
	Name    string `json:"name"`
	Edition string `json:"edition"`
	// Valid is when reports must have been submitted to be asked by it; zero is always.
	Valid aduan.Period `json:"valid,omitzero"`
	// Source says where the questions come from, for people.
	Source string `json:"source,omitempty"`
	// Categories holds the questions of each category, in any order.
	Categories []CategoryQuestions `json:"categories"`

	source *strict.Source // nil if it was written in Go
}

// CategoryQuestions are what is asked of the reports of one category and of all below it.
type CategoryQuestions struct {
	// Category is the widest one; empty means every report.
	Category Category `json:"category,omitempty"`
	// Questions stand in the order in which they are asked.
	Questions []Question `json:"questions"`
}

// Question asks for one attribute of a report.
type Question struct {
	// Code names the answer; see [ValidAttributeCode]. A category and those around
	// it ask for it once.
	Code string   `json:"code"`
	Type Datatype `json:"type"`
	// Required says that a report without an answer is refused.
	Required bool `json:"required,omitempty"`
	// Label is the question itself, in the languages in which it is asked. Required.
	Label aduan.Label `json:"label"`
	// Description helps to answer it.
	Description aduan.Label `json:"description,omitzero"`
	// Values are the answers that a list has, in their order; required for a
	// list, and only for one.
	Values []QuestionValue `json:"values,omitempty"`
}

// QuestionValue is one answer of a list.
type QuestionValue struct {
	Value string `json:"value"`
	// Label is what people read; zero shows Value.
	Label aduan.Label `json:"label,omitzero"`
}

// Limits of a questionnaire.
const (
	maxQuestions     = 10_000 // questions in all
	maxQuestionText  = 2_000  // bytes of a name, a label or a description in one language
	maxQuestionLists = 50_000 // values of lists in all
)

// ID names the questionnaire, as records keep it.
func (q *Questionnaire) ID() Edition { return Edition{Name: q.Name, Edition: q.Edition} }

// ParseQuestionnaire reads a questionnaire from YAML or JSON and validates it; the ending
// of the file's name (.yaml, .yml or .json) says which. The format is strict: fields are
// those of [Questionnaire] with the exact names of its tags, and unknown or repeated
// ones are refused, and so are more than 8 MiB of JSON or 512 KiB of YAML. The error is a
// *storage.InvalidError with the line of every problem.
func ParseQuestionnaire(file string, data []byte) (*Questionnaire, error) {
	limits := strict.Limits{Depth: 12}
	q := &Questionnaire{}
	if err := strict.Parse("questionnaire", file, data, limits, q); err != nil {
		return nil, err
	}
	q.source = strict.NewSource(file, data, limits)
	if err := q.Validate(); err != nil {
		return nil, err
	}
	return q, nil
}

// JSON writes the questionnaire in the form that [ParseQuestionnaire] reads, indented.
func (q *Questionnaire) JSON() ([]byte, error) { return json.MarshalIndent(q, "", "  ") }

// Validate reports everything that is wrong with the questionnaire as a
// *storage.InvalidError, nil if nothing is.
func (q *Questionnaire) Validate() error {
	p := checks(Limits{})
	for _, f := range []struct{ field, text string }{{"name", q.Name}, {"edition", q.Edition}} {
		p.says(f.field, f.text)
		p.text(f.field, f.text, maxQuestionText)
	}
	questions, values := 0, 0
	asked := map[Category]map[string]bool{} // by code
	for i, g := range q.Categories {
		field := storage.At("categories", i)
		p.Check(field+".category", g.Category.Validate())
		if _, twice := asked[g.Category]; twice {
			p.Add(field+".category", fmt.Sprintf("the category %s stands twice", storage.Quote(string(g.Category))))
		}
		p.require(field+".questions", len(g.Questions) > 0)
		codes := make(map[string]bool, len(g.Questions))
		for j, one := range g.Questions {
			if codes[one.Code] {
				p.Add(storage.At(field+".questions", j)+".code", askedTwice)
			}
			codes[one.Code] = true
			values += len(one.Values)
		}
		asked[g.Category], questions = codes, questions+len(g.Questions)
	}
	p.require("categories", len(q.Categories) > 0)
	p.most("categories", "questions", questions, maxQuestions)
	p.most("categories", "values of lists", values, maxQuestionLists)
	if p.Len() > 0 {
		return q.source.Locate(p.Err("questionnaire " + q.ID().String()))
	}
	for i, g := range q.Categories {
		n := len(g.Questions)
		for c := range around(g.Category) {
			n += len(asked[c])
		}
		p.most(storage.At("categories", i), "questions of a category and those around it", n, p.limits.Attributes)
		for j, one := range g.Questions {
			field := storage.At(storage.At("categories", i)+".questions", j)
			one.check(p, field)
			for c := range around(g.Category) {
				if asked[c][one.Code] {
					p.Add(field+".code", askedTwice)
				}
			}
		}
	}
	return q.source.Locate(p.Err("questionnaire " + q.ID().String()))
}

const askedTwice = "is asked twice of a report: a category asks what those around it ask"

// around yields the categories around one, the nearest first and the empty one last.
func around(c Category) iter.Seq[Category] {
	return func(yield func(Category) bool) {
		for c != "" {
			if c = c.Parent(); !yield(c) {
				return
			}
		}
	}
}

// check checks one question in itself.
func (q Question) check(p *checker, field string) {
	if !ValidAttributeCode(q.Code) {
		p.Add(field+".code", wantCode)
	}
	if q.Type == 0 {
		p.Add(field+".type", "what are its answers?", datatypeWords().Legal()...)
	}
	p.member(field+".type", int(q.Type), datatypeWords())
	p.label(field+".label", q.Label, true)
	p.label(field+".description", q.Description, false)
	if list := q.Type == DatatypeSingleValueList || q.Type == DatatypeMultiValueList; list != (len(q.Values) > 0) {
		p.Add(field+".values", "a list has values, and only a list has some")
	}
	seen := make(map[string]bool, len(q.Values))
	for i, v := range q.Values {
		at := storage.At(field+".values", i)
		p.says(at+".value", v.Value)
		p.name(at+".value", v.Value)
		if seen[v.Value] {
			p.Add(at+".value", "the value stands twice")
		}
		seen[v.Value] = true
		p.label(at+".label", v.Label, false)
	}
}

// label checks a text in several languages.
func (p *checker) label(field string, l aduan.Label, required bool) {
	if required || !l.IsZero() {
		p.says(field, l.String())
	}
	for tag, text := range l.All() {
		p.Check(field+"["+storage.Quote(tag)+"]", aduan.CheckTag(tag))
		p.text(field, text, maxQuestionText)
	}
}
