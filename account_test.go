package medelbot

import (
	"os"
	"strings"
	"testing"
)

// testdata/account_vectors.tsv: numbers from public test suites of several
// languages, from banks' own examples, and such with a digit changed.
func TestCheckAccountVectors(t *testing.T) {
	table, err := os.ReadFile("testdata/account_vectors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]AccountType{"account": BankAccount, "bankgiro": Bankgiro, "plusgiro": Plusgiro, "iban": IBAN}
	rows := 0
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || types[f[0]] == "" {
			continue
		}
		rows++
		n, check := CheckAccount(types[f[0]], f[1])
		got := map[AccountCheck]string{NoAccount: "no", BadCheck: "no", UncheckedAccount: "unknown", CheckedAccount: "yes"}[check]
		if got != f[2] {
			t.Errorf("%s %q: %s (%+v), want %s %s", f[0], f[1], got, n, f[2], f[3])
		}
	}
	if rows < 350 {
		t.Errorf("only %d rows read", rows)
	}
}

func TestCheckAccountNormalForm(t *testing.T) {
	for _, tc := range []struct {
		typ     AccountType
		written string
		number  string
		check   AccountCheck
	}{
		{Bankgiro, "5050 1055", "5050-1055", CheckedAccount},
		{Bankgiro, "160–9908", "160-9908", CheckedAccount},
		{Bankgiro, "5050\u20111055", "5050-1055", CheckedAccount},
		{Bankgiro, "5050-\u200b1055", "5050-1055", CheckedAccount},
		{Bankgiro, "5050-1056", "5050-1056", BadCheck},
		{Bankgiro, "050-1055", "", NoAccount},
		{Plusgiro, "28 65 43-4", "286543-4", CheckedAccount},
		{Plusgiro, "2865434", "286543-4", CheckedAccount},
		{BankAccount, "8327-9, 014 725 892-5", "83279-0147258925", CheckedAccount},
		{BankAccount, "8327-9 014 725 892-5", "83279-0147258925", CheckedAccount},
		{BankAccount, "8327 9 14 725 892-5", "83279-147258925", CheckedAccount},
		{BankAccount, "6114 – 517 182 351", "6114-517182351", CheckedAccount},
		{BankAccount, "5140 00 100 04", "5140-0010004", CheckedAccount},
		{BankAccount, "5000,000001111116", "5000-1111116", CheckedAccount}, // padding goes
		{BankAccount, "9999-0123457", "9999-0123457", UncheckedAccount},
		{BankAccount, "1000, 123 45 67", "1000-1234567", BadCheck}, // Riksbanken has no customers
		{IBAN, "se45 5000 0000 0583 9825 7466", "SE4550000000058398257466", CheckedAccount},
		{IBAN, "SE45 5000 0000 0583 9825 7467", "SE4550000000058398257467", BadCheck},
		{IBAN, "NO93 8601 1117 947", "NO9386011117947", CheckedAccount},
		{IBAN, "SE45 5000", "", NoAccount},
		{AccountType("swish"), "123 456 78 90", "", NoAccount},
	} {
		n, check := CheckAccount(tc.typ, tc.written)
		if n.Number != tc.number || check != tc.check {
			t.Errorf("%s %q: %q %v, want %q %v", tc.typ, tc.written, n.Number, check, tc.number, tc.check)
		}
	}
}

// Every row of the embedded table must say something, and ranges must not
// overlap, or the search in it would miss.
func TestClearingTable(t *testing.T) {
	known := map[string]bool{"mod11-3+7": true, "mod11-4+7": true, "mod11-9": true, "mod11-10": true,
		"luhn": true, "swedbank": true, "personkonto": true, "none": true, "refuse": true}
	last := 0
	for _, r := range clearingRanges() {
		if r.from <= last || r.to < r.from || r.min < 2 || r.max < r.min || r.bank == "" {
			t.Errorf("bad row %+v after %d", r, last)
		}
		for _, c := range r.checks {
			if !known[c] {
				t.Errorf("row %+v: unknown check %q", r, c)
			}
		}
		last = r.to
	}
	if len(clearingRanges()) != strings.Count(clearingTable, "\n")-strings.Count(clearingTable, "#") {
		t.Errorf("%d ranges of %d lines", len(clearingRanges()), strings.Count(clearingTable, "\n"))
	}
}

func FuzzCheckAccount(f *testing.F) {
	for _, s := range []string{"5050-1055", "28 65 43-4", "8327-9, 014 725 892-5", "SE45 5000 0000 0583 9825 7466", "8", "8000", "80000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, typ := range []AccountType{Bankgiro, Plusgiro, BankAccount, IBAN} {
			n, check := CheckAccount(typ, s)
			if (check == NoAccount) != (n.Number == "") {
				t.Errorf("%s %q: number %q with check %v", typ, s, n.Number, check)
			}
			// A normal form reads as itself.
			if again, c := CheckAccount(typ, n.Number); check == CheckedAccount && (c != check || again.Number != n.Number) {
				t.Errorf("%s %q: %q reads as %q (%v)", typ, s, n.Number, again.Number, c)
			}
		}
	})
}
