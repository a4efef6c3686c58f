package storagetest

import "slices"

// Checks lists every check of the suite, in the order in which they are run. A
// kind of record has its own line; whoever adds a kind to backend.Set adds it
// here, and its records to the batches in whole.go.
func Checks() []Check {
	return slices.Concat(
		// Complaints.
		recordChecks(), headChecks(), textChecks(), timeChecks(), versionChecks(), batchChecks(), pastChecks(), hintChecks(), uniqueChecks(), copyChecks(),
		listChecks(), orderChecks(), walkChecks(), filterChecks(), cancelChecks(), raceChecks(), serviceChecks(),
		// Identities.
		identityChecks(),
		// Agencies.
		agencyChecks(),
		// Work plans.
		planChecks(),
		// Meetings of boards.
		meetingChecks(),
		// Road maps.
		roadmapChecks(),
		// Editions of rule sets.
		editionChecks(),
		// All kinds together.
		wholeChecks(), closedChecks(), feedChecks(),
		// What a store may offer besides.
		searchChecks(), budgetChecks(),
	)
}
