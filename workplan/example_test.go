package workplan_test

import (
	"fmt"

	"github.com/aduan-go/aduan/workplan"
)

func ExampleParse() {
	const file = `
id: p2020
year: 2020
name: {id: Rencana 2020, en: Plan 2020}
parties: [{id: panrb, name: {id: PANRB}}]
editions:
- number: 1
  date: 2019-12-01
  reason: {id: Awal, en: First}
  outputs: [{id: O1, name: {en: Capacity}}]
  activities:
  - {id: A1, output: O1, name: {en: Training}, party: undp, start: 2020-01-06, end: 2020-01-17}
  lines:
  - {id: L1, activity: A1, fund: panrb, amount: -12500.00 USD}
`
	_, err := workplan.Parse("plan.yaml", []byte(file), workplan.Sources{})
	fmt.Println(err)
	// Output:
	// plan "p2020" in plan.yaml: invalid: 2 problems
	//   plan.yaml:12:55: editions[0].activities[0].party: unknown party "undp"
	//   plan.yaml:14:49: editions[0].lines[0].amount: -12500.00 USD is negative
}

func ExampleDiff() {
	before := samplePlan().Editions[0]
	after := before.Clone()
	a := &after.Activities[0]
	a.Start, a.End, a.Phases = day("2020-04-01"), day("2020-08-31"), nil
	after.Lines[1].Amount = usd("25000")
	after.Lines[1].Phases = nil
	for _, c := range workplan.Diff(before, after) {
		fmt.Println(c.Event, c.Subject, c.ID)
	}
	// Output:
	// rephased activity A1
	// edited line L2
}

func ExampleMoney_Add() {
	usd, _ := workplan.ParseMoney("12500.00 USD")
	idr, _ := workplan.ParseMoney("1000 IDR")
	_, err := usd.Add(idr)
	fmt.Println(err)
	// Output: amounts in USD and IDR cannot be put together; nothing is converted
}
