package lifecycletest_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/lifecycle/lifecycletest"
)

// office is a lifecycle in which the applicant, too, may decide: a mistake that
// Compile cannot know to be one.
func office() (*lifecycle.Machine, error) {
	return lifecycle.Compile(lifecycle.Definition{
		Name: "parking-permit", Edition: "2026", Initial: "filed",
		States: []lifecycle.StateInfo{{State: "filed", Owner: "clerk"}, {State: "decided", Final: true}},
		Transitions: []lifecycle.Transition{
			{Action: "file", From: []lifecycle.State{lifecycle.New}, To: lifecycle.To("filed"), By: lifecycle.By("applicant")},
			{Action: "decide", From: []lifecycle.State{"filed"}, To: lifecycle.To("decided"), By: lifecycle.By("clerk", "applicant")},
		},
	}, lifecycle.Vocabulary{Roles: []lifecycle.Role{"applicant", "clerk"}})
}

func ExampleCheck() {
	machine, err := office()
	if err != nil {
		fmt.Println(err)
		return
	}
	table := lifecycletest.Table{
		Allowed: []lifecycletest.Row{
			{Action: "file", From: []lifecycle.State{lifecycle.New}, By: lifecycle.By("applicant"), To: lifecycle.To("filed")},
			{Action: "decide", From: []lifecycle.State{"filed"}, By: lifecycle.By("clerk"), To: lifecycle.To("decided")},
		},
	}
	for _, d := range lifecycletest.Check(machine, table) {
		fmt.Println(d)
	}
	// Output:
	// decide from filed by applicant: expected refused, the machine allows it to decided; path: file -> filed
}

func ExampleRun() {
	// In a test of its own, t comes from the testing package.
	_ = func(t *testing.T) {
		machine, err := office()
		if err != nil {
			t.Fatal(err)
		}
		lifecycletest.Run(t, machine, lifecycletest.Load(t, os.DirFS("testdata"), "permit_table.yaml"))
	}
}
