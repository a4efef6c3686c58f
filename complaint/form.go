package complaint

import (
	"time"

	"github.com/aduan-go/aduan"
)

// Form is what is asked of the reports of a category at an instant, in one language: for
// the form that people fill in, and for the service definition of GeoReport v2.
type Form struct {
	// Edition is the questionnaire.
	Edition  Edition     `json:"edition"`
	Category Category    `json:"category,omitempty"`
	Fields   []FormField `json:"fields,omitempty"`
}

// FormField is one question.
type FormField struct {
	Code     string   `json:"code"`
	Type     Datatype `json:"type"`
	Required bool     `json:"required,omitempty"`
	// Order counts from 1: what wider categories ask first, then what narrower ones do.
	Order       int         `json:"order"`
	Label       string      `json:"label"`
	Description string      `json:"description,omitempty"`
	Values      []FormValue `json:"values,omitempty"`
}

// FormValue is one answer of a list: what is stated, and what people read.
type FormValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Form lists what is asked of a category at an instant, in a language or the nearest
// of its fallbacks. It is false if no questionnaire is in force then.
func (q *Questions) Form(c Category, at time.Time, w aduan.Words) (Form, bool) {
	e, ok := q.at(at)
	if !ok {
		return Form{}, false
	}
	form := Form{Edition: e.id, Category: c}
	for i, one := range e.of(c) {
		field := FormField{Code: one.Code, Type: one.Type, Required: one.Required, Order: i + 1, Label: one.Label.In(w), Description: one.Description.In(w)}
		for _, v := range one.Values {
			value := FormValue{Value: v.Value, Label: v.Label.In(w)}
			if value.Label == "" {
				value.Label = v.Value
			}
			field.Values = append(field.Values, value)
		}
		form.Fields = append(form.Fields, field)
	}
	return form, true
}
