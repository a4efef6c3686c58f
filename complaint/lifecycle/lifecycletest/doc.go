// Package lifecycletest proves that a lifecycle allows what its author means,
// and nothing else. [lifecycle.Compile] finds what no lifecycle may have; only
// a second description, written from the rules and not from the definition, can
// find that the wrong role may close a case.
//
// That description is a [Table]: each [Row] of Allowed says from which states
// an action is possible, for whom, under exactly which conditions, and where it
// leads. Whatever no row allows must be refused: every other combination of
// state, action and role. Rows of Refused add nothing to that; they write down
// a refusal that matters, and stand against a row of Allowed that slips in later.
//
// A table is a Go value, or a file in YAML or JSON, read as strictly as a
// definition:
//
//	allowed:
//	- {action: file,   from: [new],     by: [applicant],               to: filed}
//	- {action: ask,    from: [filed],   by: [clerk],                   to: waiting}
//	- {action: answer, from: [waiting], by: [applicant],               to: back(filed)}
//	- {action: lapse,  from: [waiting], by: ["timer if elapsed(answer)"], to: decided}
//	- {action: decide, from: [filed],   by: [clerk if not_applicant],  to: decided}
//	refused:
//	- {action: decide, from: [any_open], by: [applicant]}
//
// and the whole test is
//
//	func TestPermit(t *testing.T) {
//		lifecycletest.Run(t, machine, lifecycletest.Load(t, os.DirFS("testdata"), "permit_table.yaml"))
//	}
//
// A difference names the cell, what was expected on which line, what the
// machine says, and a shortest path by which a case comes there:
//
//	permit_table.yaml:3: ask from filed by clerk: expected to waiting, the machine refuses it; path: file -> filed
//
// [Check] is the same without a test. Conditions are compared as sets, those of
// the definition's row and of its permit together; targets by where the machine
// goes, so same and the name of the state itself are equal. Clocks and labels
// are not compared.
package lifecycletest
