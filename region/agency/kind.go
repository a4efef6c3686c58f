package agency

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/strict"
)

// Kind says what sort of body an agency is. The set is open; the kinds named
// here are those that answer complaints in Indonesia.
type Kind string

// The kinds of agency.
const (
	Ministry           Kind = "ministry"            // kementerian
	Body               Kind = "body"                // lembaga pemerintah nonkementerian
	ProvinceGovernment Kind = "province-government" // pemerintah provinsi
	RegencyGovernment  Kind = "regency-government"  // pemerintah kabupaten
	CityGovernment     Kind = "city-government"     // pemerintah kota
	Office             Kind = "office"              // dinas, badan or other perangkat daerah (OPD)
	TechnicalUnit      Kind = "technical-unit"      // unit pelaksana teknis (UPT)
	StateEnterprise    Kind = "state-enterprise"    // badan usaha milik negara (BUMN)
	RegionalEnterprise Kind = "regional-enterprise" // badan usaha milik daerah (BUMD)
	Inspectorate       Kind = "inspectorate"        // inspektorat
	Ombudsman          Kind = "ombudsman"           // Ombudsman Republik Indonesia and its regional offices
	University         Kind = "university"          // perguruan tinggi negeri
	Mission            Kind = "mission"             // perwakilan Republik Indonesia abroad
)

// Function is something that an agency is there for, such as "public-works".
// The vocabulary is open and given as data with the agencies; a function is
// written like an [ID].
type Function string

// FunctionInfo is one entry of a vocabulary of functions.
type FunctionInfo struct {
	Function Function `json:"function"`
	// Label is what people call it: {"id": "Pekerjaan umum", "en": "Public works"}.
	// A text alone is read as Indonesian.
	Label aduan.Label `json:"label,omitzero"`
}

// UnmarshalJSON reads an entry strictly.
func (f *FunctionInfo) UnmarshalJSON(data []byte) error {
	var in functionEntry
	if err := strict.Decode("function", "", strict.JSON, data, strict.Limits{}, &in); err != nil {
		return err
	}
	*f = in.info()
	return nil
}

// functionEntry is an entry as it is written.
type functionEntry struct {
	Function Function      `json:"function"`
	Label    functionLabel `json:"label"`
}

func (e functionEntry) info() FunctionInfo { return FunctionInfo{e.Function, e.Label.Label} }

// functionLabel is a label that may be written as a text alone, which is
// Indonesian.
type functionLabel struct{ aduan.Label }

// UnmarshalText reads a text alone.
func (l *functionLabel) UnmarshalText(text []byte) error { return l.AddText("id", string(text)) }

// Person identifies somebody who holds an office, in the terms of the embedder's
// own directory of people. It is written like an [ID].
type Person string

// Channel is a way to reach an agency.
type Channel struct {
	// Kind says what it is: "phone", "email", "web", "whatsapp", "address".
	Kind string `json:"kind"`
	// Value is the number, the address or the link, as it is to be shown.
	Value string `json:"value"`
}
