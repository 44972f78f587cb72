package syntax

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestLexer(t *testing.T) {
	tests := []struct {
		data string
		want []Object
	}{
		{"1 -2 +3 4.5 -.5 6. --7", []Object{1, -2, 3, 4.5, -0.5, 6.0, -7}},
		{"99999999999", []Object{99999999999.0}},
		{"true false null", []Object{true, false, nil}},
		{"/Name /A#42C /#zz /", []Object{Name("Name"), Name("ABC"), Name("#zz"), Name("")}},
		{`(a\(b\)(c)\n\101\12\
d)`, []Object{String("a(b)(c)\nA\nd")}},
		{"(öppen", []Object{String("öppen")}},
		{"<48 65 6c6C 6f7> <zz", []Object{String("Hellop"), String("")}},
		{"[1 [2] (x)] <</A 1/B [2]>>", []Object{Array{1, Array{2}, String("x")}, Dict{"A": 1, "B": Array{2}}}},
		{"BT % a comment\nET", []Object{Operator("BT"), Operator("ET")}},
		{"] >> { }", []Object{Operator("]"), Operator(">>"), Operator("{"), Operator("}")}},
		{"1 0 R", []Object{1, 0, Operator("R")}},
	}
	for _, test := range tests {
		l := NewLexer([]byte(test.data))
		var got []Object
		for {
			o, ok := l.Next()
			if !ok {
				break
			}
			got = append(got, o)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q = %#v, want %#v", test.data, got, test.want)
		}
	}
}

// open makes a file of objects without a cross-reference table.
func open(t *testing.T, objects ...string) *File {
	t.Helper()
	f, err := Open([]byte("%PDF-1.7\n" + strings.Join(objects, "\n") + "\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestOpen(t *testing.T) {
	tests := []struct {
		name    string
		objects []string
		want    Object // of the object 2
		damaged bool
	}{
		{"a plain object", []string{"2 0 obj (a) endobj"}, String("a"), false},
		{"the last of several versions", []string{"2 0 obj (a) endobj", "2 0 obj (b) endobj"}, String("b"), false},
		{"a reference", []string{"2 0 obj 3 0 R endobj", "3 0 obj (c) endobj"}, String("c"), false},
		{"references in a ring", []string{"2 0 obj 3 0 R endobj", "3 0 obj 2 0 R endobj"}, nil, false},
		{"no end of an object", []string{"2 0 obj << /A (a)", "3 0 obj (c) endobj"}, Dict{"A": String("a")}, false},
		{"objects within the data of a stream", []string{"2 0 obj (a) endobj", "3 0 obj << /Length 18 >> stream\n2 0 obj (b) endobj\nendstream endobj"}, String("a"), false},
		{"the same with the length behind it", []string{"2 0 obj (a) endobj", "3 0 obj << /Length 4 0 R >> stream\n2 0 obj (b) endobj endstream endobj 2 0 obj (c) endobj\nendstream\nendobj\n4 0 obj 54 endobj"}, String("a"), false},
		{"an object in a stream of objects", []string{"5 0 obj << /Type /ObjStm /N 2 /First 8 /Length 13 >> stream\n2 0 3 4 (a) 7\nendstream endobj"}, String("a"), false},
		{"a stream of objects with a wrong count", []string{"5 0 obj << /Type /ObjStm /N 99999999 /First 8 /Length 13 >> stream\n2 0 3 4 (a) 7\nendstream endobj"}, String("a"), true},
		{"written again after a stream of objects", []string{"5 0 obj << /Type /ObjStm /N 1 /First 4 /Length 8 >> stream\n2 0 (a)  \nendstream endobj", "2 0 obj (b) endobj"}, String("b"), false},
		{"a stream without end", []string{"2 0 obj (a) endobj", "3 0 obj << >> stream\nabc"}, String("a"), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := open(t, append([]string{"1 0 obj << /Type /Catalog >> endobj"}, test.objects...)...)
			if got := f.Resolve(Ref{ID: 2}); !reflect.DeepEqual(got, test.want) || f.Damaged != test.damaged {
				t.Errorf("object 2 = %#v, damaged %t; want %#v, %t", got, f.Damaged, test.want, test.damaged)
			}
		})
	}
}

func TestOpenFindsTheCatalogue(t *testing.T) {
	f, err := Open([]byte("junk %PDF-1.4\n7 0 obj << /Type /Catalog /Lang (sv) >> endobj"))
	if err != nil || f.Str(f.Dict(f.Trailer["Root"])["Lang"]) != "sv" || !f.Damaged {
		t.Errorf("Open = %+v, %v", f, err)
	}
	if _, err := Open([]byte("%PDF-1.4\n")); !errors.Is(err, ErrDamaged) {
		t.Errorf("error %v of a file without objects", err)
	}
	if _, err := Open([]byte("<html>")); !errors.Is(err, ErrNotPDF) {
		t.Errorf("error %v of no PDF", err)
	}
}

func TestDecode(t *testing.T) {
	tests := []struct {
		name, dict, data, want string
		err                    error
	}{
		{"plain", "", "abc", "abc", nil},
		{"hexadecimal", "/Filter /ASCIIHexDecode", "61 62 63>", "abc", nil},
		{"base 85", "/Filter [/ASCII85Decode]", "<~@:E_WAH~>", "abcde", nil},
		{"deflated", "/Filter /FlateDecode", "x\x9cKLJ\x06\x00\x02M\x01\x27", "abc", nil},
		{"deflated, cut off", "/Filter /FlateDecode", "x\x9cKLJ", "ab", errStream},
		{"one filter after the other", "/Filter [/AHx /Fl]", "789c4b4c4a0600024d0127>", "abc", nil},
		{"a picture", "/Filter /DCTDecode", "abc", "", ErrFilter},
		{"more filters than anyone needs", "/Filter [/AHx /AHx /AHx /AHx /AHx]", "", "", ErrFilter},
		{"too large", "", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnop", ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := open(t, fmt.Sprintf("2 0 obj << /Length %d %s >> stream\n%s\nendstream endobj", len(test.data), test.dict, test.data))
			got, err := f.Decode(f.Stream(Ref{ID: 2}), 16)
			if string(got) != test.want || !errors.Is(err, test.err) {
				t.Errorf("Decode = %q, %v; want %q, %v", got, err, test.want, test.err)
			}
		})
	}
}

// The rows of the PNG specification, 9.2: no change, left, above, average, Paeth.
func TestPredict(t *testing.T) {
	f := &File{}
	data := []byte{0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1}
	want := []byte{1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5}
	if got := f.predict(data, Dict{"Predictor": 15, "Columns": 3}); !reflect.DeepEqual(got, want) {
		t.Errorf("predict = %v, want %v", got, want)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj trailer << /Root 1 0 R >> %%EOF"))
	f.Add([]byte("%PDF-1.7\n5 0 obj << /Type /ObjStm /N 2 /First 8 /Length 6 0 R >> stream\n2 0 3 4 (a) 7\nendstream endobj 6 0 obj 13 endobj"))
	f.Add([]byte("%PDF-1.7\ntrailer << /Encrypt << /Filter /Standard /V 4 /R 4 /U <00> /CF << /S << /CFM /AESV2 >> >> /StmF /S /StrF /S >> >>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		for id := range file.objects {
			if s := file.Stream(Ref{ID: id}); s != nil {
				if out, _ := file.Decode(s, 1000); len(out) > 1000 {
					t.Errorf("%d bytes unpacked", len(out))
				}
			}
		}
	})
}
