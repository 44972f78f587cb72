// Package syntax reads the objects of a PDF file (ISO 32000-1, chapter 7).
//
// It is written for files from strangers. It does not believe the
// cross-reference table of a file but looks for the objects themselves, in one
// pass over the bytes: a damaged or truncated file is read the same way as a
// sound one, and no loop of tables can hold it up. What it unpacks, nests and
// counts is bounded.
package syntax

// Object is one of: nil (null), bool, int, float64, String, Name, Array, Dict,
// *Stream, Ref, and Operator.
type Object any

// String is a string as it stands in the file: bytes without a fixed encoding,
// already decrypted.
type String string

// Name is a name without its slash.
type Name string

// Operator is a word that is no object: an operator of a content stream or a
// keyword of the file structure.
type Operator string

// Array is a list of objects.
type Array []Object

// Dict is a dictionary.
type Dict map[Name]Object

// Ref points to an indirect object.
type Ref struct{ ID, Gen int }

// Stream is a dictionary with data, which File.Decode unpacks.
type Stream struct {
	Dict Dict
	raw  []byte
	ref  Ref // the object it stands in; its key depends on it if it is encrypted
}

// Number returns o as a number, and whether it is one.
func Number(o Object) (float64, bool) {
	switch n := o.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}
