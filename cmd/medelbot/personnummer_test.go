package main

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"medelbot"
	"medelbot/parser"
	"medelbot/parser/message"
)

// withCheckDigit ends nine digits of an identity number (Luhn).
func withCheckDigit(nine string) string {
	for d := range 10 {
		if ten := fmt.Sprintf("%s%d", nine, d); medelbot.Luhn(ten) {
			return ten
		}
	}
	return ""
}

// identities are identity numbers of nobody as people write them: each of another
// day, so that a trace tells how it was written.
func identities() (written []string) {
	n := func(day int) (date, tail string) {
		ten := withCheckDigit(fmt.Sprintf("8003%02d999", day))
		return ten[:6], ten[6:]
	}
	for i, form := range []string{
		"%s-%s", "19%s-%s", "%s%s", "19%s%s", "19%s %s", "%s+%s", "19%s–%s", "%s\u2011%s", "%s\u00a0%s", "19%s - %s", "19%s\u2212%s", "%s -%s",
	} {
		date, tail := n(i + 1)
		written = append(written, fmt.Sprintf(form, date, tail))
		date, tail = n(i + 61 + 12) // samordningsnummer: the day and 60 more
		written = append(written, fmt.Sprintf(form, date, tail))
	}
	return written
}

// traces finds what is left of identities: their dates, with or without what
// comes after.
var traces = regexp.MustCompile(`8003[0-3678]\d[-+ –\x{2011}\x{a0}\x{2212}]{0,3}999`)

// A personnummer stands in the mail as it came and nowhere else: in no other
// column of the database, no letter, no page, no list and no dossier, whoever
// wrote it and however.
func TestPersonnummerStaysInTheMail(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte(medelbot.ExampleConfig()), 0o600); err != nil {
		t.Fatal(err)
	}
	said := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		p := process{in: strings.NewReader(""), out: &out, err: &errs, now: time.Now, user: func() string { return "harald" }, read: parser.Read, config: config}
		if status := execute(t.Context(), args, p); status != 0 {
			t.Fatalf("%v: status %d, %s", args, status, &errs)
		}
		return out.String() + errs.String()
	}
	all := strings.Join(identities(), ", ")
	mail := filepath.Join(dir, "mail.eml")
	if err := os.WriteFile(mail, []byte(identityMail(identities())), 0o600); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{"parse": said("parse", "--explain", mail), "parse --json": said("parse", "--json", mail)}
	told["ingest"] = said("ingest", "--reply", mail)
	for _, line := range [][]string{
		{"note", "PK-2021-0001", "gäller " + all}, {"request", "PK-2021-0001", "Vem är " + all + "?"},
		{"correct", "PK-2021-0001", "purpose", "Stöd till " + all},
		{"decide", "PK-2021-0001", "decline", "--as", "Harald", "--reason", "för " + all},
	} {
		told[line[0]] = said(line...)
	}
	for _, line := range [][]string{
		{"show", "PK-2021-0001"}, {"show", "PK-2021-0001", "--json"}, {"cases", "--json"}, {"cases", "--csv"}, {"search", "region"}, {"search", "region", "--json"},
		{"outbox", "--json"}, {"aside", "--json"}, {"digest", "--preview", "-"}, {"replay"},
	} {
		told[strings.Join(line, " ")] = said(line...)
	}
	for name, text := range told {
		if found := traces.FindString(text); found != "" {
			t.Errorf("%s tells %q", name, found)
		}
	}
	said("export", "PK-2021-0001", "--zip", filepath.Join(dir, "akt.zip"))
	checkDossier(t, filepath.Join(dir, "akt.zip"))
	said("cases", "--xlsx", filepath.Join(dir, "arenden.xlsx"))
	for name, data := range unzipped(t, filepath.Join(dir, "arenden.xlsx")) {
		if found := traces.Find(data); found != nil {
			t.Errorf("%s of the workbook holds %q", name, found)
		}
	}
	checkTables(t, filepath.Join(dir, "medelbot.db"))
}

// identityMail bears identity numbers everywhere: in its sender's name, subject
// and text, in a file and in the name of one.
func identityMail(all []string) string {
	return "From: =?utf-8?q?Ulla_" + strings.ReplaceAll(all[0], " ", "_") + "?= <ulla@skane.se>\r\nTo: harald.gronqvist@skr.se\r\n" +
		"Subject: Patientkontrakt " + all[0] + " " + all[3] + "\r\nDate: Tue, 4 May 2021 09:12:00 +0200\r\nMessage-ID: <1@skane.se>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hej!\r\n\r\nRegion Skåne ansöker om medel ur testbädden för Patientkontrakt.\r\n\r\nSökande: Region Skåne\r\nSökt belopp: 45 000 kr\r\n" +
		"Vad pengarna ska användas till: Stöd till " + strings.Join(all, "; ") + ".\r\n" +
		"Önskade effekter: Att " + strings.Join(all, " och ") + " vet vem de ska ringa.\r\n" +
		"Kontaktperson: Ulla Hjort " + all[0] + ", ulla@skane.se, 070-174 06 09\r\nBankgiro: 590-3125\r\n\r\nUlla\r\n" +
		"--b\r\nContent-Type: text/csv; charset=utf-8\r\nContent-Disposition: attachment; filename=\"" + all[1] + " Ulla.csv\"\r\n\r\n" +
		"deltagare;nummer\r\nUlla;" + strings.Join(all, "\r\nUlla;") + "\r\n--b--\r\n"
}

// checkTables looks for traces in every column of every table but the raw mails,
// and in the decoded parts of every letter.
func checkTables(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	columns := rows(t, db, `SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2`)
	if len(columns) < 100 {
		t.Errorf("the database has %d columns only", len(columns))
	}
	for _, column := range columns {
		if column[0] == "mail" && column[1] == "raw" {
			continue
		}
		for _, value := range rows(t, db, fmt.Sprintf(`SELECT CAST("%s" AS TEXT) FROM "%s"`, column[1], column[0])) {
			if found := traces.FindString(value[0]); found != "" {
				t.Errorf("%s.%s holds %q", column[0], column[1], found)
			}
			if column[0] != "outbox" || column[1] != "raw" {
				continue
			}
			m := message.Parse([]byte(value[0]))
			for _, part := range m.Parts {
				if found := traces.FindString(m.Subject + "\n" + part.Name + "\n" + part.Text + string(part.Data)); found != "" {
					t.Errorf("the letter %q holds %q", m.Subject, found)
				}
			}
		}
	}
	if letters := rows(t, db, `SELECT name FROM outbox WHERE length(raw) > 0`); len(letters) < 3 {
		t.Errorf("only these letters were written: %v", letters)
	}
}

func rows(t *testing.T, db *sql.DB, query string) (all [][2]string) {
	t.Helper()
	found, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for found.Next() {
		var values [2]sql.NullString
		into := []any{&values[0], &values[1]}
		if err := found.Scan(into[:len(names)]...); err != nil {
			t.Fatal(err)
		}
		all = append(all, [2]string{values[0].String, values[1].String})
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// checkDossier looks for traces in what is exported, but for the mails and their
// attachments themselves.
func checkDossier(t *testing.T, path string) {
	t.Helper()
	raws := 0
	for name, data := range unzipped(t, path) {
		if traces.MatchString(name) {
			t.Errorf("the dossier has a file %q", name)
		}
		switch {
		case strings.HasSuffix(name, "/mejl.eml") || strings.Contains(name, "/bilagor/"):
			raws++
		case traces.Match(data):
			t.Errorf("%s of the dossier holds %q", name, traces.Find(data))
		}
	}
	if raws != 2 {
		t.Errorf("the dossier has %d mails and attachments", raws)
	}
}

func unzipped(t *testing.T, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = data
	}
	return files
}

// What is imported is masked, too, but for the account, which is paid to.
func TestImportedPersonnummerIsMasked(t *testing.T) {
	number := withCheckDigit("800301999")
	k := medelbot.Case{Applicant: "Ulla " + number, Elements: medelbot.Elements{
		medelbot.Contact: {Value: &medelbot.Value{Name: "Ulla " + number}, Evidence: &medelbot.Evidence{Source: number + ".xlsx", Quote: "Ulla " + number}},
		medelbot.Account: {Value: &medelbot.Value{Type: "bank", Number: "3300-" + number}},
		medelbot.Effects: {},
	}}
	maskCase(&k)
	contact := k.Elements[medelbot.Contact]
	for _, text := range []string{k.Applicant, contact.Value.Name, contact.Evidence.Source, contact.Evidence.Quote} {
		if !strings.Contains(text, "XXXXXXXXXX") || traces.MatchString(text) {
			t.Errorf("%q is not masked", text)
		}
	}
	if got := k.Elements[medelbot.Account].Value.Number; got != "3300-"+number {
		t.Errorf("the account became %s", got)
	}
}
