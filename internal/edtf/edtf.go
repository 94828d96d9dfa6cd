// Package edtf reads, writes and compares dates in the Extended Date/Time Format, ISO 8601-2:2019, as specified by
// the Library of Congress at https://www.loc.gov/standards/datetime/.
package edtf

// A Value is a parsed EDTF expression. The zero value is no date.
type Value struct{ s string }

// IsZero reports whether v is no date.
func (v Value) IsZero() bool { return v.s == "" }

// String returns v in EDTF.
func (v Value) String() string { return v.s }
