package complaint_test

import (
	"fmt"
	"log"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// An exact point prints nothing; what the public may see is a point of another type.
func ExamplePoint_Coarse() {
	point, err := complaint.ParsePoint("-8.6704582,115.2126293")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(point)
	fmt.Println(point.Coarse())
	// Output:
	// (hidden)
	// -8.67,115.21
}

// What an office asks about a category, in the language of the reporter.
func ExampleQuestions_Form() {
	lamps, err := complaint.ParseQuestionnaire("lamps.yaml", []byte(`
name: lamps
edition: "2026"
valid: {from: 2026-01-01T00:00:00+08:00}
categories:
- category: public_works/street_lighting
  questions:
  - code: fault
    type: singlevaluelist
    required: true
    label: {id: "Apa yang rusak?", en: "What is wrong?"}
    values:
    - {value: dark, label: {id: Padam, en: Dark}}
    - {value: blinking, label: {id: Berkedip, en: Blinking}}
`))
	if err != nil {
		log.Fatal(err)
	}
	questions, err := complaint.NewQuestions(lamps)
	if err != nil {
		log.Fatal(err)
	}
	form, _ := questions.Form("public_works/street_lighting", time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), aduan.Indonesian())
	for _, field := range form.Fields {
		fmt.Println(field.Order, field.Code, field.Label, field.Values)
	}
	// Output: 1 fault Apa yang rusak? [{dark Padam} {blinking Berkedip}]
}
