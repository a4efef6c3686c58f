package roadmap

// chainLink leads from a milestone to the one that holds it up, by their places.
type chainLink struct {
	// next is -1 where the cause is the root.
	next, root int32
	// length is how many links there are to the root.
	length int
}

// Causes returns why a milestone slips or is late, from its own cause back to
// the root; empty for one that does neither, and for one that there is not.
func (f *Forecast) Causes(id MilestoneID) []Cause {
	i, ok := f.index[id]
	if !ok || f.Outlooks[i].Cause.Kind == 0 {
		return nil
	}
	causes := make([]Cause, 0, f.chain[i].length+1)
	for ; i >= 0; i = f.chain[i].next {
		causes = append(causes, f.link(i))
	}
	return causes
}

// Root returns the last of the causes of a milestone, and false if it has none.
func (f *Forecast) Root(id MilestoneID) (Cause, bool) {
	i, ok := f.index[id]
	if !ok || f.Outlooks[i].Cause.Kind == 0 {
		return Cause{}, false
	}
	return f.link(f.chain[i].root), true
}

// link is the cause of a milestone inside a chain: of one that is in time itself
// another can only wait because it began late.
func (f *Forecast) link(i int32) Cause {
	o := &f.Outlooks[i]
	if o.Cause.Kind == 0 {
		return Cause{Kind: ByItself, Milestone: o.Milestone, Name: o.Name, Done: o.Done, BeganLate: true}
	}
	return o.Cause
}

// shown returns the causes of a milestone that are worth showing: all of a short
// chain, and the beginning and the root of a long one, of which left out are not
// shown before the last.
func (f *Forecast) shown(i int32) (causes []Cause, leftOut int) {
	const most = 12
	if f.Outlooks[i].Cause.Kind == 0 {
		return nil, 0
	}
	for at := i; at >= 0 && len(causes) < most; at = f.chain[at].next {
		causes = append(causes, f.link(at))
	}
	if leftOut = f.chain[i].length - most; leftOut >= 0 {
		causes = append(causes, f.link(f.chain[i].root))
	}
	return causes, max(leftOut, 0)
}
