// Package swedish holds the small pure functions that know how Swedes write:
// sums (Amounts, SumSought), accounts, phone numbers, personal identity
// numbers, names, regions, sentences and answers that put themselves off.
//
// The words stand in package lexicon, so that a new way of saying something is
// a word in a table and no new rule; only what belongs to grammar ("och", "för
// att", "till") stands in the functions themselves. Every function takes text
// that Clean has put in order.
package swedish
