package tree

import "slices"

// Reach returns the starting points and whatever follows them, directly or through
// others, each once, nearest first. It is for what came of what: a place that is
// asked for again gives nothing new, so a succession may turn in circles.
func Reach[K comparable](from []K, next func(K) []K) []K {
	var reached []K
	seen := make(map[K]bool)
	visit := func(all []K) {
		for _, k := range all {
			if !seen[k] {
				seen[k] = true
				reached = append(reached, k)
			}
		}
	}
	visit(from)
	for at := 0; at < len(reached); at++ {
		visit(next(reached[at]))
	}
	return reached
}

// Circles returns the ways that lead from the starting points back to a point on
// them, which stands at both ends; where each point has one successor at most,
// that is every circle, once.
func Circles[K comparable](from []K, next func(K) []K) [][]K {
	const onTheWay, done = 1, 2
	state := make(map[K]int)
	var way []K
	var circles [][]K
	var visit func(K)
	visit = func(k K) {
		switch state[k] {
		case onTheWay:
			circles = append(circles, append(slices.Clone(way[slices.Index(way, k):]), k))
		case 0:
			state[k], way = onTheWay, append(way, k)
			for _, n := range next(k) {
				visit(n)
			}
			state[k], way = done, way[:len(way)-1]
		}
	}
	for _, k := range from {
		visit(k)
	}
	return circles
}
