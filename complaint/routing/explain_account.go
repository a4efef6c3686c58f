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

func (a *account) add(id agency.ID, code region.Code, indonesian, english string) {
	a.steps = append(a.steps, Step{id, code, aduan.Label{Indonesian: indonesian, English: english}})
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
	if a != nil {
		a.add("", region.Code{}, "tujuan cadangan berlaku", "the fallback applies")
	}
}

func (a *account) inForce(id agency.ID) {
	if a != nil {
		a.add(id, region.Code{}, fmt.Sprintf("%s ditunjuk oleh tabel", id), fmt.Sprintf("%s is named by the table", id))
	}
}

func (a *account) notInForce(id agency.ID, next []agency.ID) {
	if a == nil {
		return
	}
	indonesian, english := fmt.Sprintf("%s tidak berlaku pada hari itu", id), fmt.Sprintf("%s is not in force on that day", id)
	if len(next) > 0 {
		indonesian += fmt.Sprintf("; penerusnya %s", next)
		english += fmt.Sprintf("; it was followed by %s", next)
	}
	a.add(id, region.Code{}, indonesian, english)
}

func (a *account) accused(id, instead agency.ID) {
	if a == nil {
		return
	}
	if instead == "" {
		a.add(id, region.Code{}, fmt.Sprintf("%s dilaporkan, dan tidak ada atasan yang bebas dari laporan", id),
			fmt.Sprintf("%s is accused, and no superior is free of the accusation", id))
		return
	}
	a.add(id, region.Code{}, fmt.Sprintf("%s dilaporkan; diteruskan ke atasannya %s", id, instead),
		fmt.Sprintf("%s is accused; its superior %s takes the case", id, instead))
}

func (a *account) leftOut(id agency.ID) {
	if a != nil {
		a.add(id, region.Code{}, fmt.Sprintf("%s dilaporkan, maka tidak diikutsertakan", id), fmt.Sprintf("%s is accused and left out", id))
	}
}

func (a *account) noPlace(t Target, u region.Unit) {
	if a == nil {
		return
	}
	if u.IsZero() {
		a.add("", region.Code{}, fmt.Sprintf("%s tidak dapat dicari: wilayah tidak diketahui", t.Function),
			fmt.Sprintf("%s cannot be looked for: the region is not known", t.Function))
		return
	}
	a.add("", u.Code(), fmt.Sprintf("%s tidak dapat dicari: %s tidak terletak dalam %s", t.Function, u, t.Level),
		fmt.Sprintf("%s cannot be looked for: %s does not lie in a %s", t.Function, u, t.Level))
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
			a.add(answer.Agency, s.Region, fmt.Sprintf("%s: %s untuk %s", where, answer.Agency, t.Function),
				fmt.Sprintf("%s: %s is there for %s", where, answer.Agency, t.Function))
		case agency.AllNamed:
			a.add("", s.Region, fmt.Sprintf("%s: %s dilaporkan, dicari ke luar", where, s.Agencies),
				fmt.Sprintf("%s: %s is accused, looking further outward", where, s.Agencies))
		default:
			a.add("", s.Region, fmt.Sprintf("%s: tidak ada instansi untuk %s", where, t.Function),
				fmt.Sprintf("%s: no agency for %s", where, t.Function))
		}
	}
	if err != nil {
		l := sought(t, u, err)
		a.add("", u.Code(), l.Indonesian, l.English)
	}
}

// sought says why the directory has no agency for a function.
func sought(t Target, u region.Unit, err error) aduan.Label {
	var ambiguous *agency.AmbiguousError
	var none *agency.NoAgencyError
	switch {
	case errors.As(err, &ambiguous):
		return aduan.Label{
			Indonesian: fmt.Sprintf("beberapa instansi untuk %s di %s: %s", t.Function, ambiguous.Region, ambiguous.Agencies),
			English:    fmt.Sprintf("several agencies for %s in %s: %s", t.Function, ambiguous.Region, ambiguous.Agencies),
		}
	case errors.As(err, &none):
		return aduan.Label{
			Indonesian: fmt.Sprintf("tidak ada instansi untuk %s di %s atau di sekitarnya", t.Function, u),
			English:    fmt.Sprintf("there is no agency for %s in %s or around it", t.Function, u),
		}
	}
	return aduan.Label{
		Indonesian: fmt.Sprintf("%s tidak dikenal oleh direktori instansi", t.Function),
		English:    fmt.Sprintf("%s was not found: %s", t.Function, err),
	}
}
