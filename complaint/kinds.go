package complaint

import (
	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/enum"
)

// Kind is what the reporter wants, by their own choice. The zero value means
// that it was not said, which [Draft] refuses.
type Kind int8

// The values of [Kind], in the order of their text forms below.
const (
	// KindComplaint is a complaint about a service (pengaduan).
	KindComplaint Kind = iota + 1
	// KindAspiration is a wish or proposal (aspirasi).
	KindAspiration
	// KindInformation is a request for information (permintaan informasi).
	KindInformation
)

func kindWords() enum.Set {
	return enum.Words("", "complaint", "aspiration", "information_request")
}

// String returns the text form, for example "complaint"; empty for the zero value.
func (k Kind) String() string { return kindWords().Text("Kind", int(k)) }

// In returns the name for people; empty for the zero value.
func (k Kind) In(w aduan.Words) string { return texts().Word(w, "kind", k.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindWords().Marshal("Kind", int(k)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindWords(), text, k) }

// Class is how an administrator classifies a report when verifying it. The zero
// value means that it is not classified yet.
type Class int8

// The values of [Class], in the order of their text forms below.
const (
	// ClassNonSupervisory is an ordinary complaint (tidak berkadar pengawasan).
	ClassNonSupervisory Class = iota + 1
	// ClassSupervisory is abuse or irregularity, a matter for the inspectorate (berkadar pengawasan).
	ClassSupervisory
	// ClassInformation is a request for information (permintaan informasi).
	ClassInformation
	// ClassAspiration is a wish or proposal (aspirasi).
	ClassAspiration
)

func classWords() enum.Set {
	return enum.Words("", "non_supervisory", "supervisory", "information_request", "aspiration")
}

// String returns the text form, for example "non_supervisory"; empty for the zero value.
func (c Class) String() string { return classWords().Text("Class", int(c)) }

// In returns the name for people; empty for the zero value.
func (c Class) In(w aduan.Words) string { return texts().Word(w, "class", c.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (c Class) MarshalText() ([]byte, error) { return classWords().Marshal("Class", int(c)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (c *Class) UnmarshalText(text []byte) error { return enum.Unmarshal(classWords(), text, c) }

// Channel is the way by which a report arrived. The zero value means that it was
// not said, which [Draft] refuses.
type Channel int8

// The values of [Channel], in the order of their text forms below.
const (
	// ChannelWeb is the web site.
	ChannelWeb Channel = iota + 1
	// ChannelSMS is a text message.
	ChannelSMS
	// ChannelMobileApp is the application for telephones.
	ChannelMobileApp
	// ChannelSocialMedia is a social network.
	ChannelSocialMedia
	// ChannelWhatsApp is a local WhatsApp number.
	ChannelWhatsApp
	// ChannelFaceToFace is a visit in person (tatap muka), entered by an officer on behalf.
	ChannelFaceToFace
	// ChannelIntegrated is another system, named by the external reference.
	ChannelIntegrated
)

func channelWords() enum.Set {
	return enum.Words("", "web", "sms", "mobile_app", "social_media", "whatsapp", "face_to_face", "integrated")
}

// String returns the text form, for example "web"; empty for the zero value.
func (c Channel) String() string { return channelWords().Text("Channel", int(c)) }

// In returns the name for people; empty for the zero value.
func (c Channel) In(w aduan.Words) string {
	return texts().Word(w, "channel", c.String(), aduan.Label{})
}

// MarshalText writes the text form; a value outside the set is an error.
func (c Channel) MarshalText() ([]byte, error) { return channelWords().Marshal("Channel", int(c)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (c *Channel) UnmarshalText(text []byte) error { return enum.Unmarshal(channelWords(), text, c) }

// ArchiveReason is why a case was archived. The zero value means that it was not.
type ArchiveReason int8

// The values of [ArchiveReason], in the order of their text forms below.
const (
	// ArchivedOutOfScope is no matter of a public service: a court case, legislation, a crime.
	ArchivedOutOfScope ArchiveReason = iota + 1
	// ArchivedUnclear is nobody can tell what is meant.
	ArchivedUnclear
	// ArchivedSpam is no report at all.
	ArchivedSpam
	// ArchivedDuplicate is merged into another case; only the action merge sets it.
	ArchivedDuplicate
	// ArchivedWithdrawn is taken back by the reporter; only the action withdraw sets it.
	ArchivedWithdrawn
	// ArchivedExpired is never completed; only the action expire sets it.
	ArchivedExpired
)

func archiveReasonWords() enum.Set {
	return enum.Words("", "out_of_scope", "unclear", "spam", "duplicate", "withdrawn", "expired")
}

// String returns the text form, for example "out_of_scope"; empty for the zero value.
func (a ArchiveReason) String() string { return archiveReasonWords().Text("ArchiveReason", int(a)) }

// In returns the name for people; empty for the zero value.
func (a ArchiveReason) In(w aduan.Words) string {
	return texts().Word(w, "archive_reason", a.String(), aduan.Label{})
}

// MarshalText writes the text form; a value outside the set is an error.
func (a ArchiveReason) MarshalText() ([]byte, error) {
	return archiveReasonWords().Marshal("ArchiveReason", int(a))
}

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (a *ArchiveReason) UnmarshalText(text []byte) error {
	return enum.Unmarshal(archiveReasonWords(), text, a)
}

// Rung is a step of the escalation ladder. The zero value means none.
type Rung int8

// The values of [Rung], in the order of their text forms below.
const (
	// RungSuperior is the next superior (atasan).
	RungSuperior Rung = iota + 1
	// RungInspectorate is the inspectorate.
	RungInspectorate
	// RungOmbudsman is the ombudsman.
	RungOmbudsman
)

func rungWords() enum.Set {
	return enum.Words("", "superior", "inspectorate", "ombudsman")
}

// String returns the text form, for example "superior"; empty for the zero value.
func (r Rung) String() string { return rungWords().Text("Rung", int(r)) }

// In returns the name for people; empty for the zero value.
func (r Rung) In(w aduan.Words) string { return texts().Word(w, "rung", r.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (r Rung) MarshalText() ([]byte, error) { return rungWords().Marshal("Rung", int(r)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (r *Rung) UnmarshalText(text []byte) error { return enum.Unmarshal(rungWords(), text, r) }

// Basis says how a routing decision came about. The zero value says nothing,
// as do routers that are not tables.
type Basis int8

// The values of [Basis], in the order of their text forms below.
const (
	// BasisRule: the rules name the agency.
	BasisRule Basis = iota + 1
	// BasisAsk: a rule leaves the choice to a person.
	BasisAsk
	// BasisAmbiguous: several rules fit and the table does not say which goes
	// before the others.
	BasisAmbiguous
	// BasisNoRule: no rule fits, so the fallback took the case.
	BasisNoRule
	// BasisOutOfScope: the table is not meant for the place or the category,
	// so the fallback took the case.
	BasisOutOfScope
	// BasisUnresolved: the rule's destination is not in force, or the directory
	// has no single agency for it, so the fallback took the case.
	BasisUnresolved
	// BasisConflict: the report accuses the agency that the rules name, so it
	// went to another.
	BasisConflict
)

func basisWords() enum.Set {
	return enum.Words("", "rule", "ask", "ambiguous", "no_rule", "out_of_scope", "unresolved", "conflict_of_interest")
}

// String returns the text form, for example "rule"; empty for the zero value.
func (b Basis) String() string { return basisWords().Text("Basis", int(b)) }

// In returns the basis for people; empty for the zero value.
func (b Basis) In(w aduan.Words) string { return texts().Word(w, "basis", b.String(), aduan.Label{}) }

// MarshalText writes the text form; a value outside the set is an error.
func (b Basis) MarshalText() ([]byte, error) { return basisWords().Marshal("Basis", int(b)) }

// UnmarshalText reads the text form exactly; empty text is the zero value.
func (b *Basis) UnmarshalText(text []byte) error { return enum.Unmarshal(basisWords(), text, b) }
