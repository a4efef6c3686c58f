package agency

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// Config is the input of [NewDirectory].
type Config struct {
	// Agencies lists the records, in any order, each ID once. They are copied.
	Agencies []Agency
	// Functions is the vocabulary; nil admits every function.
	Functions []FunctionInfo
	// Regions knows the regions of the jurisdictions; nil leaves them
	// unchecked, and [Directory.Resolve] then climbs only what the codes
	// themselves say of their places.
	Regions *region.Tree
	// Spelling says how names are compared; zero for case, spacing and
	// punctuation only.
	Spelling region.Spelling
	// Titles lists words before and behind persons' names that do not say who
	// they are, as "bapak", "ibu" and "dr."; they are passed over when the
	// persons that a report names are compared with the heads of agencies.
	Titles []string
}

// NewDirectory makes a directory and checks it. The error is a
// [*storage.InvalidError] with every problem: what [Agency.Validate] finds,
// IDs and functions that stand twice, parents and supervisors that are unknown
// or not in force, cycles of either, unknown delegates, successors, functions
// and regions, and jurisdictions in a region that ends before the term does.
// A region that is recoded, moved or divided takes its agencies along; one that
// is merged into another does not, because they would serve more than before.
func NewDirectory(cfg Config) (*Directory, error) {
	b := &builder{cfg: cfg, d: &Directory{
		agencies: make(map[ID]*Agency, len(cfg.Agencies)),
		labels:   make(map[Function]aduan.Label, len(cfg.Functions)),
		byPlace:  make(map[place][]int32),
		byName:   make(map[string][]int32),
		regions:  cfg.Regions, spelling: cfg.Spelling, vocabulary: cfg.Functions != nil,
		persons: region.Spelling{Same: append(slices.Clone(cfg.Spelling.Same), append([]string{""}, cfg.Titles...))},
		heads:   make(map[Person]string),
	}}
	b.take()
	b.plant()
	b.references()
	b.supervisors()
	b.circle()
	if err := b.Err("directory of agencies"); err != nil {
		return nil, err
	}
	b.index()
	b.link()
	b.rename()
	return b.d, nil
}

type builder struct {
	checker
	cfg    Config
	d      *Directory
	order  []*Agency
	terms  []*Term // all terms
	owners []*Agency
}

// take copies the agencies and checks each on its own.
func (b *builder) take() {
	for _, f := range b.cfg.Functions {
		b.id("functions", ID(f.Function))
		if _, twice := b.d.labels[f.Function]; twice {
			b.Add("functions", fmt.Sprintf("the function %q stands twice", f.Function))
		}
		b.d.labels[f.Function] = f.Label
	}
	for _, a := range b.cfg.Agencies {
		a = a.Clone()
		if b.d.agencies[a.ID] != nil {
			b.Add(string(a.ID), "the ID stands twice")
			continue
		}
		b.agency(cut(string(a.ID))+": ", a)
		b.d.agencies[a.ID] = &a
		b.order = append(b.order, &a)
	}
	slices.SortFunc(b.order, func(x, y *Agency) int { return cmp.Compare(x.ID, y.ID) })
}

// link files what each agency followed.
func (b *builder) link() {
	b.d.before = make(map[ID][]ID)
	for _, a := range b.order {
		for _, s := range a.Successions {
			if before := b.d.before[s.To]; !slices.Contains(before, a.ID) {
				b.d.before[s.To] = append(before, a.ID)
			}
		}
	}
}

// plant lays the terms into a tree.
func (b *builder) plant() {
	var records []tree.Record
	for _, a := range b.order {
		for i := range a.Terms {
			t := &a.Terms[i]
			records = append(records, tree.Record{
				Key: string(a.ID), Parent: string(t.Parent), From: micro(t.Valid.From, tree.Always), Until: micro(t.Valid.Until, tree.Forever),
			})
			b.terms, b.owners = append(b.terms, t), append(b.owners, a)
		}
	}
	nodes, origins, faults := tree.Build(records)
	faulty := map[*Agency]bool{}
	for _, f := range faults {
		faulty[b.owners[f.Record]] = true
		b.Add(cut(string(b.owners[f.Record].ID)), f.Describe(
			func(i int) string { return "another of its terms" },
			func(at int64) string { return moment(at) }))
	}
	if nodes == nil {
		b.parents(faulty)
		return
	}
	b.d.nodes = nodes
	b.d.terms = make([][]*Term, len(origins))
	for i, from := range origins {
		for _, t := range from {
			b.d.terms[i] = append(b.d.terms[i], b.terms[t])
		}
	}
}

// micro converts an instant to the unit of the tree.
func micro(t time.Time, zero int64) int64 {
	if t.IsZero() {
		return zero
	}
	return t.UnixMicro()
}

// moment names an instant of the tree.
func moment(at int64) string {
	switch at {
	case tree.Always:
		return "ever"
	case tree.Forever:
		return "further notice"
	}
	return time.UnixMicro(at).UTC().Format(time.RFC3339)
}

// index files the nodes by function and region and by name.
func (b *builder) index() {
	d := b.d
	for i := range int32(d.nodes.Len()) {
		names := map[string]bool{}
		places := map[place]bool{}
		for _, t := range d.terms[i] {
			for _, p := range t.Heads {
				d.heads[p] = d.person(p)
			}
			names[d.spelling.Fold(t.Name)] = true
			for _, n := range t.Also {
				names[d.spelling.Fold(n)] = true
			}
			for _, f := range t.Functions {
				for up := i; up != tree.None; up = d.nodes.Parent(up) {
					own := true
					for _, above := range d.terms[up] {
						own = own && len(above.Jurisdiction) > 0
						for _, code := range above.Jurisdiction {
							places[place{f, code}] = true
						}
					}
					if own {
						break
					}
				}
			}
		}
		for n := range names {
			d.byName[n] = append(d.byName[n], i)
		}
		for p := range places {
			d.byPlace[p] = append(d.byPlace[p], i)
		}
	}
}
