package store

import (
	"database/sql"

	"medelbot"
)

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

const (
	tokenColumns = `case_number, aside_id, person, assessed, issued_at, expires_at, used_at`
	tokenQuery   = `SELECT ` + tokenColumns + ` FROM token WHERE hash = ?`
	bearsQuery   = `SELECT ` + tokenColumns + `, hash FROM token WHERE letter_id = ? ORDER BY hash`
)

func tokenFields(k *medelbot.Token) []any {
	return []any{textColumn[string]{&k.Case}, idColumn{&k.Aside}, &k.Person, &k.Assessed,
		timeColumn{&k.Issued}, timeColumn{&k.Expires}, timeColumn{&k.Used}}
}

// tokensOf lists the tokens that a letter bears.
func (t *tx) tokensOf(letterID int64) (tokens []medelbot.Token, err error) {
	err = t.each(bearsQuery, []any{letterID}, func(rows *sql.Rows) error {
		var k medelbot.Token
		var hash []byte
		err := rows.Scan(append(tokenFields(&k), &hash)...)
		copy(k.Hash[:], hash)
		tokens = append(tokens, k)
		return err
	})
	return tokens, err
}

// token finds what a token's text gives the right to, nil if nobody was given
// such a one. Whether it is used, stale or too old is for the rules to say.
func (t *tx) token(text string) (*medelbot.Token, error) {
	if text == "" {
		return nil, nil
	}
	k := medelbot.Token{Hash: medelbot.TokenHash(text)}
	ok, err := t.row(tokenQuery, []any{k.Hash[:]}, tokenFields(&k)...)
	if err != nil || !ok {
		return nil, err
	}
	return &k, nil
}

// voidTokens makes the tokens of a letter useless that did not reach its reader:
// it lies in mailboxes and logs that nobody knows of.
func (t *tx) voidTokens(letterID int64) error {
	_, err := t.exec(`UPDATE token SET expires_at = issued_at WHERE letter_id = ? AND used_at IS NULL`, letterID)
	return err
}

// spend marks a token as used. One that was used already is refused, whatever
// the rules have seen of it: it gives its right once.
func (t *tx) spend(k *medelbot.Token) error {
	n, err := t.exec(`UPDATE token SET used_at = ? WHERE hash = ? AND used_at IS NULL`, timeText(t.now), k.Hash[:])
	if err == nil && n != 1 {
		err = ruleError{&medelbot.Refusal{Code: medelbot.RefusedUsedToken}}
	}
	return err
}
