package importer

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"medelbot"
	"medelbot/notifier/workbook"
)

var now = time.Date(2022, 3, 1, 12, 0, 0, 0, time.UTC)

func reader() *Reader {
	return &Reader{
		Calls: []medelbot.Call{{ID: "pk-2021", Name: "Patientkontrakt 2021", Prefix: "PK", ReportDue: time.Date(2021, 12, 20, 23, 59, 59, 0, time.UTC)}},
		Now:   now, Zone: time.UTC, Mailbox: "testbaddar", File: "gamla.xlsx", Taken: []string{"PK-2021-0007"},
	}
}

func day(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

func TestCases(t *testing.T) {
	cases, faults := reader().Cases([][]string{
		{},
		{"Ärendenummer", "Utlysning", "Sökande", "Status", "Inkom", "Sökt belopp", "Beviljat belopp", "Beslutsdatum", "Utbetald", "Kontaktperson", "E-post", "Bankgiro"},
		{"PK-2021-0003", "Patientkontrakt 2021", "Region Kronoberg", "Utbetald", "2021-04-20", "100000", "85000", "2021-05-03", "2021-05-20", "Eva Ström", "Eva.Strom@kronoberg.se", "590-3125"},
		{"", "", ""},
		{"", "pk-2021", "Region Skåne", "avslag", "", "", "", "2021-06-01"},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	from := func(quote string) *medelbot.Evidence {
		return &medelbot.Evidence{Source: "gamla.xlsx", Place: "row 3", Quote: quote}
	}
	want := []medelbot.Case{{
		Number: "PK-2021-0003", Call: "pk-2021", Mailbox: "testbaddar", Status: medelbot.StatusPaid, Applicant: "Region Kronoberg",
		Addresses: []string{"eva.strom@kronoberg.se"}, OpenedAt: day("2021-04-20"), PaidAt: day("2021-05-20"), Paid: 85000,
		Decision:  &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 85000, At: day("2021-05-03"), Final: day("2021-05-03")},
		ReportDue: time.Date(2021, 12, 20, 23, 59, 59, 0, time.UTC),
		Elements: medelbot.Elements{
			medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Kronoberg"}, Evidence: from("Region Kronoberg")},
			medelbot.Amount:    {Status: medelbot.OK, Value: &medelbot.Value{SEK: 100000}, Evidence: from("100000")},
			medelbot.Contact: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Eva Ström", Email: "eva.strom@kronoberg.se"},
				Evidence: from("Eva Ström, Eva.Strom@kronoberg.se")},
			medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "590-3125"},
				Evidence: from("bankgiro 590-3125"), Vouched: medelbot.VouchedByPast},
		},
	}, {
		Number: "PK-2021-0008", Call: "pk-2021", Mailbox: "testbaddar", Status: medelbot.StatusDeclined, Applicant: "Region Skåne", OpenedAt: day("2021-06-01"),
		Decision: &medelbot.Decision{Outcome: medelbot.DeedDecline, At: day("2021-06-01"), Final: day("2021-06-01")},
		Elements: medelbot.Elements{medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Skåne"},
			Evidence: &medelbot.Evidence{Source: "gamla.xlsx", Place: "row 5", Quote: "Region Skåne"}}},
	}}
	if diff := cmp.Diff(want, cases); diff != "" {
		t.Error(diff)
	}
}

// Money that was granted and not paid goes to an account that nobody has stood
// for.
func TestUnpaidAccountIsNotTrusted(t *testing.T) {
	cases, faults := reader().Cases([][]string{{"call", "applicant", "sum granted", "bankgiro"}, {"pk-2021", "Region Skåne", "5000 kr", "590-3125"}})
	if len(faults) > 0 || len(cases) != 1 {
		t.Fatal(faults)
	}
	if got := cases[0].Elements[medelbot.Account]; got.Payable() || cases[0].Status != medelbot.StatusGranted {
		t.Errorf("the case is %s, and the account %+v", cases[0].Status, got)
	}
}

func TestFaults(t *testing.T) {
	good := []string{"pk-2021", "Region Skåne"}
	for _, c := range []struct {
		name  string
		head  []string
		cells []string
		want  []string
	}{
		{"a heading that nobody knows", []string{"Favoritfärg"}, []string{"blå"}, []string{
			"row 1, Favoritfärg: nobody knows what this column holds", "row 2, status: "}},
		{"two columns of one meaning", []string{"Status", "Läge"}, []string{"avslag", "avslag"}, []string{"row 1, Läge: the column Status says the same"}},
		{"a status of an open case", []string{"status"}, []string{"complete"}, []string{"row 2, status: a case that is complete is not over"}},
		{"no status", []string{"status"}, []string{"kanske"}, []string{`row 2, status: "kanske" is no status`}},
		{"paid, and when?", []string{"status", "granted"}, []string{"utbetald", "500"}, []string{"row 2, paid: a case that is paid needs the day"}},
		{"granted, and how much?", []string{"status"}, []string{"beviljad"}, []string{"row 2, sum granted: a case that is granted needs the sum"}},
		{"declined with a sum", []string{"status", "granted"}, []string{"avslag", "500"}, []string{"row 2, sum granted: a declined case has no granted sum"}},
		{"a sum that is none", []string{"granted"}, []string{"många"}, []string{`row 2, sum granted: "många"`, "needs the sum that was granted"}},
		{"a day that is none, told once", []string{"status", "decided"}, []string{"avslag", "i våras"}, []string{`row 2, decided: "i våras" is no day`}},
		{"a day to come", []string{"status", "decided"}, []string{"avslag", "2023-01-01"}, []string{"row 2, decided: 2023-01-01 is yet to come"}},
		{"paid before it was decided", []string{"granted", "decided", "paid"}, []string{"500", "2021-06-01", "2021-05-01"}, []string{"row 2, paid: 2021-05-01 is before"}},
		{"another series", []string{"status", "number"}, []string{"avslag", "XY-2021-0001"}, []string{`row 2, number: "XY-2021-0001" is no case number as PK-2021-0007`}},
		{"an account that is none", []string{"status", "konto"}, []string{"avslag", "?"}, []string{`row 2, account: "?"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cases, faults := reader().Cases([][]string{append([]string{"call", "applicant"}, c.head...), append(good[:2:2], c.cells...)})
			if cases != nil {
				t.Error("there are cases beside the faults")
			}
			if len(faults) != len(c.want) {
				t.Fatalf("%d faults: %v", len(faults), faults)
			}
			for i, f := range faults {
				if !strings.Contains(f.Error(), c.want[i]) {
					t.Errorf("got %q, want %q in it", f.Error(), c.want[i])
				}
			}
		})
	}
}

func TestFaultsOfTheSheet(t *testing.T) {
	row := []string{"PK-2021-0001", "pk-2021", "Region Skåne", "avslag"}
	for _, c := range []struct {
		name, want string
		rows       [][]string
	}{
		{"nothing", "the sheet is empty", nil},
		{"blanks", "the sheet is empty", [][]string{{}, {"", ""}}},
		{"headings alone", "no case below the headings", [][]string{{"call", "applicant"}}},
		{"no column of calls", "there is no column call (utlysning)", [][]string{{"applicant"}, {"Region Skåne"}}},
		{"another call", `row 2, call: there is no call "pk-1999"`, [][]string{{"call", "applicant", "status"}, {"pk-1999", "Region Skåne", "avslag"}}},
		{"nobody applied", "row 2, applicant: it is empty", [][]string{{"call", "applicant", "status"}, {"pk-2021", "", "avslag"}}},
		{"a case that is here", "row 2: case PK-2021-0007 is here already", [][]string{{"number", "call", "applicant", "status"}, {"PK-2021-0007", "pk-2021", "Region Skåne", "avslag"}}},
		{"a case twice", "row 3: case PK-2021-0001 stands in row 2 already", [][]string{{"number", "call", "applicant", "status"}, row, row}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cases, faults := reader().Cases(c.rows)
			if cases != nil || len(faults) == 0 || !strings.Contains(faults[0].Error(), c.want) {
				t.Errorf("got %v, want %q", faults, c.want)
			}
		})
	}
}

// A day that was typed as one is a number in the workbook.
func TestDayOfAWorkbook(t *testing.T) {
	cases, faults := reader().Cases([][]string{{"call", "applicant", "status", "decided"}, {"pk-2021", "Region Skåne", "avslag", "44319"}})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if at := cases[0].Decision.At; !at.Equal(day("2021-05-03")) {
		t.Errorf("it was decided on %s", at)
	}
}

func TestRows(t *testing.T) {
	raw, err := workbook.Write([]workbook.Sheet{{
		Name: "Gamla", Columns: []workbook.Column{{Title: "Sökande"}, {Title: "Beviljat"}, {Title: "Beslut"}},
		Rows: [][]any{{"Region Örebro län", int64(85000), day("2021-05-03")}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Rows(raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"Sökande", "Beviljat", "Beslut"}, {"Region Örebro län", "85000", "44319"}}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := Rows([]byte("Sökande;Beviljat")); err == nil {
		t.Error("a text was taken for a workbook")
	}
}

func FuzzRows(f *testing.F) {
	raw, err := workbook.Write([]workbook.Sheet{{Name: "A", Columns: []workbook.Column{{Title: "call"}}, Rows: [][]any{{"pk-2021"}}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if rows, err := Rows(raw); err == nil {
			reader().Cases(rows)
		}
	})
}
