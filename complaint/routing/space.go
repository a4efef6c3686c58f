package routing

import (
	"math"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage"
)

// The dimensions of the space in which conditions are sets and reports are
// points. Every value of a dimension is a whole number. The order of the
// dimensions is the declared order, in which the analysis looks for the least
// witness; attributes follow, in the order of the table.
const (
	dimCategory   box.Dim = iota // number of the category; 0 for none
	dimRegion                    // position of the unit + 1; 0 for none
	dimKind                      // number of the word; 0 for none
	dimClass                     // likewise
	dimChannel                   // likewise
	dimDisclosure                // disclosedName and disclosedReport
	dimDay                       // day of the submission
	dimWeekday                   // its day of the week
	dimEvent                     // day of the event; absent if unknown
	dimAttribute                 // the first attribute
)

// The bits of the disclosure: the reporter is named, the report is public.
const (
	disclosedName   = 1
	disclosedReport = 2
)

// absent is the value of what a report does not have, in dimensions whose
// numbers may be negative. It comes before every other.
const absent = math.MinInt64

// space knows what the numbers of each dimension stand for.
type space struct {
	table      *Table
	categories categoryTree
	labels     *complaint.Categories
	regions    *region.Tree
	sources    Sources
	words      vocabulary
	domains    []box.Set // by dimension
	attribute  map[string]box.Dim
}

func newSpace(t *Table, from Sources) *space {
	s := &space{
		table: t, categories: newCategoryTree(from.Categories), labels: from.Categories, regions: from.Regions, sources: from,
		words: from.vocabulary(), attribute: map[string]box.Dim{},
	}
	upTo := func(n int) box.Set { return box.Range(0, int64(n)) }
	s.domains = []box.Set{
		dimCategory:   upTo(len(s.categories.paths) - 1),
		dimRegion:     upTo(from.Regions.Len()),
		dimKind:       upTo(len(s.words.of(dimKind))),
		dimClass:      upTo(len(s.words.of(dimClass))),
		dimChannel:    upTo(len(s.words.of(dimChannel))),
		dimDisclosure: upTo(3),
		dimDay:        box.SetOf(t.Valid.span()),
		dimWeekday:    box.Range(int64(Monday), int64(Sunday)),
		dimEvent:      box.One(absent).Or(box.Range(firstDay, lastDay)),
	}
	for i, a := range t.Attributes {
		s.attribute[a.Name] = dimAttribute + box.Dim(i)
		s.domains = append(s.domains, attributeDomain(a))
	}
	return s
}

// numbersOf are the numbers of a region and everything in it.
func numbersOf(u region.Unit) box.Span {
	first, last := u.Position()
	return box.Span{Lo: int64(first) + 1, Hi: int64(last) + 1}
}

// units is the set of a region with everything in it, at all times; empty for
// a code that the tree does not have.
func (s *space) units(code region.Code) box.Set {
	var spans []box.Span
	for u := range s.regions.Versions(code) {
		spans = append(spans, numbersOf(u))
	}
	return box.SetOf(spans...)
}

// categoryTree numbers categories so that those below one follow it. Number 0
// is no category.
type categoryTree struct {
	paths  []complaint.Category
	last   []int32 // the last category below each
	parent []int32 // 0 for those at the top
	number map[complaint.Category]int32
}

func newCategoryTree(c *complaint.Categories) categoryTree {
	t := categoryTree{
		paths: []complaint.Category{""}, last: []int32{0}, parent: []int32{0},
		number: map[complaint.Category]int32{},
	}
	children := map[complaint.Category][]complaint.Category{}
	for info := range c.All() {
		children[info.Path.Parent()] = append(children[info.Path.Parent()], info.Path)
	}
	// A stack, because a tree may be deep.
	stack := slices.Clone(children[""])
	slices.Reverse(stack)
	for len(stack) > 0 {
		path := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		n := int32(len(t.paths))
		t.number[path] = n
		t.paths = append(t.paths, path)
		t.parent = append(t.parent, t.number[path.Parent()])
		t.last = append(t.last, n)
		for a := t.parent[n]; a != 0; a = t.parent[a] {
			t.last[a] = n
		}
		for _, child := range slices.Backward(children[path]) {
			stack = append(stack, child)
		}
	}
	return t
}

// below is the set of a category with everything below it; empty for one that
// the tree does not have.
func (t *categoryTree) below(c complaint.Category) box.Set {
	n, ok := t.number[c]
	if !ok {
		return nil
	}
	return box.Range(int64(n), int64(t.last[n]))
}

// near lists the categories beside or below the nearest wider one that exists, the one
// that is most like c first.
func (t *categoryTree) near(c complaint.Category) []string {
	for wider := c; wider != ""; {
		wider = wider.Parent()
		if n, ok := t.number[wider]; ok || wider == "" {
			var out []string
			for i := 1; i < len(t.paths); i++ {
				if t.parent[i] == n {
					out = append(out, string(t.paths[i]))
				}
			}
			out = storage.Nearest(string(c), out)
			return out[:min(len(out), 10)]
		}
	}
	return nil
}
