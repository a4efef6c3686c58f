package strict_test

import (
	"fmt"

	"github.com/aduan-go/aduan/internal/strict"
)

type transition struct {
	Action string   `json:"action" strict:"required"`
	From   []string `json:"from"`
}

type rules struct {
	Transitions []transition `json:"transitions"`
}

func ExampleDecode() {
	const text = `transitions:
- action: accept
  form: [submitted]
- action: 1.10
`
	var r rules
	fmt.Println(strict.Decode("rules", "rules.yaml", strict.YAML, []byte(text), strict.Limits{}, &r))

	const mended = `transitions:
- action: accept
  from: [submitted]
- action: "1.10"
`
	fmt.Println(strict.Decode("rules", "rules.yaml", strict.YAML, []byte(mended), strict.Limits{}, &r))
	source := strict.NewSource("rules.yaml", []byte(mended), strict.Limits{})
	fmt.Println(r.Transitions, source.Lines("transitions[0]", "transitions[1]"))
	// Output:
	// rules rules.yaml: invalid: 2 problems
	//   rules.yaml:3:3: transitions[0].form: unknown field; legal: from, action
	//   rules.yaml:4:11: transitions[1].action: 1.10 must be quoted to be text: write "1.10"
	// <nil>
	// [{accept [submitted]} {1.10 []}] [2 4]
}

func ExampleFormatOf() {
	fmt.Println(strict.FormatOf("rules.yml"))
	fmt.Println(strict.FormatOf("rules.toml"))
	// Output:
	// YAML true
	// Format(0) false
}
