package agency

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/internal/tree"
	"github.com/aduan-go/aduan/region"
)

// Case says for what an agency is sought.
type Case struct {
	Function Function
	// Region is where the matter lies.
	Region region.Code
	// On is the instant as of which to decide.
	On time.Time
	// Named lists whom the report names; they and everything below them are
	// never the answer.
	Named Named
}

// Answer is the agency that [Directory.Resolve] found, and why.
type Answer struct {
	Agency ID
	// Region is the region for which it is there: the one that was asked for,
	// or one around it.
	Region region.Code
	// Steps tells what was found in each region on the way, the region that was
	// asked for first; the last step is that of the answer.
	Steps []Step
}

// Step is what was found in one region.
type Step struct {
	Region region.Code
	// Name is the region's name; empty if the directory has no region tree.
	Name    string
	Outcome Outcome
	// Agencies lists the agencies that the outcome speaks of.
	Agencies []ID
}

// Outcome says how a step ended.
type Outcome uint8

// The outcomes of a step.
const (
	// NoneThere: the region itself has no agency with the function.
	NoneThere Outcome = iota + 1
	// AllNamed: the region has agencies with the function, but the report names
	// each of them, or one above it.
	AllNamed
	// Found: the agency is the answer.
	Found
)

// String returns the outcome in English.
func (o Outcome) String() string {
	switch o {
	case NoneThere:
		return "no agency with this function"
	case AllNamed:
		return "named in the report"
	case Found:
		return "found"
	default:
		return "unknown"
	}
}

// String prints the step on one line.
func (s Step) String() string {
	place := s.Region.String()
	if s.Name != "" {
		place += " " + s.Name
	}
	if len(s.Agencies) == 0 {
		return fmt.Sprintf("%s: %s", place, s.Outcome)
	}
	return fmt.Sprintf("%s: %s (%s)", place, s.Outcome, join(s.Agencies))
}

// describe prints steps on one line.
func describe(steps []Step) string {
	texts := make([]string, len(steps))
	for i, s := range steps {
		texts[i] = s.String()
	}
	return strings.Join(texts, "; ")
}

// String prints all steps on one line.
func (a Answer) String() string { return describe(a.Steps) }

// Resolve finds the agency that has the function where the matter lies: one
// whose jurisdiction is the region itself or, if there is none or the report
// names it, one whose jurisdiction is the region around it, and so on outward.
// So the public works office of a regency answers for its villages, and that of
// the province where the regency has none. The answer says why at every step.
//
// Of several agencies with the function in one region, one that is above all
// others is the answer, as an office is above its technical units; without one
// the error is an [*AmbiguousError]. If there is no agency up to the outermost
// region it is a [*NoAgencyError]; for a region that is unknown at the instant,
// the region tree's own error. A region may be given by a code that it had at
// another time.
//
// A function that is not in the vocabulary is a [*FunctionError], and somebody
// named who cannot be understood a [*NamedError]: neither is the same as there
// being no agency, or no conflict of interest. Without a vocabulary every
// well-formed function may be asked for.
func (d *Directory) Resolve(c Case) (Answer, error) {
	if err := d.checkFunction(c.Function); err != nil {
		return Answer{}, err
	}
	barred, err := d.barred(c.Named, c.On)
	if err != nil {
		return Answer{}, err
	}
	places, err := d.around(c.Region, c.On)
	if err != nil {
		return Answer{}, err
	}
	var steps []Step
	for _, p := range places {
		step := Step{Region: p.code, Name: p.name, Outcome: NoneThere}
		var free, named []int32
		for _, i := range d.serving(c.Function, p, c.On) {
			if slices.ContainsFunc(barred, func(j int32) bool { return d.nodes.Within(i, j) }) {
				named = append(named, i)
			} else {
				free = append(free, i)
			}
		}
		if len(free) > 0 {
			i, ok := d.top(free)
			if !ok {
				return Answer{}, &AmbiguousError{Function: c.Function, Region: p.code, Agencies: d.ids(free), Steps: steps}
			}
			step.Outcome, step.Agencies = Found, []ID{d.id(i)}
			return Answer{Agency: d.id(i), Region: p.code, Steps: append(steps, step)}, nil
		}
		if len(named) > 0 {
			step.Outcome, step.Agencies = AllNamed, d.ids(named)
		}
		steps = append(steps, step)
	}
	return Answer{}, &NoAgencyError{Function: c.Function, Region: c.Region, Steps: steps}
}

// spot is a region on the way outward, with every code it goes by.
type spot struct {
	code  region.Code
	name  string
	codes []region.Code
}

// around returns the region and those around it, the innermost first.
func (d *Directory) around(code region.Code, on time.Time) ([]spot, error) {
	var spots []spot
	if d.regions == nil {
		for _, c := range code.Path() {
			spots = append(spots, spot{code: c, codes: []region.Code{c}})
		}
		slices.Reverse(spots)
		return spots, nil
	}
	view, err := d.regions.AsOf(on)
	if err != nil {
		return nil, err
	}
	u, err := view.Resolve(code)
	if err != nil {
		return nil, err
	}
	for ; !u.IsZero(); u = u.Parent() {
		spots = append(spots, spot{code: u.Code(), name: u.Name(), codes: d.codes(u.Code(), on)})
	}
	return spots, nil
}

// codes returns the codes by which a jurisdiction may name the region: those
// that it had or has at any time, that of a region which was divided into it
// and others, and those of other systems for each.
func (d *Directory) codes(code region.Code, on time.Time) []region.Code {
	own := d.regions.Codes(code)
	for i := 0; i < len(own); i++ {
		for _, ch := range d.regions.Predecessors(own[i]) {
			if ch.Kind != region.Split || ch.On.After(on) || slices.Contains(own, ch.From) {
				continue
			}
			if then, err := d.regions.AsOf(ch.On); err != nil || then.Within(ch.From, ch.From) {
				continue // it lives on beside what was cut out of it
			}
			for _, c := range d.regions.Codes(ch.From) {
				if !slices.Contains(own, c) {
					own = append(own, c)
				}
			}
		}
	}
	for _, c := range own[:len(own):len(own)] {
		for _, alias := range d.regions.Aliases(c) {
			if !slices.Contains(own, alias) {
				own = append(own, alias)
			}
		}
	}
	return own
}

// serving returns the nodes that have the function in the region at the
// instant.
func (d *Directory) serving(f Function, p spot, on time.Time) []int32 {
	var out []int32
	for _, code := range p.codes {
		for _, i := range d.byPlace[place{f, code}] {
			if d.nodes.ValidAt(i, on.UnixMicro()) && slices.Contains(d.term(i, on).Functions, f) &&
				slices.Contains(d.jurisdiction(i, on), code) && !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return out
}

// top returns the node that all others lie within.
func (d *Directory) top(nodes []int32) (int32, bool) {
	first := nodes[0] // in preorder, an ancestor comes before its descendants
	for _, i := range nodes[1:] {
		if !d.nodes.Within(i, first) {
			return tree.None, false
		}
	}
	return first, true
}

// ids returns the IDs of nodes.
func (d *Directory) ids(nodes []int32) []ID {
	out := make([]ID, len(nodes))
	for i, n := range nodes {
		out[i] = d.id(n)
	}
	slices.Sort(out)
	return out
}
