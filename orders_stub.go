package medelbot

// Do carries out one order on Facts.Case. It is pure; the error is a *Refusal,
// and then nothing is to be changed.
func Do(f Facts, by Actor, o Order, p Policy) (Change, error) {
	return Change{}, &Refusal{Code: RefusedUnknown}
}

// Tick does what is due in Facts.Case by Facts.Now, however late it is called:
// of several reminders that are due only the last one is sent. A second call at
// the same instant does nothing.
func Tick(f Facts, p Policy) Change { return Change{Case: f.Case} }
