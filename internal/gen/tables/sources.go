package tables

import (
	"fmt"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/indonesia"
)

const (
	country  = region.Level("country")
	province = region.Level("province")
	regency  = region.Level("regency")
	district = region.Level("district")
	village  = region.Level("village")
)

// inspectorate is the function that takes supervisory reports.
const inspectorate = agency.Function("inspectorate")

// subjects are the widest categories, each with the function that answers for
// it.
func subjects() []subject {
	return []subject{
		{"health", "health"},
		{"transport", "transport"},
		{"education", "education"},
		{"civil_registration", "civil-registration"},
		{"permits", "permits"},
		{"environment", "environment"},
		{"tourism", "tourism"},
		{"public_works", "public-works"},
		{"labour", "labour"},
		{"social_aid", "social-aid"},
	}
}

type subject struct {
	category complaint.Category
	function agency.Function
}

// Each category has so many directly below it.
const (
	middleOfTop  = 9
	leafOfMiddle = 10
)

// Categories returns the tree of 1,000: 10 at the top, 9 below each of them, 10
// below each of these.
func Categories() (*complaint.Categories, error) {
	var infos []complaint.CategoryInfo
	add := func(format string, args ...any) complaint.Category {
		path := complaint.Category(fmt.Sprintf(format, args...))
		infos = append(infos, complaint.CategoryInfo{Path: path, Label: aduan.NewLabel(map[string]string{"id": string(path), "en": string(path)})})
		return path
	}
	for _, s := range subjects() {
		top := add("%s", s.category)
		for i := range middleOfTop {
			middle := add("%s/subject_%d", top, i)
			for j := range leafOfMiddle {
				add("%s/case_%d", middle, j)
			}
		}
	}
	return complaint.NewCategories(infos)
}

// Sources returns what the tables speak of: the regions of Indonesia, the
// [Categories], and a directory of about 5,700 agencies, in which every seventh
// office is missing.
func Sources() (routing.Sources, error) {
	regions, err := indonesia.Regions()
	if err != nil {
		return routing.Sources{}, err
	}
	categories, err := Categories()
	if err != nil {
		return routing.Sources{}, err
	}
	functions := []agency.Function{inspectorate}
	for _, s := range subjects() {
		functions = append(functions, s.function)
	}
	var list []agency.Agency
	n := 0
	add := func(id, parent agency.ID, kind agency.Kind, code region.Code, f ...agency.Function) {
		list = append(list, agency.Agency{ID: id, Terms: []agency.Term{{
			Name: string(id), Kind: kind, Parent: parent, Jurisdiction: []region.Code{code}, Functions: f,
		}}})
	}
	for u := range regions.Latest().All() {
		code := u.Code()
		switch u.Level() {
		case country:
			for _, f := range functions {
				add(agency.ID("ministry/"+f), "", agency.Ministry, code, f)
			}
		case province, regency:
			kind := agency.RegencyGovernment
			if u.Level() == province {
				kind = agency.ProvinceGovernment
			}
			add(government(code), "", kind, code)
			for _, f := range functions {
				if n++; n%7 != 0 {
					add(office(code, f), government(code), agency.Office, code, f)
				}
			}
		}
	}
	agencies, err := agency.NewDirectory(agency.Config{Agencies: list, Regions: regions})
	return routing.Sources{Regions: regions, Agencies: agencies, Categories: categories}, err
}

func government(code region.Code) agency.ID { return agency.ID("id:" + code.String()) }

func office(code region.Code, f agency.Function) agency.ID {
	return agency.ID("id:" + code.String() + "/" + string(f))
}
