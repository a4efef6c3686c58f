package strict

import "reflect"

// Decode reads the text data in the notation f into *into, which must be a
// non-nil pointer to a struct, slice, array or map. The file is only named in
// problems. What *into held before is replaced, not merged into. If anything
// is wrong with the text the error is of type [Errors], and *into is unchanged.
func Decode(file string, f Format, data []byte, lim Limits, into any) error {
	r := &reader{file: file, format: f, limits: lim.orDefaults(f), plans: make(map[reflect.Type]*plan)}
	target := reflect.ValueOf(into)
	if !isTarget(target) {
		r.report(place{}, "cannot read into "+typeName(target)+": want a non-nil pointer to a struct, slice, array or map")
		return r.err()
	}
	fresh := reflect.New(target.Type().Elem()).Elem()
	if root, ok := r.tree(data); ok {
		r.value(&root, fresh)
	}
	if err := r.err(); err != nil {
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
