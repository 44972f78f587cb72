package templates

import (
	"reflect"
	"slices"
)

// fieldNames lists the fields of all views and of what they hold.
func fieldNames() []string {
	seen := map[reflect.Type]bool{}
	var names []string
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] || t.PkgPath() != reflect.TypeFor[Frame]().PkgPath() {
			return
		}
		seen[t] = true
		for f := range fields(t) {
			if !f.Anonymous && !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
			walk(f.Type)
		}
	}
	for _, v := range Samples() {
		walk(reflect.TypeOf(v))
	}
	return names
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}
