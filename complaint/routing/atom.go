package routing

// atomName is how findings call the condition.
func (r *Router) atomName(a int32) string {
	if at := r.atoms[a]; at.fn != nil {
		return "func " + at.fn.Name
	}
	return "words"
}
