package agency

import (
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
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

func outcomeWords() enum.Set {
	return enum.Words("unknown", "none_there", "all_named", "found")
}

// In returns the outcome for people.
func (o Outcome) In(w aduan.Words) string {
	return texts().Word(w, "outcome", outcomeWords().Text("Outcome", int(o)), aduan.Label{})
}

// String is [Outcome.In] English.
func (o Outcome) String() string { return o.In(aduan.English()) }

// In prints the step on one line.
func (s Step) In(w aduan.Words) string {
	text := s.Region.String()
	if s.Name != "" {
		text += " " + s.Name
	}
	text += ": " + s.Outcome.In(w)
	if len(s.Agencies) > 0 {
		text += " (" + join(s.Agencies, ", ") + ")"
	}
	return text
}

// String is [Step.In] English.
func (s Step) String() string { return s.In(aduan.English()) }

// describe prints steps on one line.
func describe(w aduan.Words, steps []Step) string {
	lines := make([]string, len(steps))
	for i, s := range steps {
		lines[i] = s.In(w)
	}
	return strings.Join(lines, "; ")
}

// In prints all steps on one line.
func (a Answer) In(w aduan.Words) string { return describe(w, a.Steps) }

// String is [Answer.In] English.
func (a Answer) String() string { return a.In(aduan.English()) }

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
//
// [Directory.For] gives the same answer without the account of it.
func (d *Directory) Resolve(c Case) (Answer, error) {
	var steps []Step
	found, err := d.search(c, &steps)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Agency: d.id(found.node), Region: found.region, Steps: steps}, nil
}

// For finds the agency that [Directory.Resolve] finds, without the account of
// how: for whoever decides many cases and explains few. Its errors are those of
// Resolve. It does not allocate if it finds an agency, the case names nobody,
// and the region is given by a code that it has at the instant.
func (d *Directory) For(c Case) (ID, error) {
	found, err := d.search(c, nil)
	if err != nil {
		_, err = d.Resolve(c) // with its steps
		return "", err
	}
	return d.id(found.node), nil
}
