package strict

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// shade is a map key that reads text, and reads different texts alike.
type shade string

func (s *shade) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		return errors.New("a shade is not empty")
	}
	*s = shade(strings.ToLower(string(b)))
	return nil
}

// raw implements json.Unmarshaler alone.
type raw struct {
	A int `json:"a"`
}

func (r *raw) UnmarshalJSON([]byte) error {
	r.A = -1
	return nil
}

// Inner and Other are exported because reflect.StructOf asks for it.
type Inner struct {
	Name string `json:"name"`
	Own  string `json:"own"`
}

type Other struct {
	Own string `json:"own"`
}

// label is an embedded type that is no struct.
type label string

type badTag struct {
	Line int `json:"-" strict:"line"`
}

type badText struct {
	badTag
	A string `json:"a"`
}

func (*badText) UnmarshalText([]byte) error { return nil }

// decodeAs reads JSON into a new T.
func decodeAs[T any](text string) (T, error) {
	var v T
	err := Decode("text", "f", JSON, []byte(text), Limits{}, &v)
	return v, err
}

func TestFieldsOfTypes(t *testing.T) {
	t.Parallel()

	shadowed, err := decodeAs[struct {
		Inner
		Name string `json:"name"`
	}](`{"name": "a", "own": "b"}`)
	require.NoError(t, err)
	require.Equal(t, "a", shadowed.Name)
	require.Equal(t, Inner{Own: "b"}, shadowed.Inner)

	before, err := decodeAs[struct {
		Name string `json:"name"`
		Inner
	}](`{"own": "b", "name": "a"}`)
	require.NoError(t, err)
	require.Equal(t, "a", before.Name)
	require.Equal(t, Inner{Own: "b"}, before.Inner)

	tags, err := decodeAs[struct {
		Named Inner  `json:"inner"`
		Goish string `json:",omitempty"`
		//lint:ignore SA5008 the name is a dash
		Dash string `json:"-,"`
		label
		Alias label `json:"label,string"`
	}](`{"inner": {"own": "a"}, "Goish": "b", "-": "c", "label": "d"}`)
	require.NoError(t, err)
	require.Equal(t, "a", tags.Named.Own)
	require.Equal(t, "b", tags.Goish)
	require.Equal(t, "c", tags.Dash)
	require.Equal(t, label("d"), tags.Alias)

	byKind, err := decodeAs[struct {
		Raw   raw             `json:"raw"`
		Bytes []byte          `json:"bytes"`
		Lazy  json.RawMessage `json:"lazy"`
	}](`{"raw": {"a": 1}, "bytes": [1, 255], "lazy": [34]}`)
	require.NoError(t, err)
	require.Equal(t, 1, byKind.Raw.A)
	require.Equal(t, []byte{1, 255}, byKind.Bytes)
	require.Equal(t, json.RawMessage(`"`), byKind.Lazy)

	type keyed struct {
		Shades map[shade]int `json:"shades"`
	}
	shades, err := decodeAs[keyed](`{"shades": {"Red": 1, "blue": 2}}`)
	require.NoError(t, err)
	require.Equal(t, map[shade]int{"red": 1, "blue": 2}, shades.Shades)
	_, err = decodeAs[keyed](`{"shades": {"Red": 1, "red": 2, "": 3, "x": true}}`)
	refused(t, err, `f:1:23: shades.red: the key means the same as an earlier one, "red"`+"\n"+
		`f:1:33: shades[""]: a shade is not empty`+"\n"+
		`f:1:45: shades.x: want a whole number, found true or false`)
}

// TestEmbeddedTwice builds its types at run time because go vet, rightly, does
// not let them be written.
func TestEmbeddedTwice(t *testing.T) {
	t.Parallel()
	fields := []reflect.StructField{
		{Name: "Inner", Anonymous: true, Type: reflect.TypeFor[Inner]()},
		{Name: "Other", Anonymous: true, Type: reflect.TypeFor[Other]()},
	}
	twice := reflect.New(reflect.StructOf(fields))
	err := Decode("text", "f", JSON, []byte(`{"own": "a"}`), Limits{}, twice.Interface())
	require.ErrorContains(t, err, "is unsupported: two fields are named own")

	fields = append(fields, reflect.StructField{Name: "Own", Type: reflect.TypeFor[string](), Tag: `json:"own"`})
	hidden := reflect.New(reflect.StructOf(fields))
	require.NoError(t, Decode("text", "f", JSON, []byte(`{"own": "a"}`), Limits{}, hidden.Interface()))
	require.Equal(t, "a", hidden.Elem().Field(2).String())
	require.Zero(t, hidden.Elem().Field(0).Interface())
}

func TestUnsupportedTypes(t *testing.T) {
	t.Parallel()
	_, err := decodeAs[struct {
		Any     any            `json:"any"`
		Float   float64        `json:"float"`
		Complex complex64      `json:"complex"`
		Func    func()         `json:"func"`
		Chan    chan int       `json:"chan"`
		Address uintptr        `json:"address"`
		Ints    map[int]string `json:"ints"`
		Twice   **int          `json:"twice"`
		Error   error          `json:"error"`
	}](`{"any": null, "float": 1.5, "complex": 1, "func": "", "chan": [], "address": 1, "ints": {}, "twice": 1, "error": {}}`)
	refused(t, err, "f:1:9: any: the Go type interface {} is unsupported: its kind is interface\n"+
		"f:1:24: float: the Go type float64 is unsupported: its kind is float64\n"+
		"f:1:40: complex: the Go type complex64 is unsupported: its kind is complex64\n"+
		"f:1:51: func: the Go type func() is unsupported: its kind is func\n"+
		"f:1:63: chan: the Go type chan int is unsupported: its kind is chan\n"+
		"f:1:78: address: the Go type uintptr is unsupported: its kind is uintptr\n"+
		"f:1:89: ints: the Go type map[int]string is unsupported: its keys are not strings\n"+
		"f:1:102: twice: the Go type **int is unsupported: its kind is ptr\n"+
		"f:1:114: error: the Go type error is unsupported: its kind is interface")

	_, err = decodeAs[struct{ *Inner }](`{}`)
	require.ErrorContains(t, err, "is unsupported: the embedded pointer Inner is not supported")
	_, err = decodeAs[badTag](`{}`)
	refused(t, err, `f:1:1: the Go type strict.badTag is unsupported: the tag strict:line of Line is not strict:"required"`)
	_, err = decodeAs[[]badText](`["a", {}]`)
	refused(t, err, `f:1:7: [1]: the Go type strict.badText is unsupported: the tag strict:line of Line is not strict:"required"`)
}
