package medelbot

// Explanation tells what a reading considered and did not take. It is
// gathered by the rules themselves as they decide, and only when asked for.
type Explanation struct {
	// Kinds are the kinds that the mail might have been, in the order in which
	// the rules looked at them.
	Kinds []RefusedKind `json:"kinds"`
	// Candidates are the values and passages that lost, element by element.
	Candidates []Candidate `json:"candidates"`
}

// RefusedKind is a kind that a mail is not, though some of its words spoke for
// it.
type RefusedKind struct {
	Kind Kind   `json:"kind"`
	Why  string `json:"why"` // an English clause
}

// Candidate is something that could have been the value of an element and was
// not taken.
type Candidate struct {
	Element  ElementKey `json:"element"`
	Value    string     `json:"value"` // as it is written in the mail
	Evidence Evidence   `json:"evidence"`
	Why      string     `json:"why"` // an English clause
}
