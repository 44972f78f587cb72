// Package swedish holds the small pure functions that know how Swedes write:
// sums, phone numbers, personal identity numbers, names of regions.
//
// All words stand in words.go, so that a new way of saying something is a
// line of data and not a rule.
package swedish
