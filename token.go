package medelbot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// TokenLife is how long a token can be used.
const TokenLife = 30 * 24 * time.Hour

// Token is the right of one person to act by mail on one case, or on one mail
// set aside, as a letter to them showed it. Only the hash of its text is kept.
type Token struct {
	Hash     [32]byte
	Case     string // "" if it is for no case
	Aside    int64  // AsideMail.ID; 0 if it is for none
	Person   string // Person.Name
	Assessed string // Case.Assessed when it was given
	Issued   time.Time
	Expires  time.Time
	Used     time.Time // zero: not used
}

// TokenHash hashes a token's text. Capitals and hyphens mean nothing: people
// type them off.
func TokenHash(text string) [32]byte {
	return sha256.Sum256([]byte(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(text))))
}

// Assessed is a digest of what a person assesses: the elements that the call
// asks for, as the case holds them. A token or a vote given for another digest
// is stale; letters, notes and reminders change nothing in it.
func (k *Case) Assessed() string {
	keys := make([]ElementKey, 0, len(k.Elements))
	for key := range k.Elements {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, key := range keys {
		e := k.Elements[key]
		// Writing to a hash cannot fail, and these types always have a JSON form.
		_ = enc.Encode(struct {
			Key    ElementKey
			Status ElementStatus
			Code   Code
			Value  *Value
		}{key, e.Status, e.Code, e.Value})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
