package strict

// source is a text whose syntax and limits were found right. What lies in a list
// or a mapping is asked for once, in order and to its end, before anything that
// comes after it: no tree of the whole text lies in memory.
type source interface {
	// item moves to element i of a list; the report is false beyond the last.
	item(n *node, i int) (node, bool)
	// key moves to key i of a mapping and returns its text, which may be no key at
	// all; the report is false beyond the last.
	key(n *node, i int) (string, bool)
	// pair returns key i, to which key has moved, and moves to its value.
	pair(n *node, i int) (key, value node)
	// count tells how many elements a list has that was not begun.
	count(n *node) int
}

// open checks the text and returns its value. The report is false when it cannot be
// read to its end.
func (r *reader) open(data []byte) (node, bool) {
	data, ok := r.characters(data)
	if !ok {
		return node{}, false
	}
	switch r.format {
	case JSON:
		return r.openJSON(data)
	case YAML:
		return r.openYAML(data)
	}
	r.report(place{}, "cannot read "+r.format.String()+": want JSON or YAML")
	return node{}, false
}

// items hands out the elements of a list.
func (r *reader) items(n *node, take func(i int, child *node)) {
	r.opened++
	for i := 0; !r.stopped; i++ {
		r.enterIndex(i)
		child, ok := r.source.item(n, i)
		if ok {
			r.within(&child, func() { take(i, &child) })
		}
		r.leave()
		if !ok {
			return
		}
	}
}

// pairs hands out the keys and values of a mapping. The keys are text, and none
// comes twice: what is wrong with others is reported, and their values passed over.
func (r *reader) pairs(n *node, take func(key, child *node)) {
	r.opened++
	keys := keySet{}
	for i := 0; !r.stopped; i++ {
		name, ok := r.source.key(n, i)
		if !ok {
			break
		}
		r.enterName(name)
		key, child := r.source.pair(n, i)
		sound := key.kind != bad
		if sound {
			sound = r.unique(&keys, &key)
		}
		r.within(&child, func() {
			if sound {
				take(&key, &child)
			}
		})
		r.leave()
	}
	r.keys -= keys.len()
}

// unique reports a key that occurred before in its mapping.
func (r *reader) unique(keys *keySet, key *node) bool {
	if first := keys.add(key.text, key.line); first > 0 {
		r.report(key.place, "the key occurs twice, first in line "+itoa(first))
		return false
	}
	if r.keys++; r.keys > maxKeys {
		r.report(key.place, "more than "+itoa(maxKeys)+" keys in mappings that are not closed")
		r.stopped = true
		return false
	}
	return true
}

// within lets a value be taken, and passes over it if that did not open it, so that
// what is wrong inside is found.
func (r *reader) within(n *node, take func()) {
	before := r.opened
	take()
	if r.opened > before {
		return
	}
	switch n.kind {
	case list:
		r.items(n, func(int, *node) {})
	case mapping:
		r.pairs(n, func(*node, *node) {})
	}
}
