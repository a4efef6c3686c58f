package storagetest

import (
	"bytes"
	"fmt"
	"reflect"
	"time"

	"github.com/shopspring/decimal"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/workplan"
)

// copyOf returns a copy that shares nothing with v. It is the suite's own, so
// that a fault in a Clone method cannot hide itself.
func copyOf[T any](v T) T {
	from := reflect.ValueOf(&v).Elem()
	into := reflect.New(from.Type()).Elem()
	copyInto(into, from)
	return into.Interface().(T)
}

func copyInto(into, from reflect.Value) {
	into.Set(from)
	switch from.Kind() {
	case reflect.Pointer:
		if !from.IsNil() {
			into.Set(reflect.New(from.Type().Elem()))
			copyInto(into.Elem(), from.Elem())
		}
	case reflect.Slice:
		if !from.IsNil() {
			into.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			if reflect.Copy(into, from); from.Type().Elem().Kind() == reflect.Uint8 {
				return
			}
			for i := range from.Len() {
				copyInto(into.Index(i), from.Index(i))
			}
		}
	case reflect.Struct:
		for i := range from.NumField() {
			if from.Type().Field(i).IsExported() {
				copyInto(into.Field(i), from.Field(i))
			}
		}
	default: // strings, numbers and arrays of them are copied by value
	}
}

// Difference names the first place in which two records, drafts or lists of them
// differ, empty if there is none. Instants are compared as instants, exact numbers
// by their value, what is private ([complaint.Private]) by what it hides and without
// showing it, and no list is the same as an empty one.
func Difference(got, want any) string {
	return differ("", reflect.ValueOf(got), reflect.ValueOf(want))
}

func differ(path string, got, want reflect.Value) string {
	if got.IsValid() != want.IsValid() || (got.IsValid() && got.Type() != want.Type()) {
		return fmt.Sprintf("%s has another type", path)
	}
	if !got.IsValid() {
		return ""
	}
	if t, ok := got.Interface().(time.Time); ok {
		if w := want.Interface().(time.Time); !t.Equal(w) {
			return fmt.Sprintf("%s is %s, want %s", path, t.Format(time.RFC3339Nano), w.Format(time.RFC3339Nano))
		}
		return ""
	}
	switch v := got.Interface().(type) {
	case complaint.Private:
		if !v.Equal(want.Interface().(complaint.Private)) {
			return path + " hides another text"
		}
		return ""
	case complaint.Point:
		if !v.Equal(want.Interface().(complaint.Point)) {
			return path + " hides another point"
		}
		return ""
	case decimal.Decimal:
		if w := want.Interface().(decimal.Decimal); !v.Equal(w) {
			return fmt.Sprintf("%s is %s, want %s", path, v, w)
		}
		return ""
	case workplan.Number:
		if w := want.Interface().(workplan.Number); v.Cmp(w) != 0 {
			return fmt.Sprintf("%s is %s, want %s", path, v, w)
		}
		return ""
	}
	switch got.Kind() {
	case reflect.Pointer:
		if got.IsNil() || want.IsNil() {
			if got.IsNil() != want.IsNil() {
				return fmt.Sprintf("%s is nil: %v, want nil: %v", path, got.IsNil(), want.IsNil())
			}
			return ""
		}
		return differ(path, got.Elem(), want.Elem())
	case reflect.Slice:
		if got.Len() != want.Len() {
			return fmt.Sprintf("%s has %d items, want %d", path, got.Len(), want.Len())
		}
		if got.Type().Elem().Kind() == reflect.Uint8 && bytes.Equal(got.Bytes(), want.Bytes()) {
			return ""
		}
		for i := range got.Len() {
			if d := differ(fmt.Sprintf("%s[%d]", path, i), got.Index(i), want.Index(i)); d != "" {
				return d
			}
		}
		return ""
	case reflect.Struct:
		if opaque(got.Type()) {
			break
		}
		for i := range got.NumField() {
			if d := differ(path+"."+got.Type().Field(i).Name, got.Field(i), want.Field(i)); d != "" {
				return d
			}
		}
		return ""
	default:
	}
	if !got.Equal(want) {
		return fmt.Sprintf("%s is %s, want %s", path, brief(got), brief(want))
	}
	return ""
}

// opaque reports whether a struct hides its parts; it is comparable then.
func opaque(t reflect.Type) bool {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return true
		}
	}
	return false
}

// brief prints a value of which a failure must not show a megabyte.
func brief(v reflect.Value) string {
	const most = 80
	s := fmt.Sprintf("%#v", v.Interface())
	if v.Kind() == reflect.String {
		s = fmt.Sprintf("%+q", v.String())
	}
	if len(s) > most {
		return fmt.Sprintf("%s... (%d bytes)", s[:most], len(s))
	}
	return s
}
