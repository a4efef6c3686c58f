package complaint

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// judge checks the answers of a draft, whose own form was checked before, against what
// is asked at an instant. It returns the questionnaire if that asks anything of the
// category.
func (q *Questions) judge(p *checker, d Draft, at time.Time) Edition {
	e, ok := q.at(at)
	if !ok {
		return Edition{}
	}
	asked := e.of(d.Category)
	var codes []string
	for _, one := range asked {
		codes = append(codes, one.Code)
		if one.Required && !slices.ContainsFunc(d.Attributes, func(a Attribute) bool { return a.Code == one.Code }) {
			p.Add("attributes", fmt.Sprintf("the answer to %s is required: %s", one.Code, one.Label), one.legal()...)
		}
	}
	for i, a := range d.Attributes {
		field := storage.At("attributes", i)
		switch n := slices.Index(codes, a.Code); {
		case n < 0 && d.Category == "":
			p.Unknown(field+".code", "is not asked of a report without category", a.Code, codes)
		case n < 0:
			p.Unknown(field+".code", fmt.Sprintf("is not asked of %s", d.Category), a.Code, codes)
		case a.Type != asked[n].Type:
			p.Add(field+".type", "is not the type of the answer that is asked for", asked[n].Type.String())
		default:
			asked[n].choose(p, field, a)
		}
	}
	if len(asked) == 0 {
		return Edition{}
	}
	return e.id
}

// choose checks that what is stated stands in the list, if there is one.
func (q Question) choose(p *checker, field string, a Attribute) {
	if len(q.Values) == 0 {
		return
	}
	legal := q.legal()
	for j, v := range a.Values {
		if !slices.Contains(legal, v) {
			p.Unknown(storage.At(field+".values", j), "is not in the list", v, legal)
		}
	}
}

// legal are the values of the list.
func (q Question) legal() []string {
	var values []string
	for _, v := range q.Values {
		values = append(values, v.Value)
	}
	return values
}

// checkQuestions notes the categories of questionnaires that the tree does not have.
func checkQuestions(p *storage.Problems, q *Questions, tree *Categories) {
	if q == nil || tree == nil {
		return
	}
	var known []string
	for info := range tree.All() {
		known = append(known, string(info.Path))
	}
	for _, e := range q.editions {
		for _, c := range slices.Sorted(maps.Keys(e.asked)) {
			if c != "" && !tree.Contains(c) {
				p.Unknown("Questions", fmt.Sprintf("%s asks of %s, which is no category", e.id, c), string(c), known)
			}
		}
	}
}

// UnaskedError says that no questionnaire is in force, so that the answers of a report were
// not checked.
type UnaskedError struct {
	// At is when the report came.
	At time.Time
}

// In names the day in UTC.
func (e *UnaskedError) In(w aduan.Words) string {
	return texts().In(w)("unasked", "date", aduan.DateOf(e.At.UTC()).In(w))
}

// Error is [UnaskedError.In] English.
func (e *UnaskedError) Error() string { return e.In(aduan.English()) }

// Format prints [UnaskedError.Error], whatever the verb.
func (e *UnaskedError) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.Error()) }

// aboutQuestions warns that the answers of a case could not be checked.
func (s *Service) aboutQuestions(c *Complaint) []Unjudged {
	if _, ok := s.cfg.Questions.at(c.SubmittedAt()); s.cfg.Questions == nil || ok {
		return nil
	}
	return []Unjudged{{Err: &UnaskedError{At: c.SubmittedAt()}}}
}
