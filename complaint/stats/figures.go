package stats

import "github.com/aduan-go/aduan"

// Figures are the counts and times of a group of cases.
type Figures struct {
	// Received is how many cases there are.
	Received int
	// FollowedUp were followed up or answered at least once; Completed are
	// resolved now; Archived are archived now.
	FollowedUp, Completed, Archived int
	// Overdue had a clock that was breached; Unknown had one that could not be
	// computed and none that was breached. Both are 0 without deadlines. In the group
	// of an agency those are overdue of which it is charged with a breach
	// ([deadline.Reading.Charged]), whoever holds them now.
	Overdue, Unknown int
	// Breaches counts the breaches with which somebody is charged, every one once; in
	// the group of an agency those with which it is charged.
	Breaches int
	// Backwards have an entry that is dated before the entry before it, as data from
	// elsewhere may. They count as cases, and none of their times does.
	Backwards int
	// Reopened and Returned happened to the case at least once.
	Reopened, Returned int
	// Rated have a rating from 1 to 5 of the answer that stands
	// ([complaint.Complaint.Rated]), Satisfied one of 4 or 5.
	Rated, Satisfied int
	// FirstResponse is from the submission to the first follow-up or answer,
	// Resolution from the submission to the first time the case was resolved.
	FirstResponse, Resolution Times
	// Held is how long agencies had each case, up to Config.At; in the group of an
	// agency how long that one had each of those that it ever had, in the group of none
	// how long each was the national admin's.
	Held Times
}

// FollowUp is the follow-up rate: followed up of received.
func (f *Figures) FollowUp() Rate { return Rate{f.FollowedUp, f.Received} }

// Completion is the completion rate: completed of received.
func (f *Figures) Completion() Rate { return Rate{f.Completed, f.Received} }

// Satisfaction is the share of the two best ratings among all ratings
// (top-two-boxes).
func (f *Figures) Satisfaction() Rate { return Rate{f.Satisfied, f.Rated} }

// Remarks says what the figures leave out, a sentence each; nothing if they leave out
// nothing.
func (f *Figures) Remarks(w aduan.Words) (list []string) {
	say := texts().In(w)
	if f.Backwards > 0 {
		list = append(list, say("backwards", "number", f.Backwards))
	}
	if f.Unknown > 0 {
		list = append(list, say("unknown", "number", f.Unknown))
	}
	return list
}
