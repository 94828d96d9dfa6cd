package site

import (
	"encoding/json"
	"reflect"
	"testing"
)

// TestLinkedIsWrittenByItsTags: the writer knows every field, in order, and writes it as encoding/json does.
func TestLinkedIsWrittenByItsTags(t *testing.T) {
	full := func() linked {
		var l linked
		v := reflect.ValueOf(&l).Elem()
		for i := range v.NumField() {
			switch f := v.Field(i).Addr().Interface().(type) {
			case *string:
				*f = "</script> & « " + v.Type().Field(i).Name + " »\n"
			case *int:
				*f = 12
			case *[]string:
				*f = []string{"a", "<b>"}
			case *[]json.RawMessage:
				*f = []json.RawMessage{[]byte(`{"@type":"x"}`), []byte(`{"@type":"y","name":"\u003cb\u003e"}`)}
			}
		}
		return l
	}
	l := full()
	v := reflect.ValueOf(&l).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i).Addr().Interface().(type) {
		case **linked:
			inner := full()
			*f = &inner
		case *[]linked:
			*f = []linked{full(), {Type: "x"}}
		}
	}
	for _, l := range []linked{l, {}, {Type: "Person"}} {
		want, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(l.append(nil)); got != string(want) {
			t.Errorf("written\n%s\nwant\n%s", got, want)
		}
	}
}
