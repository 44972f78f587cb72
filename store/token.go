package store

import "medelbot"

// addTokens stores the rights that a letter gives, in the transaction that
// queues it: of each only the hash of its text. One that names no times is good
// for medelbot.TokenLife from now on.
func (t *tx) addTokens(letterID int64, tokens []medelbot.Token) error {
	for i := range tokens {
		k := &tokens[i]
		if k.Issued.IsZero() {
			k.Issued = t.now
		}
		if k.Expires.IsZero() {
			k.Expires = k.Issued.Add(medelbot.TokenLife)
		}
		if _, err := t.exec(`INSERT INTO token (hash, case_number, aside_id, person, assessed, issued_at, expires_at, letter_id)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, k.Hash[:], optionalText(k.Case), optionalID(k.Aside), k.Person, k.Assessed,
			timeText(k.Issued), timeText(k.Expires), letterID); err != nil {
			return err
		}
	}
	return nil
}
