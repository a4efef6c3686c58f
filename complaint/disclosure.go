package complaint

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

// String returns for example "anonymous, secret".
func (d Disclosure) String() string {
	s := "anonymous"
	if d.Named {
		s = "named"
	}
	if d.Public {
		return s + ", public"
	}
	return s + ", secret"
}
