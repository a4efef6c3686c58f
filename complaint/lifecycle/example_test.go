package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// permitFile and permitVocabulary are the parking permit of the package's
// documentation.
const permitFile = `name: parking-permit
edition: "2026"
initial: filed
states:
- {state: filed, owner: clerk}
- {state: waiting, waiting: true, owner: applicant}
- {state: decided, final: true}
transitions:
- {action: file, from: [new], to: filed, by: [applicant], clocks: [start decision]}
- {action: ask, from: [filed], to: waiting, by: [clerk], clocks: [pause decision, start answer]}
- {action: answer, from: [waiting], to: back(filed), by: [applicant], clocks: [stop answer, resume decision]}
- {action: lapse, from: [waiting], to: decided, by: [timer], needs: [elapsed(answer)]}
- {action: decide, from: [filed], to: decided, by: [clerk if not_applicant]}
`

func permitVocabulary() lifecycle.Vocabulary {
	return lifecycle.Vocabulary{
		Roles:  []lifecycle.Role{"applicant", "clerk"},
		Guards: []lifecycle.Guard{{Name: "elapsed", Takes: lifecycle.TakesClock}, {Name: "not_applicant"}},
		Clocks: []lifecycle.ClockName{"decision", "answer"},
	}
}

// permitMachine is the parking permit, proved; nil if it is not sound.
func permitMachine() *lifecycle.Machine {
	d, err := lifecycle.Parse("permit.yaml", []byte(permitFile))
	if err != nil {
		fmt.Println(err)
		return nil
	}
	m, err := lifecycle.Compile(d, permitVocabulary())
	if err != nil {
		fmt.Println(err)
		return nil
	}
	return m
}

func ExampleParse() {
	d, err := lifecycle.Parse("permit.yaml", []byte(permitFile))
	fmt.Println(d.Name, len(d.States), "states", err)

	_, err = lifecycle.Parse("permit.yaml", []byte(strings.Replace(permitFile, "back(filed)", "back to filed", 1)))
	fmt.Println(err)
	// Output:
	// parking-permit 3 states <nil>
	// definition permit.yaml: invalid: permit.yaml:11:41: transitions[2].to: want a state, "same" or "back(state, state)"
}

func ExampleCompile() {
	text, _, _ := strings.Cut(permitFile, "- {action: lapse")
	d, err := lifecycle.Parse("permit.yaml", []byte(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = lifecycle.Compile(d, permitVocabulary())
	fmt.Println(err)
	// Output:
	// lifecycle "parking-permit" edition "2026" is refused: 3 findings
	//   line 7: unreachable state: no case can come to decided: no action leads there from another state
	//   line 5: no end: from filed no final state can be reached; path: file -> filed
	//   line 6: no end: from waiting no final state can be reached; path: file -> filed, ask -> waiting
}

func ExampleMachine_Next() {
	m := permitMachine()
	fmt.Println(m.Next("filed", "ask", ""))
	fmt.Println(m.Next("waiting", "answer", "filed"))
	_, ok := m.Next("decided", "ask", "")
	fmt.Println(ok)
	// Output:
	// waiting true
	// filed true
	// false
}

func ExampleMachine_Move() {
	m := permitMachine()
	p := lifecycle.Position{State: lifecycle.New}
	for _, a := range []lifecycle.Action{"file", "ask", "answer", "decide"} {
		p, _ = m.Move(p, a)
		fmt.Println(a, "->", p.State, p.Origins)
	}
	// Output:
	// file -> filed []
	// ask -> waiting [filed]
	// answer -> filed []
	// decide -> decided []
}

func ExampleMachine_Rule() {
	rule, _ := permitMachine().Rule("filed", "decide")
	fmt.Println(rule.Roles(), slices.Collect(rule.Needs("clerk")))
	for op := range rule.Effects() {
		fmt.Println(op.Op, op.Clock)
	}
	// Output:
	// [clerk] [not_applicant]
	// supersede decision
	// supersede answer
}

func ExampleMachine_Positions() {
	for p, path := range permitMachine().Positions() {
		fmt.Println(p.State, p.Origins, len(path))
	}
	// Output:
	// filed [] 1
	// waiting [filed] 2
	// decided [] 2
}

func ExampleMachine_Mermaid() {
	fmt.Print(permitMachine().Mermaid(aduan.English()))
	// Output:
	// stateDiagram-v2
	//     state "filed" as filed
	//     state "waiting" as waiting
	//     state "decided" as decided
	//     [*] --> filed : file by applicant / start decision
	//     filed --> waiting : ask by clerk / pause decision + start answer
	//     filed --> decided : decide by clerk if not_applicant
	//     waiting --> filed : answer by applicant / stop answer + resume decision
	//     waiting --> decided : lapse by Timer [elapsed(answer)]
	//     decided --> [*]
}

func ExampleMachine_MermaidMoves() {
	fmt.Print(permitMachine().MermaidMoves(aduan.English()))
	// Output:
	// stateDiagram-v2
	//     state "filed" as filed
	//     state "waiting" as waiting
	//     state "decided" as decided
	//     [*] --> filed : file
	//     filed --> waiting : ask
	//     filed --> decided : decide
	//     waiting --> filed : answer
	//     waiting --> decided : lapse
	//     decided --> [*]
}

func ExampleMachine_DOT() {
	text := permitMachine().DOT(aduan.English())
	fmt.Println(strings.Split(text, "\n")[7])
	// Output:
	//     "new" -> "filed" [label="file by applicant / start decision\l"];
}

func ExampleDiff() {
	old := permitMachine()
	d := old.Definition()
	d.States[1].State = "asked"
	for i, t := range d.Transitions {
		if t.From[0] == "waiting" {
			d.Transitions[i].From[0] = "asked"
		}
	}
	d.Transitions[1].To = lifecycle.To("asked")
	updated, err := lifecycle.Compile(d, permitVocabulary())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range lifecycle.Diff(old, updated).Stranded {
		fmt.Println(s)
	}
	// Output:
	// stranded in waiting (from filed): there is no state waiting; path: file -> filed, ask -> waiting
}
