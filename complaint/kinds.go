package complaint

import (
	"errors"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/enum"
)

// The words below are those that have a meaning or a name in this package. Which ones
// cases may use, an edition says ([lifecycle.Words]); one that says nothing has those of
// [NationalWords]. Words are stored by their text forms.

// Kind is what the reporter wants, by their own choice. The zero value means
// that it was not said, which [Draft] refuses.
type Kind string

// Kinds.
const (
	// KindComplaint is a complaint about a service (pengaduan).
	KindComplaint Kind = "complaint"
	// KindAspiration is a wish or proposal (aspirasi).
	KindAspiration Kind = "aspiration"
	// KindInformation is a request for information (permintaan informasi).
	KindInformation Kind = "information_request"
	// KindServiceRequest asks for a service, such as the repair of a lamp (permintaan
	// layanan). It is none of [NationalWords].
	KindServiceRequest Kind = "service_request"
)

// String returns the text form; empty for the zero value.
func (k Kind) String() string { return string(k) }

// In returns the name for people that is built in, else the word; empty for the zero
// value. [Lifecycle.KindIn] knows the words of an edition.
func (k Kind) In(w aduan.Words) string { return texts().Word(w, "kind", string(k), aduan.Label{}) }

// MarshalText writes the word; one that is ill-formed is an error.
func (k Kind) MarshalText() ([]byte, error) { return writeWord(k) }

// UnmarshalText reads a word of whatever edition; empty text is the zero value.
func (k *Kind) UnmarshalText(text []byte) error { return readWord(text, k) }

// Class is how an administrator classifies a report when verifying it. The zero
// value means that it is not classified yet.
type Class string

// Classes.
const (
	// ClassNonSupervisory is an ordinary complaint (tidak berkadar pengawasan).
	ClassNonSupervisory Class = "non_supervisory"
	// ClassSupervisory is abuse or irregularity, a matter for the inspectorate (berkadar pengawasan).
	ClassSupervisory Class = "supervisory"
	// ClassInformation is a request for information (permintaan informasi).
	ClassInformation Class = "information_request"
	// ClassAspiration is a wish or proposal (aspirasi).
	ClassAspiration Class = "aspiration"
)

// String returns the text form; empty for the zero value.
func (c Class) String() string { return string(c) }

// In returns the name for people that is built in, else the word; empty for the zero
// value. [Lifecycle.ClassIn] knows the words of an edition.
func (c Class) In(w aduan.Words) string { return texts().Word(w, "class", string(c), aduan.Label{}) }

// MarshalText writes the word; one that is ill-formed is an error.
func (c Class) MarshalText() ([]byte, error) { return writeWord(c) }

// UnmarshalText reads a word of whatever edition; empty text is the zero value.
func (c *Class) UnmarshalText(text []byte) error { return readWord(text, c) }

// Channel is the way by which a report arrived. The zero value means that it was
// not said, which [Draft] refuses.
type Channel string

// Channels.
const (
	// ChannelWeb is the web site.
	ChannelWeb Channel = "web"
	// ChannelSMS is a text message.
	ChannelSMS Channel = "sms"
	// ChannelMobileApp is the application for telephones.
	ChannelMobileApp Channel = "mobile_app"
	// ChannelSocialMedia is a social network.
	ChannelSocialMedia Channel = "social_media"
	// ChannelWhatsApp is a local WhatsApp number.
	ChannelWhatsApp Channel = "whatsapp"
	// ChannelFaceToFace is a visit in person (tatap muka), entered by an officer on behalf.
	ChannelFaceToFace Channel = "face_to_face"
	// ChannelIntegrated is another system, named by the external reference.
	ChannelIntegrated Channel = "integrated"
	// ChannelPhone is a call (telepon), the main channel of a 311 service. It, ChannelEmail and
	// ChannelLetter are none of [NationalWords].
	ChannelPhone Channel = "phone"
	// ChannelEmail is an e-mail (surel).
	ChannelEmail Channel = "email"
	// ChannelLetter is a letter on paper (surat).
	ChannelLetter Channel = "letter"
)

// String returns the text form; empty for the zero value.
func (c Channel) String() string { return string(c) }

// In returns the name for people that is built in, else the word; empty for the zero
// value. [Lifecycle.ChannelIn] knows the words of an edition.
func (c Channel) In(w aduan.Words) string {
	return texts().Word(w, "channel", string(c), aduan.Label{})
}

// MarshalText writes the word; one that is ill-formed is an error.
func (c Channel) MarshalText() ([]byte, error) { return writeWord(c) }

// UnmarshalText reads a word of whatever edition; empty text is the zero value.
func (c *Channel) UnmarshalText(text []byte) error { return readWord(text, c) }

// ArchiveReason is why a case was archived. The zero value means that it was not.
type ArchiveReason string

// Reasons to archive a case.
const (
	// ArchivedOutOfScope is no matter of a public service: a court case, legislation, a crime.
	ArchivedOutOfScope ArchiveReason = "out_of_scope"
	// ArchivedUnclear is nobody can tell what is meant.
	ArchivedUnclear ArchiveReason = "unclear"
	// ArchivedSpam is no report at all.
	ArchivedSpam ArchiveReason = "spam"
	// ArchivedDuplicate is merged into another case; only the action merge sets it.
	ArchivedDuplicate ArchiveReason = "duplicate"
	// ArchivedWithdrawn is taken back by the reporter; only the action withdraw sets it.
	ArchivedWithdrawn ArchiveReason = "withdrawn"
	// ArchivedExpired is never completed; only the action expire sets it.
	ArchivedExpired ArchiveReason = "expired"
)

// String returns the text form; empty for the zero value.
func (a ArchiveReason) String() string { return string(a) }

// In returns the name for people that is built in, else the word; empty for the zero
// value. [Lifecycle.ReasonIn] knows the words of an edition.
func (a ArchiveReason) In(w aduan.Words) string {
	return texts().Word(w, "archive_reason", string(a), aduan.Label{})
}

// MarshalText writes the word; one that is ill-formed is an error.
func (a ArchiveReason) MarshalText() ([]byte, error) { return writeWord(a) }

// UnmarshalText reads a word of whatever edition; empty text is the zero value.
func (a *ArchiveReason) UnmarshalText(text []byte) error { return readWord(text, a) }

// Rung is a step of the escalation ladder. The zero value means none.
type Rung string

// Rungs, the lowest first.
const (
	// RungSuperior is the next superior (atasan).
	RungSuperior Rung = "superior"
	// RungInspectorate is the inspectorate.
	RungInspectorate Rung = "inspectorate"
	// RungOmbudsman is the ombudsman.
	RungOmbudsman Rung = "ombudsman"
)

// String returns the text form; empty for the zero value.
func (r Rung) String() string { return string(r) }

// In returns the name for people that is built in, else the word; empty for the zero
// value. [Lifecycle.RungIn] knows the words of an edition.
func (r Rung) In(w aduan.Words) string { return texts().Word(w, "rung", string(r), aduan.Label{}) }

// MarshalText writes the word; one that is ill-formed is an error.
func (r Rung) MarshalText() ([]byte, error) { return writeWord(r) }

// UnmarshalText reads a word of whatever edition; empty text is the zero value.
func (r *Rung) UnmarshalText(text []byte) error { return readWord(text, r) }

// errWord says what form a word has.
var errWord = errors.New("want a word of at most 64 lower case letters, digits and _, beginning with a letter")

// writeWord writes a word, unless it could not be read back.
func writeWord[T ~string](word T) ([]byte, error) {
	if word != "" && !lifecycle.ValidName(string(word)) {
		return nil, errWord
	}
	return []byte(word), nil
}

// readWord reads a word, and leaves the target as it is if it is ill-formed.
func readWord[T ~string](text []byte, into *T) error {
	if len(text) > 0 && !lifecycle.ValidName(string(text)) {
		return errWord
	}
	*into = T(text)
	return nil
}

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
