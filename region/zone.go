package region

import "strings"

// zoneName reports whether the text has the form of an IANA zone name: empty,
// "UTC", or an area of the database and one or two places in it. The database
// itself is not at hand; it is large, and differs between machines.
func zoneName(s string) bool {
	if s == "" || s == "UTC" {
		return true
	}
	area, places, _ := strings.Cut(s, "/")
	switch area {
	case "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Etc", "Europe", "Indian", "Pacific":
	default:
		return false
	}
	parts := strings.Split(places, "/")
	for _, p := range parts {
		if p == "" || len(p) > 32 || p[0]|0x20 < 'a' || p[0]|0x20 > 'z' {
			return false
		}
		for i := range len(p) {
			if b := p[i]; !isAlnum(b) && b != '_' && b != '-' && b != '+' {
				return false
			}
		}
	}
	return len(parts) <= 2
}
