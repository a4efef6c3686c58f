package record

import "reflect"

// Entries counts the entries of all lists in a value, and of the lists in them,
// as far as they are written: unexported fields hold none.
func Entries(v any) int { return entries(reflect.ValueOf(v)) }

func entries(v reflect.Value) int {
	n := 0
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			n = entries(v.Elem())
		}
	case reflect.Slice:
		n = v.Len()
		for i := range v.Len() {
			n += entries(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanInterface() {
				n += entries(field)
			}
		}
	}
	return n
}
