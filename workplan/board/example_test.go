package board_test

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// twoMeetings are a meeting that sets an action item and one that looks at it.
func twoMeetings() (fourth, fifth *board.Meeting) {
	fourth = &board.Meeting{
		ID: "pb4", Board: "sp4n", Number: 4, Date: day("2020-08-13"), Form: board.Virtual, Title: text("Fourth meeting"),
		Parties: []workplan.Party{{ID: "undp", Name: text("UNDP")}},
		Actions: []board.Action{{ID: "a41", Text: text("Communication strategy"), Owner: "undp", Due: day("2020-11-01")}},
	}
	fifth = fourth.Clone()
	fifth.ID, fifth.Number, fifth.Date, fifth.Title, fifth.Actions = "pb5", 5, day("2020-11-12"), text("Fifth meeting"), nil
	fifth.Participants = []board.Participant{{Name: "Programme Manager", Party: "undp", Role: board.SeniorSupplier}}
	fifth.Reviews = []board.Review{{Action: "a41", Status: board.Open, Due: day("2021-03-31"), Note: text("Covid-19")}}
	return fourth, fifth
}

func ExampleItems() {
	fourth, fifth := twoMeetings()
	for _, asOf := range []string{"2020-11-11", "2020-11-12"} {
		for _, i := range board.Items([]*board.Meeting{fourth, fifth}, day(asOf)) {
			fmt.Println(asOf, i.ID, i.Status, "due", i.Due, "late:", i.Late)
		}
	}
	// Output:
	// 2020-11-11 a41 open due 2020-11-01 late: true
	// 2020-11-12 a41 open due 2021-03-31 late: false
}

func ExampleMeeting_Markdown() {
	fourth, fifth := twoMeetings()
	fmt.Print(fifth.Markdown(aduan.English(), board.Quorum{Members: 1}, []*board.Meeting{fourth}, nil))
	// Output:
	// # Fifth meeting
	//
	// - Meeting: 5
	// - Date: 12 November 2020
	// - Form: Virtual
	// - The quorum was met
	// - Draft minutes, not signed
	//
	// ## Participants
	//
	// | Name | Party | Role |
	// | --- | --- | --- |
	// | Programme Manager | UNDP | Senior supplier |
	//
	// ## Decisions
	//
	// None.
	//
	// ## Action items of earlier meetings
	//
	// | ID | Action | Owner | Due | Status | Note |
	// | --- | --- | --- | --- | --- | --- |
	// | a41 | Communication strategy | UNDP | 31 March 2021 | Open | Covid-19 |
}

func ExampleParse() {
	_, err := board.Parse("pb5.yaml", []byte("id: pb5\nboard: sp4n\nnumber: 5\ndate: 2020-11-12\nform: virtual\ntitle: {en: Fifth}\n"+
		"parties: [{id: undp, name: {en: UNDP}}]\nparticipants: [{name: Director, party: koica, role: observer}]\n"), nil)
	fmt.Println(err)
	// Output: meeting "pb5" in pb5.yaml: invalid: pb5.yaml:8:40: participants[0].party: unknown party "koica"
}
