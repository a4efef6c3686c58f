package routing

import (
	"errors"
	"fmt"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/routing/internal/box"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// Step is something that was done to find the agency of a destination.
type Step struct {
	// Agency is the agency that the step speaks of, Region the region; empty if
	// there is none.
	Agency agency.ID   `json:"agency,omitempty"`
	Region region.Code `json:"region,omitzero"`
	// Text says what was done.
	Text aduan.Label `json:"text"`
}

// account is what a decision writes down. A nil account writes nothing.
type account struct {
	isOutside bool
	scope     box.Dim
	hits      []int32
	winners   []int32
	steps     []Step
}

func (a *account) add(id agency.ID, code region.Code, indonesian, english string, args ...any) {
	if a != nil {
		a.steps = append(a.steps, Step{id, code, textf(indonesian, english, args...)})
	}
}

func (a *account) outside(d box.Dim) {
	if a != nil {
		a.isOutside, a.scope = true, d
	}
}

func (a *account) found(hits, winners []int32) {
	if a != nil {
		a.hits, a.winners = slices.Clone(hits), slices.Clone(winners)
	}
}

func (a *account) won(rule int32) bool { return slices.Contains(a.winners, rule) }

func (a *account) fell() {
	a.add("", region.Code{}, "tujuan cadangan berlaku", "the fallback applies")
}

func (a *account) inForce(id agency.ID) {
	if a != nil { // so that a decision without account allocates nothing here
		a.add(id, region.Code{}, "%s ditunjuk oleh tabel", "%s is named by the table", id)
	}
}

func (a *account) notInForce(id agency.ID, next []agency.ID) {
	if len(next) == 0 {
		a.add(id, region.Code{}, "%s tidak berlaku pada hari itu", "%s is not in force on that day", id)
		return
	}
	a.add(id, region.Code{}, "%s tidak berlaku pada hari itu; penerusnya %s",
		"%s is not in force on that day; it was followed by %s", id, next)
}

func (a *account) accused(id, instead agency.ID) {
	if instead == "" {
		a.add(id, region.Code{}, "%s dilaporkan, dan tidak ada atasan yang bebas dari laporan",
			"%s is accused, and no superior is free of the accusation", id)
		return
	}
	a.add(id, region.Code{}, "%s dilaporkan; diteruskan ke atasannya %s", "%s is accused; its superior %s takes the case", id, instead)
}

func (a *account) leftOut(id agency.ID) {
	a.add(id, region.Code{}, "%s dilaporkan, maka tidak diikutsertakan", "%s is accused and left out", id)
}

func (a *account) noPlace(t Target, u region.Unit) {
	if u.IsZero() {
		a.add("", region.Code{}, "%s tidak dapat dicari: wilayah tidak diketahui",
			"%s cannot be looked for: the region is not known", t.Function)
		return
	}
	a.add("", u.Code(), "%s tidak dapat dicari: %s tidak terletak dalam %s",
		"%s cannot be looked for: %s does not lie in a %s", t.Function, u, t.Level)
}

// climbed writes down how the directory looked for a function.
func (a *account) climbed(t Target, u region.Unit, answer agency.Answer, steps []agency.Step, err error) {
	if a == nil {
		return
	}
	for _, s := range steps {
		where := s.Region.String()
		if s.Name != "" {
			where += " " + s.Name
		}
		switch s.Outcome {
		case agency.Found:
			a.add(answer.Agency, s.Region, "%s: %s untuk %s", "%s: %s is there for %s", where, answer.Agency, t.Function)
		case agency.AllNamed:
			a.add("", s.Region, "%s: %s dilaporkan, dicari ke luar", "%s: %s is accused, looking further outward", where, s.Agencies)
		default:
			a.add("", s.Region, "%s: tidak ada instansi untuk %s", "%s: no agency for %s", where, t.Function)
		}
	}
	if err == nil {
		return
	}
	if many, ok := errors.AsType[*agency.AmbiguousError](err); ok {
		a.add("", u.Code(), "beberapa instansi untuk %s di %s: %s", "several agencies for %s in %s: %s", t.Function, many.Region, many.Agencies)
	} else if _, ok := errors.AsType[*agency.NoAgencyError](err); ok {
		a.add("", u.Code(), "tidak ada instansi untuk %s di %s atau di sekitarnya", "there is no agency for %s in %s or around it", t.Function, u)
	} else {
		a.steps = append(a.steps, Step{"", u.Code(), aduan.NewLabel(map[string]string{"id": fmt.Sprintf("%s tidak dikenal oleh direktori instansi", t.Function), "en": fmt.Sprintf("%s was not found: %s", t.Function, err)})})
	}
}
