package complainttest_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/complainttest"
)

// files is a small office: a counter that answers within four hours, and whose superior is
// told after that. A program has it in a directory and gives os.DirFS.
func files() fstest.MapFS {
	return fstest.MapFS{
		"calendar.yaml": {Data: []byte("zone: Africa/Nairobi\nweek: {monday: [\"08:00-17:00\"]}\nlists: [{year: 2026}]\n")},
		"agencies.yaml": {Data: []byte("agencies:\n- {id: county, name: County, kind: government}\n- {id: roads, name: Roads, kind: office, parent: county}\n")},
		"deadlines.yaml": {Data: []byte("name: limits\nedition: \"1\"\nrules:\n- {clock: resolution, limit: 4 hours}\n" +
			"ladder:\n- {clock: resolution, rung: superior}\n")},
		"lifecycle.yaml": {Data: []byte(`name: counter
edition: "1"
initial: open
states:
- {state: open, owner: national_admin}
- {state: sent, owner: agency_admin}
- {state: done, final: true}
transitions:
- {action: submit, from: [new], to: open, by: [reporter]}
- {action: forward, from: [open], to: sent, by: [national_admin], clocks: [start resolution]}
- {action: escalate, from: [sent], to: same, by: [timer], needs: [breached_clock, not_escalated_in_run]}
- {action: repair, from: [sent], to: done, by: [agency_admin], clocks: [stop resolution]}
`)},
	}
}

// The test of a program that embeds the library: what its office does with a report
// overnight.
func TestOvernight(t *testing.T) {
	t.Parallel()
	amina := complaint.Actor{ID: "amina"}
	dispatcher := complaint.Actor{ID: "dispatcher", Role: complaint.RoleNationalAdmin}
	crew := complaint.Actor{ID: "crew", Role: complaint.RoleAgencyAdmin, Agency: "roads"}

	here := complainttest.New(t, complainttest.Options{Files: files()}) // Monday, 09:00 in Nairobi
	id := here.Submit(amina, complainttest.Draft("Pothole"))
	here.RequireDenied(crew, id, "repair") // it is not theirs yet
	here.Do(dispatcher, id, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "roads", Agency: "roads"})
	here.RequireDue(id, complaint.ClockResolution, here.Clock.Now().Add(4*time.Hour))
	here.RequireAllowed(crew, id, "repair")
	here.Pass(12 * time.Hour)
	here.RequireState(id, "sent")
	if n := len(here.Case(id).Escalations); n != 1 {
		t.Errorf("%d escalations, want that to the county", n)
	}
	here.Do(crew, id, complaint.Command{Action: "repair", Note: "Filled."})
	here.RequireState(id, "done")
}

// What must hold whatever people do is checked between the steps of a walk.
func TestNobodyLosesACase(t *testing.T) {
	t.Parallel()
	here := complainttest.New(t, complainttest.Options{Files: files()})
	for seed := range uint64(5) {
		id := here.Submit(complaint.Actor{ID: "amina"}, complainttest.Draft("Pothole"))
		for step := range here.Walk(id, seed) {
			if c := here.Case(id); c.State != "open" && c.Agency == "" {
				t.Fatalf("after %s nobody has the case", step)
			}
		}
		here.RequireState(id, "done")
	}
}
