package roadmap

// chainLink is a cause in a chain.
type chainLink struct {
	cause Cause
	// next is the place of the link that goes on, -1 where the cause is the
	// root, and root that of the last one.
	next, root int32
	// length is how many links there are to the root.
	length int
}

// Causes returns why a milestone slips or is late, from its own cause back to
// the root; empty for one that does neither, and for one that there is not.
func (f *Forecast) Causes(id MilestoneID) []Cause {
	i, ok := f.index[id]
	if !ok || f.own[i] < 0 {
		return nil
	}
	causes := make([]Cause, 0, f.chain[f.own[i]].length+1)
	for at := f.own[i]; at >= 0; at = f.chain[at].next {
		causes = append(causes, f.chain[at].cause)
	}
	return causes
}

// Root returns the last of the causes of a milestone, and false if it has none.
func (f *Forecast) Root(id MilestoneID) (Cause, bool) {
	i, ok := f.index[id]
	if !ok || f.own[i] < 0 {
		return Cause{}, false
	}
	return f.chain[f.chain[f.own[i]].root].cause, true
}

// shown returns the links that are worth showing: all of a short chain, and the
// beginning and the root of a long one, of which left out are not shown before
// the last.
func (f *Forecast) shown(i int32) (links []int32, leftOut int) {
	const most = 12
	first := f.own[i]
	if first < 0 {
		return nil, 0
	}
	for at := first; at >= 0 && len(links) < most; at = f.chain[at].next {
		links = append(links, at)
	}
	if leftOut = f.chain[first].length - most; leftOut >= 0 {
		links = append(links, f.chain[first].root)
	}
	return links, max(leftOut, 0)
}
