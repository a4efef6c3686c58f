package strict

import (
	"path/filepath"
	"strconv"
)

// Format is the notation in which a text is written. The zero value is no
// notation at all, and [Decode] refuses it.
type Format int8

// The two notations that can be read.
const (
	JSON Format = iota + 1
	YAML
)

// String returns "JSON" or "YAML", and "Format(n)" for anything else.
func (f Format) String() string {
	switch f {
	case JSON:
		return "JSON"
	case YAML:
		return "YAML"
	}
	return "Format(" + strconv.Itoa(int(f)) + ")"
}

// FormatOf tells the notation of a file from the end of its name: .json, .yaml
// or .yml, in lower case only. The report is false for any other name.
func FormatOf(filename string) (Format, bool) {
	switch filepath.Ext(filename) {
	case ".json":
		return JSON, true
	case ".yaml", ".yml":
		return YAML, true
	}
	return 0, false
}
