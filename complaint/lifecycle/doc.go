// Package lifecycle models what may happen to a case, as data that is proved
// before anything runs on it. A [Definition] lists states and [Transition]
// rows; [Compile] holds it against a [Vocabulary] of roles, guards and clocks
// and returns a [Machine], a table that all cases share, or a [ProofError] with
// every fault at once, each with its witness.
//
// # One definition to the end
//
// An office issues parking permits. A case is filed; the clerk may ask for what
// is missing, and the answer takes the case back to where it came from; without
// an answer the clockwork ends it. The file permit.yaml says so:
//
//	name: parking-permit
//	edition: "2026"
//	initial: filed
//	states:
//	- {state: filed, owner: clerk}
//	- {state: waiting, waiting: true, owner: applicant}
//	- {state: decided, final: true}
//	transitions:
//	- {action: file, from: [new], to: filed, by: [applicant], clocks: [start decision]}
//	- {action: ask, from: [filed], to: waiting, by: [clerk], clocks: [pause decision, start answer]}
//	- {action: answer, from: [waiting], to: back(filed), by: [applicant], clocks: [stop answer, resume decision]}
//	- {action: lapse, from: [waiting], to: decided, by: [timer], needs: [elapsed(answer)]}
//	- {action: decide, from: [filed], to: decided, by: [clerk if not_applicant]}
//
// [Parse] reads it, [Compile] proves it. [Machine.Next]("filed", "ask", "") is
// then "waiting", and from there "answer" leads back to "filed" for a case that
// came from it. [Machine.Rule] says by whom, under which conditions and with
// which effect on which clock; who the actor is, what a guard checks and how
// long a clock runs is for the caller to know. [Machine.Move] also keeps the
// stack of origins to which [Back] returns.
//
// Without the last two rows no case could end, and Compile says three things:
//
//	line 7: unreachable_state: no case can come to decided: no action leads there from another state
//	line 5: no_end: from filed no final state can be reached; path: file -> filed
//	line 6: no_end: from waiting no final state can be reached; path: file -> filed, ask -> waiting
//
// [FindingKind] lists all that is looked for. [Machine.Mermaid] and [Machine.DOT] draw the sound definition:
//
//	filed --> waiting : ask by clerk / pause decision + start answer
//
// [Diff] compares two editions and names the running cases that the new one
// would leave without a way to an end. Package lifecycletest proves that a
// definition allows what its author means, and nothing else.
//
// # The format
//
// The fields are those of [Definition], [StateInfo] and [Transition] by their
// tags; docs/lifecycle-format.md describes each with its text form, such as
// back(filed), clerk if not_applicant, and pause all except decision.
//
// # What is decided here
//
//   - looplab/fsm is driven at load and not at run time. A machine for each
//     call costs a thousand times a table look-up, a cancelled context jams it
//     for good, and a repeated (event, source) silently wins over the first. So
//     Compile checks the definition itself, builds the engine once, fires every
//     event from every state, keeps the answers in a table that all cases
//     share, and compares them with the definition. Callbacks stay unused.
//   - Permits carry needs of their own. The national rules say things like "the
//     reporter within 30 days, the national admin". One row with a list of
//     needs for each role says that in one place and keeps one target for each
//     action and state, which is what the proofs rest on. Two rows for one cell
//     are refused.
//   - Guards take an argument. returned_fewer_than(2) keeps the number in the
//     row where it applies, so it belongs to the edition and shows in diagrams
//     and differences.
//   - Origins are a stack, and derived. Entering a state that has a [Back] exit
//     remembers where the case came from. No definition has to say so; Compile
//     proves that every origin is covered and that the stack cannot grow
//     without end, and searches the positions (state and origins) exactly.
//   - Entering a final state supersedes every clock that the action neither pauses
//     nor keeps. Otherwise every definition would have to repeat it, and forgetting
//     it would leave clocks running in archived cases.
//   - A time-out needs a running clock. A waiting state without owner is
//     refused not only when it has no time-out, but also when some way leads
//     into it on which the clock of the time-out is not running.
package lifecycle
