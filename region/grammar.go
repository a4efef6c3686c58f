package region

import "strings"

// checkBare checks a text without a system, which can only be Kemendagri.
func checkBare(text string) error {
	switch {
	case isKemendagri(text):
		return nil
	case allDigits(text) && len(text) > 2:
		legal := append(dotted(text), undotted(text)...)
		return refuse(text, "digits without dots do not say whether Kemendagri or BPS is meant", legal...)
	case strings.Trim(text, "0123456789.") == "":
		return refuse(text, "not a Kemendagri code of 2, 2, 2 and 4 digits with dots", likely(text)...)
	default:
		return refuse(text, "neither a Kemendagri code nor a code behind the name of its system",
			"51.03", "bps:5103", "system:code")
	}
}

// checkSystem checks the name before the colon.
func checkSystem(text, system string) error {
	const reason = "the system before the colon is 1 to 32 lower-case letters, digits and hyphens and begins with a letter"
	if system == "" || len(system) > maxSystem || system[0] < 'a' || system[0] > 'z' {
		return refuse(text, reason)
	}
	for i := range len(system) {
		if b := system[i]; !isDigit(b) && b != '-' && (b < 'a' || b > 'z') {
			return refuse(text, reason)
		}
	}
	return nil
}

// checkLocal checks a code inside a system whose grammar is not known, and
// returns what is wrong.
func checkLocal(local string) string {
	if local == "" {
		return "nothing after the colon"
	}
	if len(local) > MaxLocal {
		return "longer than 64 bytes after the colon"
	}
	for i := range len(local) {
		if b := local[i]; !isAlnum(b) && b != '.' && b != '_' && b != '-' && b != '/' {
			return "after the colon only ASCII letters, digits and . _ - / may stand"
		}
	}
	if !isAlnum(local[0]) || !isAlnum(local[len(local)-1]) {
		return "after the colon a code begins and ends with a letter or digit"
	}
	return ""
}

// isKemendagri reports whether s is 2, 2.2, 2.2.2 or 2.2.2.4 digits, no part
// of which is all zeros.
func isKemendagri(s string) bool {
	switch len(s) {
	case 2, 5, 8, 13:
	default:
		return false
	}
	zeros := true // whether the part read so far is all zeros
	for i := range len(s) {
		if i == 2 || i == 5 || i == 8 {
			if s[i] != '.' || zeros {
				return false
			}
			zeros = true
			continue
		}
		if !isDigit(s[i]) {
			return false
		}
		zeros = zeros && s[i] == '0'
	}
	return !zeros
}

// isBPS reports whether s is 2, 4, 7 or 10 digits of which neither the
// province nor the regency is zero.
func isBPS(s string) bool {
	switch len(s) {
	case 2, 4, 7, 10:
	default:
		return false
	}
	return allDigits(s) && s[:2] != "00" && (len(s) == 2 || s[2:4] != "00")
}

// likely returns the Kemendagri codes that a text of digits and dots may mean:
// with zeros before the short parts inside the province, or with the dots where they belong.
func likely(s string) []string {
	parts := strings.Split(strings.Trim(s, "."), ".")
	for i, p := range parts {
		width := 2
		if i == 3 {
			width = 4
		}
		if i > 0 && len(p) < width {
			parts[i] = strings.Repeat("0", width-len(p)) + p
		}
	}
	padded := strings.Join(parts, ".")
	legal := dotted(s)
	if isKemendagri(padded) && (len(legal) == 0 || legal[0] != padded) {
		legal = append([]string{padded}, legal...)
	}
	return legal
}

// dotted returns the Kemendagri code whose digits s has, if there is one.
func dotted(s string) []string {
	digits := strings.ReplaceAll(s, ".", "")
	if !allDigits(digits) || len(digits) > 10 {
		return nil
	}
	var parts []string
	for _, end := range [...]int{2, 4, 6, 10} {
		if end > len(digits) {
			break
		}
		start := end - 2
		if end == 10 {
			start = 6
		}
		parts = append(parts, digits[start:end])
		if end == len(digits) {
			if c := strings.Join(parts, "."); isKemendagri(c) {
				return []string{c}
			}
		}
	}
	return nil
}

// undotted returns the BPS code whose digits s has, if there is one.
func undotted(s string) []string {
	if digits := strings.ReplaceAll(s, ".", ""); isBPS(digits) {
		return []string{string(BPS) + ":" + digits}
	}
	return nil
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isAlnum(b byte) bool { return isDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
