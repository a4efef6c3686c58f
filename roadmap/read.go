package roadmap

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Read reads a road map from YAML or JSON text and validates it; the ending of
// the file's name (.yaml, .yml or .json) says which. The format is strict:
// fields are those of [Roadmap] with the exact names of its tags, codes and
// numbers are quoted, unknown and repeated fields are refused. The error is a
// *storage.InvalidError with the line of every problem.
func Read(file string, text []byte) (*Roadmap, error) {
	var in fileRoadmap
	if err := strict.Read("road map", file, text, strict.Limits{Depth: 16}, &in); err != nil {
		return nil, err
	}
	lines := map[string]int{"": in.Line}
	r := in.roadmap(lines)
	var invalid *storage.InvalidError
	if errors.As(r.Validate(), &invalid) {
		invalid.What = "road map " + file
		for i := range invalid.Problems {
			p := &invalid.Problems[i]
			p.File, p.Line = file, lineOf(lines, p.Field)
		}
		return nil, invalid
	}
	return r, nil
}

// JSON writes the road map in the form that [Read] reads, indented.
func (r *Roadmap) JSON() ([]byte, error) { return json.MarshalIndent(r, "", "  ") }

// UnmarshalJSON reads a record strictly (exact field names, nothing unknown,
// nothing twice) and validates it. On an error r is unchanged.
func (r *Roadmap) UnmarshalJSON(data []byte) error {
	var read Roadmap
	// Everything that Validate lets pass can be read back, whatever its texts
	// hold.
	limits := strict.Limits{Bytes: math.MaxInt32, Nodes: math.MaxInt32}
	if err := strict.Decode("", strict.JSON, data, limits, &read); err != nil {
		return strict.Invalid("road map", err)
	}
	if err := read.Validate(); err != nil {
		return err
	}
	*r = read
	return nil
}

// lineOf finds the line of a field, or of what it lies in.
func lineOf(lines map[string]int, field string) int {
	for {
		if line, ok := lines[field]; ok {
			return line
		}
		cut := strings.LastIndexAny(field, ".[")
		if cut < 0 {
			return lines[""]
		}
		field = field[:cut]
	}
}

// The types of a file: those of the record with the lines on which they stand.
type (
	fileRoadmap struct {
		Roadmap
		Editions    []fileEdition    `json:"editions"`
		Assessments []fileAssessment `json:"assessments"`
		Line        int              `json:"-" strict:"line"`
	}
	fileEdition struct {
		Edition
		Milestones []fileMilestone `json:"milestones"`
		Indicators []fileIndicator `json:"indicators"`
		Regions    []fileGoal      `json:"regions"`
		Line       int             `json:"-" strict:"line"`
	}
	fileMilestone struct {
		Milestone
		After    []fileDependency `json:"after"`
		Criteria []fileCriterion  `json:"criteria"`
		Line     int              `json:"-" strict:"line"`
	}
	fileDependency struct {
		Dependency
		Line int `json:"-" strict:"line"`
	}
	fileCriterion struct {
		Criterion
		Line int `json:"-" strict:"line"`
	}
	fileIndicator struct {
		Indicator
		Line int `json:"-" strict:"line"`
	}
	fileGoal struct {
		Goal
		Line int `json:"-" strict:"line"`
	}
	fileAssessment struct {
		Assessment
		Line int `json:"-" strict:"line"`
	}
)

// placed takes the entries of a list out of their lines.
func placed[F, T any](lines map[string]int, field string, in []F, out func(field string, f *F) (T, int)) []T {
	if in == nil {
		return nil
	}
	list := make([]T, len(in))
	for i := range in {
		name := fmt.Sprintf("%s[%d]", field, i)
		list[i], lines[name] = out(name, &in[i])
	}
	return list
}

func (f *fileRoadmap) roadmap(lines map[string]int) *Roadmap {
	r := f.Roadmap
	r.Editions = placed(lines, "editions", f.Editions, func(field string, f *fileEdition) (Edition, int) {
		e := f.Edition
		e.Milestones = placed(lines, field+".milestones", f.Milestones, func(field string, f *fileMilestone) (Milestone, int) {
			m := f.Milestone
			m.After = placed(lines, field+".after", f.After, func(_ string, f *fileDependency) (Dependency, int) {
				return f.Dependency, f.Line
			})
			m.Criteria = placed(lines, field+".criteria", f.Criteria, func(_ string, f *fileCriterion) (Criterion, int) {
				return f.Criterion, f.Line
			})
			return m, f.Line
		})
		e.Indicators = placed(lines, field+".indicators", f.Indicators, func(_ string, f *fileIndicator) (Indicator, int) {
			return f.Indicator, f.Line
		})
		e.Regions = placed(lines, field+".regions", f.Regions, func(_ string, f *fileGoal) (Goal, int) { return f.Goal, f.Line })
		return e, f.Line
	})
	r.Assessments = placed(lines, "assessments", f.Assessments, func(_ string, f *fileAssessment) (Assessment, int) {
		return f.Assessment, f.Line
	})
	return &r
}
