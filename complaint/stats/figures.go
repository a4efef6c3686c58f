package stats

// Figures are the counts and times of a group of cases.
type Figures struct {
	// Received is how many cases there are.
	Received int
	// FollowedUp were followed up or answered at least once; Completed are
	// resolved now; Archived are archived now.
	FollowedUp, Completed, Archived int
	// Overdue had a clock that was breached; Unknown had one that could not be
	// computed and none that was breached. Both are 0 without deadlines.
	Overdue, Unknown int
	// Reopened and Returned happened to the case at least once.
	Reopened, Returned int
	// Rated have a rating from 1 to 5, Satisfied one of 4 or 5.
	Rated, Satisfied int
	// FirstResponse is from the submission to the first follow-up or answer,
	// Resolution from the submission to the first time the case was resolved.
	FirstResponse, Resolution Times
}

// FollowUp is the follow-up rate: followed up of received.
func (f *Figures) FollowUp() Rate { return Rate{f.FollowedUp, f.Received} }

// Completion is the completion rate: completed of received.
func (f *Figures) Completion() Rate { return Rate{f.Completed, f.Received} }

// Satisfaction is the share of the two best ratings among all ratings
// (top-two-boxes).
func (f *Figures) Satisfaction() Rate { return Rate{f.Satisfied, f.Rated} }
