package strict

import (
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/aduan-go/aduan/storage"
)

// value reads n into v, which is settable and zero. Problems are noted and
// leave v as it is.
func (r *reader) value(n *node, v reflect.Value) {
	t := v.Type()
	if n.kind == bad {
		return
	}
	if n.kind == null {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			return
		}
	}
	if t.Kind() == reflect.Pointer && t.Elem().Kind() != reflect.Pointer {
		if !r.fits(n, 1, t.Elem()) {
			return
		}
		elem := reflect.New(t.Elem())
		r.value(n, elem.Elem())
		v.Set(elem)
		return
	}
	texts, isTexts := v.Addr().Interface().(interface{ AddText(key, text string) error })
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok && !(isTexts && n.kind == mapping) {
		if !(n.kind == mapping && t.Kind() == reflect.Struct && len(r.planFor(t).names) > 0) {
			r.unmarshal(n, v, u)
			return
		}
	}
	if isTexts {
		r.texts(n, texts.AddText)
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		r.structure(n, v)
	case reflect.Map:
		r.table(n, v)
	case reflect.Slice:
		if n.kind != list {
			r.want(n, "a list")
			return
		}
		r.slice(n, v)
	case reflect.Array:
		if n.kind != list {
			r.want(n, "a list")
			return
		}
		if size := r.source.count(n); size != v.Len() {
			r.report(n.place, fmt.Sprintf("want a list of %d, found one of %d", v.Len(), size))
			return
		}
		r.items(n, func(i int, child *node) { r.value(child, v.Index(i)) })
	default:
		r.scalarValue(n, v)
	}
}

// unmarshal reads text into a type that understands text.
func (r *reader) unmarshal(n *node, v reflect.Value, u encoding.TextUnmarshaler) {
	s, ok := r.textOf(n)
	if !ok {
		return
	}
	if err := u.UnmarshalText([]byte(s)); err != nil {
		r.report(n.place, oneLine(err.Error()))
	}
}

// oneLine takes line breaks and other control characters out of the error of
// another package, which may repeat the text it was given.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, s)
}

// texts reads a mapping from key to text.
func (r *reader) texts(n *node, add func(key, text string) error) {
	if n.kind != mapping {
		r.want(n, "a mapping")
		return
	}
	r.pairs(n, func(key, child *node) {
		if s, ok := r.textOf(child); ok {
			if err := add(key.text, s); err != nil {
				r.report(key.place, oneLine(err.Error()))
			}
		}
	})
}

// structure reads a mapping into a struct.
func (r *reader) structure(n *node, v reflect.Value) {
	p := r.planFor(v.Type())
	switch {
	case p.fault != "":
		r.unsupported(n, v.Type(), p.fault)
		return
	case n.kind != mapping:
		r.want(n, "a mapping")
		return
	}
	given := make(map[string]bool, len(p.names))
	r.pairs(n, func(key, child *node) {
		f, ok := p.fields[key.text]
		switch {
		case ok:
			given[key.text] = true
			r.value(child, v.FieldByIndex(f.index))
		case r.problems.Full():
			r.report(key.place, "")
		default:
			r.report(key.place, "unknown field", storage.Nearest(key.text, p.names)...)
		}
	})
	for _, name := range p.names {
		if p.fields[name].required && !given[name] && !r.stopped {
			r.enterName(name)
			r.report(n.place, "is required")
			r.leave()
		}
	}
}

// firstElements is how many elements of a list must be right before there is room
// for the others.
const firstElements = 1000

// slice reads a list. Its room is made for all of it at once, because a slice that
// grows lies in memory twice; and not before its first elements are right, because
// most of what is not right is wrong from the beginning.
func (r *reader) slice(n *node, v reflect.Value) {
	t, size := v.Type(), r.source.count(n)
	if !r.fits(n, size, t.Elem()) {
		return
	}
	v.Set(reflect.MakeSlice(t, min(size, firstElements), min(size, firstElements)))
	scrap := reflect.Value{}
	r.items(n, func(i int, child *node) {
		if i == firstElements && r.problems.Len() == 0 {
			whole := reflect.MakeSlice(t, size, size)
			reflect.Copy(whole, v)
			v.Set(whole)
		}
		if i < v.Len() {
			r.value(child, v.Index(i))
			return
		}
		if !scrap.IsValid() {
			scrap = reflect.New(t.Elem()).Elem()
		}
		scrap.SetZero()
		r.value(child, scrap)
	})
}

// table reads a mapping into a map.
func (r *reader) table(n *node, v reflect.Value) {
	t := v.Type()
	switch {
	case t.Key().Kind() != reflect.String:
		r.unsupported(n, t, "its keys are not strings")
		return
	case n.kind != mapping:
		r.want(n, "a mapping")
		return
	}
	v.Set(reflect.MakeMap(t))
	r.pairs(n, func(key, child *node) { r.entry(key, child, v) })
}

// entry reads a key and its value into the map v. Keys that differ in the text
// may be one once their type has read them.
func (r *reader) entry(key, child *node, v reflect.Value) {
	before := r.problems.Len()
	k := reflect.New(v.Type().Key()).Elem()
	r.value(key, k)
	elem := reflect.New(v.Type().Elem()).Elem()
	r.value(child, elem)
	if r.problems.Len() > before || !r.fits(child, 2, v.Type().Key()) || !r.fits(child, 2, v.Type().Elem()) {
		return
	}
	if v.MapIndex(k).IsValid() {
		r.report(key.place, "the key means the same as an earlier one, "+excerpt(k.String()))
		return
	}
	v.SetMapIndex(k, elem)
}

// unsupported reports a programming error: a Go type that cannot be read.
func (r *reader) unsupported(n *node, t reflect.Type, why string) {
	r.report(n.place, "the Go type "+t.String()+" is unsupported: "+why)
}
