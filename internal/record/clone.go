package record

import "reflect"

// Clone returns a copy that shares no list and no pointer with v, as far as they
// are written: what unexported fields point to, such as the digits of a decimal,
// never changes and is shared.
func Clone[T any](v T) T {
	detach(reflect.ValueOf(&v).Elem())
	return v
}

// detach gives a variable lists and pointers of its own.
func detach(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			v.Set(own)
			detach(own.Elem())
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range own.Len() {
			detach(own.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				detach(field)
			}
		}
	}
}
