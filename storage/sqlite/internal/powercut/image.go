package powercut

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// on applies a change to the content of a file.
func (c change) on(content []byte) []byte {
	if c.data == nil {
		return resized(content, c.at)
	}
	if end := c.at + int64(len(c.data)); end > int64(len(content)) {
		content = resized(content, end)
	}
	copy(content[c.at:], c.data)
	return content
}

// resized cuts a content or fills it up with zeros.
func resized(content []byte, size int64) []byte {
	if size <= int64(len(content)) {
		return content[:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}

// Synced lays out the directory with nothing but what was synced: the image
// directory is emptied or made.
func (d *Disk) Synced(image string) error {
	contents := map[string][]byte{}
	for name, f := range d.synced {
		contents[name] = f.synced
	}
	return lay(image, contents)
}

// Written lays out the directory as the program sees it: what a kill leaves.
func (d *Disk) Written(image string) error {
	return d.lost(image, d.names, func(f *file) []byte {
		content := slices.Clone(f.synced)
		for _, c := range f.pending {
			content = c.on(content)
		}
		return content
	})
}

// Torn lays out the directory with what was synced and, of the rest, whatever
// sectors the disk happened to have written: each with the given chance. The
// names are those of some moment since the directory was synced.
func (d *Disk) Torn(image string, random *rand.Rand, sector int64, chance float64) error {
	names := d.synced
	if states := append(slices.Clone(d.between), d.names); len(d.between) > 0 {
		names = states[random.IntN(len(states))]
	}
	return d.lost(image, names, func(f *file) []byte {
		content := slices.Clone(f.synced)
		for _, c := range f.pending {
			for _, part := range c.sectors(sector) {
				if random.Float64() < chance {
					content = part.on(content)
				}
			}
		}
		return content
	})
}

func (d *Disk) lost(image string, names map[string]*file, content func(*file) []byte) error {
	contents := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(names)) { // in order, so that a seed gives one image
		contents[name] = content(names[name])
	}
	return lay(image, contents)
}

// sectors divides a write at the bounds of sectors; a cut is whole.
func (c change) sectors(size int64) []change {
	var parts []change
	for len(c.data) > 0 {
		n := min(size-c.at%size, int64(len(c.data)))
		parts = append(parts, change{c.at, c.data[:n]})
		c.at, c.data = c.at+n, c.data[n:]
	}
	if parts == nil {
		parts = []change{c}
	}
	return parts
}
