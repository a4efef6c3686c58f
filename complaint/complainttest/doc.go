// Package complainttest is the kit with which a program that embeds the library tests
// what it does with cases: an office in memory, a clock that the test moves, and checks
// whose failures explain themselves.
//
//	func TestOvernight(t *testing.T) {
//		here := complainttest.New(t, complainttest.Options{Files: os.DirFS("../office")})
//		id := here.Submit(complaint.Actor{ID: "amina"}, complainttest.Draft("Pothole"))
//		here.Do(dispatcher, id, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Category: "roads"})
//		here.RequireDue(id, complaint.ClockResolution, monday.Add(24*time.Hour))
//		here.RequireDenied(amina, id, complaint.ActionClose)
//		here.Pass(25 * time.Hour)            // the timer works as it goes
//		here.RequireState(id, "escalated")
//	}
//
// [New] joins an [office.Office] with a fresh memory store. Identifiers follow from a
// seed and the clock stands until the test moves it, so a test does the same every time.
// The service itself is there for everything else (Office.Service), and so is the
// configuration for a program that makes its own (Office.Config).
//
// [Office.Walk] takes legal steps on a case, one after another: who may act and what they
// may do is asked of the service, so it walks any lifecycle, own actions included. What
// must hold whatever people do is checked between two steps:
//
//	for step := range here.Walk(id, seed) {
//		require.Equal(t, len(here.Case(id).Timeline), rowsOf(id), step)   // our own index follows
//	}
//
// # What is decided here
//
//   - Every method that cannot do what it is asked ends the test. A test that wants the
//     error calls the service.
//   - Without files the office is the national one, with a calendar of its own that works
//     from Monday to Friday, 08:00 to 16:00 UTC, and has no holidays from 2020 to 2039.
//   - A walk finds out by itself what a command has to state: it asks for the least, and
//     fills in what the service says is missing. So it needs no list of actions.
//   - The package is above storage/memory, unlike all others about complaints: a kit
//     that left the store to the caller would ask for it in every test.
package complainttest
