package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"medelbot"
)

// Cases lists the cases that the filter chooses, by number or, if it asks for
// that, by the applicant's name in Swedish order (å, ä, ö last).
func (s *Store) Cases(ctx context.Context, f CaseFilter) (cases []medelbot.Case, err error) {
	where := `WHERE (?1 = '' OR status = ?1) AND (?2 = '' OR call = ?2)`
	args := []any{f.Status, f.Call}
	if f.Text != "" {
		match := matchWords(f.Text)
		if match == "" {
			return nil, nil
		}
		where += ` AND number IN (SELECT case_number FROM mail WHERE id IN (SELECT rowid FROM mail_text WHERE mail_text MATCH ?3))`
		args = append(args, match)
	}
	err = s.read(ctx, "list the cases", func(t *tx) error {
		cases, err = t.casesBy(where, args...)
		return err
	})
	if err != nil {
		return nil, err
	}
	if f.Applicant != "" {
		// Not in SQL, whose lower() knows ASCII only.
		part := strings.ToLower(f.Applicant)
		cases = slices.DeleteFunc(cases, func(k medelbot.Case) bool { return !strings.Contains(strings.ToLower(k.Applicant), part) })
	}
	swedish := collate.New(language.Swedish, collate.IgnoreCase)
	slices.SortStableFunc(cases, func(a, b medelbot.Case) int {
		if f.ByApplicant {
			return cmp.Or(swedish.CompareString(a.Applicant, b.Applicant), cmp.Compare(a.Number, b.Number))
		}
		return cmp.Compare(a.Number, b.Number)
	})
	return cases, nil
}

// Case returns all that is known of one case. The error wraps ErrNotFound if
// there is none with that number.
func (s *Store) Case(ctx context.Context, number string) (view CaseView, err error) {
	err = s.read(ctx, "show case "+number, func(t *tx) error {
		k, err := t.findCase(number)
		if err != nil {
			return err
		}
		if k == nil {
			return ErrNotFound
		}
		view.Case = *k
		if err := t.eachElement(`WHERE case_number = ?`, []any{number}, func(_ string, e ElementEntry) {
			view.History = append(view.History, e)
		}); err != nil {
			return err
		}
		if view.Log, err = t.events(number); err != nil {
			return err
		}
		view.Films, view.Reasons = films(view.Log), reasons(view.Log)
		if view.Letters, err = t.letters(`WHERE case_number = ? ORDER BY id`, number); err != nil {
			return err
		}
		view.Mails, err = t.mailsOf(number)
		return err
	})
	return view, err
}

// reasons collects from a case's log what gave rise to its warnings.
func reasons(log []LoggedEvent) map[medelbot.Warning]string {
	all := map[medelbot.Warning]string{}
	for _, e := range log {
		raw, ok := e.Payload.(json.RawMessage)
		if !ok || e.Name != medelbot.EventOpened && e.Name != medelbot.EventAttached {
			continue
		}
		var mail struct{ Warnings map[medelbot.Warning]string }
		if json.Unmarshal(raw, &mail) == nil {
			maps.Copy(all, mail.Warnings)
		}
	}
	return all
}

// films collects from a case's log what its reports linked to.
func films(log []LoggedEvent) []string {
	var all []string
	for _, e := range log {
		raw, ok := e.Payload.(json.RawMessage)
		if e.Name != medelbot.EventDone || !ok {
			continue
		}
		var deed struct{ Films []string }
		if json.Unmarshal(raw, &deed) != nil {
			continue // a deed that tells of something else by that name
		}
		for _, link := range deed.Films {
			if !slices.Contains(all, link) {
				all = append(all, link)
			}
		}
	}
	return all
}

func (t *tx) mailsOf(number string) ([]MailInfo, error) {
	var mails []MailInfo
	err := t.each(`SELECT id, kind, from_name, from_email, subject, arrived_at, size, quiet, attachments, v.name
		FROM mail LEFT JOIN malware v ON v.mail_id = id WHERE case_number = ? ORDER BY arrived_at, id`, []any{number}, func(rows *sql.Rows) error {
		var m MailInfo
		err := rows.Scan(&m.ID, &m.Kind, &m.From.Name, &m.From.Email, &m.Subject, timeColumn{&m.Arrived}, &m.Size, &m.Quiet,
			jsonColumn{&m.Attachments}, textColumn[string]{&m.Malware})
		mails = append(mails, m)
		return err
	})
	return mails, err
}

// searchLimit is how many mails a search shows at most.
const searchLimit = 100

// Search finds the kept mails that hold all of the words, in their subject,
// sender, text or attachments; the last word may be the beginning of one. At
// most 100 are returned, the best first. Words are compared without regard to
// capitals, but å, ä and ö are letters of their own.
func (s *Store) Search(ctx context.Context, words string) (hits []Hit, err error) {
	match := matchWords(words)
	if match == "" {
		return nil, fmt.Errorf("search for %q: %w", words, ErrNoWords)
	}
	err = s.read(ctx, "search", func(t *tx) error {
		return t.each(`SELECT m.id, m.case_number, m.subject, m.arrived_at, snippet(mail_text, -1, '[', ']', '…', 16)
			FROM mail_text JOIN mail m ON m.id = mail_text.rowid
			WHERE mail_text MATCH ? ORDER BY rank LIMIT ?`, []any{match, searchLimit}, func(rows *sql.Rows) error {
			var h Hit
			err := rows.Scan(&h.MailID, textColumn[string]{&h.Case}, &h.Subject, timeColumn{&h.Arrived}, &h.Snippet)
			hits = append(hits, h)
			return err
		})
	})
	return hits, err
}

// matchWords makes an FTS5 query of plain words: each is quoted, so that the
// signs of the query language mean nothing, and the last is a prefix. "" if
// no word is left, for FTS5 takes a string without words as an error.
func matchWords(words string) string {
	var quoted []string
	words = strings.ReplaceAll(words, "\x00", " ") // where SQLite would see the end of the query
	for _, w := range strings.Fields(words) {
		if strings.IndexFunc(w, isWordRune) >= 0 {
			quoted = append(quoted, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
		}
	}
	if len(quoted) == 0 {
		return ""
	}
	return strings.Join(quoted, " ") + "*"
}

// isWordRune tells the characters that the tokenizer makes words of.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
