// Package swedish holds the small pure functions that know how Swedes write:
// sums (Amounts, SumSought), accounts, phone numbers, personal identity
// numbers, names, regions, sentences and answers that put themselves off.
//
// All words stand in the files words*.go, as phrases of folded words (see
// Phrase), so that a new way of saying something is a word in a table and no
// new rule. Every function takes text that Clean has put in order.
package swedish
