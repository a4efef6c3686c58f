package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
)

// NationalCategories returns a tree of categories to begin with: the subjects
// that the national system publishes at the top, and a first level of detail
// below some, which is our decision. Use your own where you have one.
func NationalCategories() []CategoryInfo {
	var list []CategoryInfo
	add := func(path Category, id, en string) {
		list = append(list, CategoryInfo{Path: path, Label: aduan.Label{Indonesian: id, English: en}})
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
// format it is. The error is a *storage.InvalidError with lines.
func ParseCategories(file string, data []byte) (*Categories, error) {
	var infos []CategoryInfo
	if err := strict.Parse("categories", file, data, strict.Limits{Bytes: 1 << 20, Depth: 8}, &infos); err != nil {
		return nil, err
	}
	return NewCategories(infos)
}
