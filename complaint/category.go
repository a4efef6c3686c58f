package complaint

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// Category is a path in the tree of categories, from the widest to the
// narrowest, such as "public_works/roads". Each part is lower case letters,
// digits and underscores; the whole has at most 200 bytes. Empty means none.
type Category string

// maxCategory is the longest category path in bytes.
const maxCategory = 200

// Validate reports what is wrong with the form of a category; empty is fine.
func (c Category) Validate() error {
	if c == "" {
		return nil
	}
	if len(c) > maxCategory {
		return fmt.Errorf("a category has at most %d bytes, not %d", maxCategory, len(c))
	}
	for part := range strings.SplitSeq(string(c), "/") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			return fmt.Errorf("want a category such as public_works/roads")
		}
	}
	return nil
}

// Within reports whether c is the given category or lies below it. Every
// category lies within the empty one.
func (c Category) Within(d Category) bool {
	return d == "" || c == d || (len(c) > len(d) && c[:len(d)] == d && c[len(d)] == '/')
}

// Parent returns the category one step wider, empty at the top.
func (c Category) Parent() Category {
	i := strings.LastIndexByte(string(c), '/')
	return c[:max(i, 0)]
}

// UnmarshalText reads and validates a category.
func (c *Category) UnmarshalText(text []byte) error {
	read := Category(text)
	if err := read.Validate(); err != nil {
		return err
	}
	*c = read
	return nil
}

// CategoryInfo declares a category.
type CategoryInfo struct {
	Path  Category    `json:"path"`
	Label aduan.Label `json:"label"`
}

// Categories is the tree of categories an office works with. It is immutable
// and safe for concurrent use; the zero value is empty.
type Categories struct {
	infos []CategoryInfo // as declared
	byKey map[Category]int
}

// NewCategories builds a tree. Parents must be declared before their children,
// and nothing twice; the error is a *storage.InvalidError that lists every
// fault.
func NewCategories(infos []CategoryInfo) (*Categories, error) {
	t := &Categories{infos: slices.Clone(infos), byKey: make(map[Category]int, len(infos))}
	var p storage.Problems
	for i, info := range infos {
		bad := func(format string, args ...any) { p.Add(storage.At("categories", i), fmt.Sprintf(format, args...)) }
		_, repeated := t.byKey[info.Path]
		_, parent := t.byKey[info.Path.Parent()]
		switch err := info.Path.Validate(); {
		case err != nil || info.Path == "":
			bad("%q cannot name a category: want lower case letters, digits and _, parts separated by /", info.Path)
		case repeated:
			bad("%s is declared twice", info.Path)
		case info.Path.Parent() != "" && !parent:
			bad("%s lies below %s, which is not declared before it", info.Path, info.Path.Parent())
		}
		for tag := range info.Label.All() {
			p.Check(storage.At("categories", i)+".label["+storage.Quote(tag)+"]", aduan.CheckTag(tag))
		}
		t.byKey[info.Path] = i
	}
	if err := p.Err("categories"); err != nil {
		return nil, err
	}
	return t, nil
}

// Label returns the label of a category, and false if the tree does not have it.
func (t *Categories) Label(c Category) (aduan.Label, bool) {
	if i, ok := t.byKey[c]; ok {
		return t.infos[i].Label, true
	}
	return aduan.Label{}, false
}

// Contains reports whether the tree has the category.
func (t *Categories) Contains(c Category) bool {
	_, ok := t.byKey[c]
	return ok
}

// All yields the categories in declared order, so a parent comes before its
// children.
func (t *Categories) All() iter.Seq[CategoryInfo] {
	return t.Below("")
}

// Below yields a category and everything below it, in declared order; all of
// them for the empty category.
func (t *Categories) Below(c Category) iter.Seq[CategoryInfo] {
	return func(yield func(CategoryInfo) bool) {
		for _, info := range t.infos {
			if info.Path.Within(c) && !yield(info) {
				return
			}
		}
	}
}

// NationalCategories returns a tree of categories to begin with: the subjects
// that the national system publishes at the top, and a first level of detail
// below some, which is our decision. Use your own where you have one.
func NationalCategories() []CategoryInfo {
	var list []CategoryInfo
	add := func(path Category, id, en string) {
		list = append(list, CategoryInfo{Path: path, Label: aduan.NewLabel(map[string]string{"id": id, "en": en})})
	}
	add("health", "Kesehatan", "Health")
	add("health/hospital", "Rumah sakit", "Hospitals")
	add("health/clinic", "Puskesmas dan klinik", "Clinics")
	add("health/insurance", "Jaminan kesehatan", "Health insurance")
	add("transport", "Perhubungan", "Transport")
	add("transport/public_transport", "Angkutan umum", "Public transport")
	add("transport/parking", "Perparkiran", "Parking")
	add("transport/traffic", "Lalu lintas", "Traffic")
	add("education", "Pendidikan", "Education")
	add("education/school_fees", "Biaya sekolah", "School fees")
	add("education/admission", "Penerimaan peserta didik", "Admission")
	add("education/facilities", "Sarana sekolah", "School facilities")
	add("civil_registration", "Administrasi kependudukan", "Civil registration")
	add("civil_registration/id_card", "KTP elektronik", "Identity card")
	add("civil_registration/family_card", "Kartu keluarga", "Family card")
	add("civil_registration/birth_certificate", "Akta kelahiran", "Birth certificate")
	add("permits", "Perizinan", "Permits")
	add("permits/business", "Izin usaha", "Business permits")
	add("permits/building", "Izin mendirikan bangunan", "Building permits")
	add("environment", "Lingkungan hidup", "Environment")
	add("environment/waste", "Persampahan", "Waste")
	add("environment/pollution", "Pencemaran", "Pollution")
	add("tourism", "Pariwisata", "Tourism")
	add("tourism/attractions", "Objek wisata", "Attractions")
	add("tourism/levies", "Retribusi wisata", "Tourism levies")
	add("village_funds", "Dana desa", "Village funds")
	add("public_works", "Pekerjaan umum", "Public works")
	add("public_works/roads", "Jalan dan jembatan", "Roads and bridges")
	add("public_works/drainage", "Drainase", "Drainage")
	add("public_works/street_lighting", "Penerangan jalan umum", "Street lighting")
	add("public_works/water", "Air bersih", "Water supply")
	add("labour", "Ketenagakerjaan", "Labour")
	add("communication_information", "Komunikasi dan informatika", "Communication and information")
	add("banking", "Perbankan", "Banking")
	add("social_aid", "Bantuan sosial", "Social aid")
	add("public_order", "Ketertiban umum", "Public order")
	return list
}

// ParseCategories reads a tree from strict YAML or JSON: a list of path and
// label (id, en), parents before children. The file name's ending says which
// format it is. At most 1 MiB is read, and 500,000 values of JSON or 150,000 of YAML. The error is a *storage.InvalidError with lines.
func ParseCategories(file string, data []byte) (*Categories, error) {
	var infos []CategoryInfo
	limits := strict.Limits{Bytes: 1 << 20, Depth: 8}
	if err := strict.Parse("categories", file, data, limits, &infos); err != nil {
		return nil, err
	}
	t, err := NewCategories(infos)
	if invalid, ok := errors.AsType[*storage.InvalidError](err); ok {
		for i := range invalid.Problems { // the file is the list itself
			invalid.Problems[i].Field = strings.TrimPrefix(invalid.Problems[i].Field, "categories")
		}
	}
	return t, strict.Locate(err, file, data, limits)
}
