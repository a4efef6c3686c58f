package complaint

import (
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Every field of an entry and of its details counts when two are compared: a
// field that somebody adds and forgets in Equal is found here.
func TestEntryEqualLooksAtEveryField(t *testing.T) {
	t.Parallel()
	require.True(t, Entry{}.Equal(Entry{}))
	for _, holder := range []struct {
		of   reflect.Type
		wrap func(reflect.Value) Entry
	}{
		{reflect.TypeFor[Entry](), func(v reflect.Value) Entry { return v.Interface().(Entry) }},
		{reflect.TypeFor[Details](), func(v reflect.Value) Entry { return Entry{Details: v.Interface().(Details)} }},
	} {
		for i := range holder.of.NumField() {
			field := holder.of.Field(i)
			changed := reflect.New(holder.of).Elem()
			fill(t, changed.Field(i))
			require.False(t, holder.wrap(changed).Equal(Entry{}), "%s.%s is not compared", holder.of.Name(), field.Name)
			require.False(t, Entry{}.Equal(holder.wrap(changed)), "%s.%s is not compared", holder.of.Name(), field.Name)
			require.True(t, holder.wrap(changed).Equal(holder.wrap(changed)), "%s.%s differs from itself", holder.of.Name(), field.Name)
		}
	}
}

// fill gives a value something that is not zero.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Unix(1, 0).UTC()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Array:
		fill(t, v.Index(0))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Struct:
		fill(t, v.Field(0))
	default:
		t.Fatalf("no value for %s", v.Type())
	}
}
