package complaint

import (
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/storage"
)

// Questions are the questionnaires of an office, of which one is in force at an instant.
// They are immutable and safe for concurrent use.
type Questions struct {
	editions []asking
}

// asking is a questionnaire, ready to be looked up.
type asking struct {
	id    Edition
	valid aduan.Period
	asked map[Category][]Question
}

// NewQuestions puts questionnaires together, in any order. The error is a
// *storage.InvalidError for one that is wrong, for two that are in force at some time and
// for two of one name and edition. An instant that none covers is legal: what is
// submitted then is not checked, and its receipt says so.
func NewQuestions(editions ...*Questionnaire) (*Questions, error) {
	q := &Questions{}
	var p storage.Problems
	for i, e := range editions {
		field := storage.At("questionnaires", i)
		if e == nil {
			p.Add(field, "is missing")
			continue
		}
		notePart(&p, field, e.Validate())
		for _, other := range q.editions {
			switch {
			case other.id == e.ID():
				p.Add(field, fmt.Sprintf("%s is given twice", e.ID()))
			case other.valid.Overlaps(e.Valid):
				p.Add(field, fmt.Sprintf("%s and %s are both in force at some time", other.id, e.ID()))
			}
		}
		a := asking{e.ID(), e.Valid, map[Category][]Question{}}
		for _, g := range e.Categories {
			for _, one := range g.Questions {
				a.asked[g.Category] = append(a.asked[g.Category], one.clone())
			}
		}
		q.editions = append(q.editions, a)
	}
	if err := p.Err("questions"); err != nil {
		return nil, err
	}
	return q, nil
}

func (q Question) clone() Question {
	q.Values = copied(q.Values)
	return q
}

// at returns the questionnaire in force at an instant.
func (q *Questions) at(at time.Time) (asking, bool) {
	if q != nil {
		for _, e := range q.editions {
			if e.valid.Contains(at) {
				return e, true
			}
		}
	}
	return asking{}, false
}

// of are the questions asked of a category: those of the widest around it first, its
// own last.
func (a asking) of(c Category) []Question {
	list := a.asked[c]
	for c := range around(c) {
		list = slices.Concat(a.asked[c], list)
	}
	return list
}
