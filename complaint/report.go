package complaint

import "github.com/aduan-go/aduan"

// Report is what a reporter states and nobody changes later. It is one part of
// a [Draft], of the entry that submits it ([Details]), of the [Complaint] and of
// an [AgencyView], so a new fact that reporters state is a field here, and is
// carried from the draft to the view as it is.
//
// What version 0.1 already had (kind, category, region, place, date, channel,
// agency) stands beside it: the JSON of each of those types has these fields in
// an order of its own, which no one struct can give.
type Report struct {
	// External names the case in the other system from which it came. Views of a case
	// that is anonymous or secret leave it out: see [AgencyView].
	External External `json:"external,omitzero"`
}

// check checks what holds for drafts and records alike.
func (r Report) check(p *checker) {
	p.name("external.system", r.External.System)
	p.name("external.id", r.External.ID.Open())
}

// External names a case in another system, so that importing it twice finds
// the first import. Both parts are set or neither is.
type External struct {
	System string `json:"system"`
	// ID may be the reporter's telephone (wa-62812...).
	ID Private `json:"id"`
}

// Equal reports whether two references are to the same case.
func (e External) Equal(f External) bool { return e.System == f.System && e.ID.Equal(f.ID) }

// IsZero reports whether there is no reference.
func (e External) IsZero() bool { return e.System == "" && e.ID.IsZero() }

// equal reports whether two reports state the same.
func (r Report) equal(s Report) bool { return r.External.Equal(s.External) }

// shown is what views show of the report: without the external reference while
// who reported, or what, is hidden, and else with one that has a written form.
func (r Report) shown(d Disclosure) Report {
	if d.Anonymous() || d.Secret() {
		r.External = External{}
	}
	r.External = r.External.inWriting()
	return r
}

// Attachment describes a file. The bytes stay with the embedder, who finds
// them by the digest.
type Attachment struct {
	// Name is the file's name, for people.
	Name string `json:"name"`
	// MediaType is the type as in MIME, for example "image/jpeg".
	MediaType string `json:"media_type"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// Digest is the SHA-256 of the bytes.
	Digest Digest `json:"digest"`
}

// Disclosure is what a reporter lets others know: two independent choices. The
// zero value is the most private one, anonymous (anonim) and secret (rahasia).
type Disclosure struct {
	// Named lets the agency that works on the case open the reporter's
	// identity; false hides who reported.
	Named bool `json:"named"`
	// Public lets everybody read the report once it was verified; false
	// restricts it to those who work on it.
	Public bool `json:"public"`
}

// Anonymous reports whether it is hidden who reported.
func (d Disclosure) Anonymous() bool { return !d.Named }

// Secret reports whether the report is restricted.
func (d Disclosure) Secret() bool { return !d.Public }

// widens reports whether e opens something that d closes, and closes nothing.
func (d Disclosure) widens(e Disclosure) bool {
	return d != e && (!d.Named || e.Named) && (!d.Public || e.Public)
}

// In returns for example "Anonymous, secret".
func (d Disclosure) In(w aduan.Words) string {
	name := "anonymous_secret"
	switch {
	case d.Named && d.Public:
		name = "named_public"
	case d.Named:
		name = "named_secret"
	case d.Public:
		name = "anonymous_public"
	}
	return texts().Word(w, "disclosure", name, aduan.Label{})
}

// String is [Disclosure.In] English.
func (d Disclosure) String() string { return d.In(aduan.English()) }
