package elements

import (
	"testing"

	"medelbot"
)

// A column for the sum sought says what its total is; the totals of the other
// columns say nothing.
func TestAmountOfBudget(t *testing.T) {
	for _, c := range []struct {
		what, text string
		status     medelbot.ElementStatus
		sek        int64
	}{
		{"the last column", "Kostnad\tTotalt\tEgen insats\tSöks från SKR\nLön\t50 000 kr\t20 000 kr\t30 000 kr\nResor\t4 000 kr\t\t4 000 kr\n\nSumma\t54 000 kr\t20 000 kr\t34 000 kr", medelbot.OK, 34000},
		{"a column in the middle", "Kostnad\tEgen insats\tSöks\tTotalt\nLön\t20000\t30000\t50000\nResor\t0\t4000\t4000\nTotalt\t20000\t34000\t54000", medelbot.OK, 34000},
		{"a row for what is sought", "Post\tBelopp\tSöks\nLön\t50000\t30000\nSökt belopp\t\t30000", medelbot.OK, 30000},
		{"the unit in the heading", "Kostnad (tkr)\tTotalt (tkr)\tSöks (tkr)\nLön\t50\t30\nSumma\t50\t30", medelbot.OK, 30000},
		{"a total without a word", "Kostnad\tTotalt\tSökt bidrag\nLön\t50000\t30000\nResor\t5000\t5000\n\t55000\t35000", medelbot.OK, 35000},
		{"totals of blocks and of all", "Kostnad\tKostar\tSöks\nPersonal\nLön\t50000\t30000\nSumma personal\t50000\t30000\nÖvrigt\nResor\t5000\t5000\nSumma övrigt\t5000\t5000\nTotalt\t55000\t35000", medelbot.OK, 35000},
		{"part sums are none", "Kostnad\tKostar\tSöks\nLön\t50000\t30000\nDelsumma\t50000\t30000\nResor\t5000\t5000\nSumma\t55000\t35000", medelbot.OK, 35000},
		{"several funders, one is the fund", "Kostnad\tSöks från Vinnova\tSöks från SKR\nLön\t50000\t30000\nSumma\t50000\t30000", medelbot.OK, 30000},
		{"a single row", "Kostnad\tTotalt\tSöks\nLön\t50000\t30000", medelbot.OK, 30000},
		{"rows without a total", "Kostnad\tTotalt\tSöks\nLön\t50000\t30000\nResor\t5000\t5000", medelbot.Unclear, 0},
		{"two columns that may be meant", "Kostnad\tSökt 1\tSökt 2\nLön\t50000\t30000\nSumma\t50000\t30000", medelbot.Unclear, 0},
		{"totals that do not agree", "Kostnad\tKostar\tSöks\nLön\t50000\t30000\nResor\t7000\t7000\nSumma\t50000\t33000\nTotalt\t57000\t36000", medelbot.Unclear, 0},
		{"the letter says the same", "Vi söker 34 000 kr.\n\nKostnad\tTotalt\tSöks\nLön\t54000\t34000\nSumma\t54000\t34000", medelbot.OK, 34000},
		{"the letter says something else", "Vi söker 44 000 kr.\n\nKostnad\tTotalt\tSöks\nLön\t54000\t34000\nSumma\t54000\t34000", medelbot.Unclear, 0},
		{"the letter names what the table leaves open", "Vi söker 35 000 kr.\n\nKostnad\tTotalt\tSöks\nLön\t50000\t30000\nResor\t5000\t5000", medelbot.OK, 35000},
		{"labels in rows", "Total kostnad\t54 000 kr\nEgen insats\t20 000 kr\nSöks från SKR\t34 000 kr", medelbot.OK, 34000},
		{"a row of its own below the table", "Kostnad\tTotalt\tSöks\nLön\t50000\t30000\nSumma\t50000\t30000\nSökt belopp\t30000", medelbot.OK, 30000},
		{"no column for what is sought", "Kostnad\tTimmar\tBelopp\nLön\t40\t30000\nResor\t\t5000\nSökt belopp\t\t35000", medelbot.OK, 35000},
		{"what the region pays is not sought", "Kostnad\tSökt från egna regionen\tTotalt\nLön\t20000\t54000\nSumma\t20000\t54000\n\nSökt belopp\t34000", medelbot.OK, 34000},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, table := range []string{c.text, asBars(c.text)} {
				e := Read(Input{Texts: []Text{{Source: "body", Own: table}}, Wanted: []medelbot.ElementKey{medelbot.Amount}, Call: &call2021})[medelbot.Amount]
				var sek int64
				if e.Value != nil {
					sek = e.Value.SEK
				}
				if e.Status != c.status || sek != c.sek {
					t.Errorf("%v %d, want %v %d; read from\n%s", e.Status, sek, c.status, c.sek, table)
				}
			}
		})
	}
}

// The headings of a timetable ask for nothing: what the letter tells counts.
func TestHeadingsOfColumns(t *testing.T) {
	const told = "Vi vill använda pengarna till att pröva gemensamma hembesök i fyra kommuner."
	for table, want := range map[string]string{
		"Aktivitet\tStart\tTimmar\nPlanering\taugusti\t40":                           told,
		"Aktivitet\tVi övar samtal om vårdplaner på tre vårdcentraler under hösten.": "Vi övar samtal om vårdplaner på tre vårdcentraler under hösten.",
	} {
		e := Read(Input{Texts: []Text{{Source: "body", Own: told}, {Source: "plan.xlsx", Own: table}}, Wanted: []medelbot.ElementKey{medelbot.Purpose}, Call: &call2021})[medelbot.Purpose]
		if e.Value == nil || e.Value.Text != want {
			t.Errorf("%q: %+v, want %q", table, e.Value, want)
		}
	}
}

// asBars writes a table as people do who have no tables.
func asBars(text string) string {
	out := []byte("")
	for _, b := range []byte(text) {
		if b == '\t' {
			out = append(out, " | "...)
			continue
		}
		out = append(out, b)
	}
	return string(out)
}
