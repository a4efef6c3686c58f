package strict

import "reflect"

// Decode reads the text data in the notation f into *into, which must be a
// non-nil pointer to a struct, slice, array or map. What is read, such as
// "policy", and the file are only named in problems; the file may be empty.
// What *into held before is replaced, not merged into. If anything is wrong with
// the text the error is a *storage.InvalidError with every problem that was
// found, in the order of the text, and *into is unchanged.
func Decode(what, file string, f Format, data []byte, lim Limits, into any) error {
	r := &reader{file: file, format: f, limits: lim.orDefaults(f), plans: make(map[reflect.Type]*plan)}
	target := reflect.ValueOf(into)
	if !isTarget(target) {
		r.report(place{}, "cannot read into "+typeName(target)+": want a non-nil pointer to a struct, slice, array or map")
		return r.err(what)
	}
	fresh := reflect.New(target.Type().Elem()).Elem()
	if root, ok := r.open(data); ok {
		r.within(&root, func() { r.value(&root, fresh) })
	}
	if err := r.err(what); err != nil {
		return err
	}
	target.Elem().Set(fresh)
	return nil
}

func isTarget(v reflect.Value) bool {
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return false
	}
	switch v.Elem().Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
		return true
	}
	return false
}

func typeName(v reflect.Value) string {
	switch {
	case !v.IsValid():
		return "nil"
	case v.Kind() == reflect.Pointer && v.IsNil():
		return "a nil " + v.Type().String()
	}
	return v.Type().String()
}
