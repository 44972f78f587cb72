package payments

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"medelbot"
)

var (
	payer = Payer{
		Name: "Sveriges Kommuner och Regioner", OrganisationNumber: "222000-0315", BIC: "SWEDSESS",
		Account: medelbot.Value{Type: "iban", Number: "SE4550000000058398257466"},
	}
	day     = time.Date(2021, 6, 15, 0, 0, 0, 0, time.UTC)
	created = time.Date(2021, 6, 14, 9, 30, 5, 0, time.UTC)
)

func pay(number, kind, account string) Payment {
	return Payment{
		Case: number, Payee: "Region Kronoberg", OrganisationNumber: "232100-0065", SEK: 85000,
		Account: medelbot.Value{Type: kind, Number: account},
	}
}

// flat reads a message back as lines PATH=TEXT in its own order.
func flat(t *testing.T, r io.Reader) []string {
	t.Helper()
	var path, lines []string
	dec := xml.NewDecoder(r)
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return lines
		}
		if err != nil {
			t.Fatalf("it is not well-formed: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			path = append(path, x.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				lines = append(lines, strings.Join(path, "/")+"="+s)
			}
		}
	}
}

func written(t *testing.T, by Payer, list []Payment) []string {
	t.Helper()
	var b bytes.Buffer
	if err := Pain001(&b, by, day, created, list); err != nil {
		t.Fatal(err)
	}
	return flat(t, &b)
}

// under keeps the lines below a path, without it.
func under(lines []string, prefix string) (kept []string) {
	for _, l := range lines {
		if rest, ok := strings.CutPrefix(l, prefix); ok {
			kept = append(kept, rest)
		}
	}
	return kept
}

func TestPain001IsWhole(t *testing.T) {
	got := written(t, payer, []Payment{pay("PK-2021-0007", "bankgiro", "590-3125")})
	const init = "Document/CstmrCdtTrfInitn/"
	id := strings.TrimPrefix(got[0], init+"GrpHdr/MsgId=")
	want := []string{
		"GrpHdr/MsgId=" + id,
		"GrpHdr/CreDtTm=2021-06-14T09:30:05",
		"GrpHdr/NbOfTxs=1",
		"GrpHdr/CtrlSum=85000.00",
		"GrpHdr/InitgPty/Nm=Sveriges Kommuner och Regioner",
		"GrpHdr/InitgPty/Id/OrgId/Othr/Id=2220000315",
		"GrpHdr/InitgPty/Id/OrgId/Othr/SchmeNm/Cd=COID",
		"PmtInf/PmtInfId=" + id + "-1",
		"PmtInf/PmtMtd=TRF",
		"PmtInf/NbOfTxs=1",
		"PmtInf/CtrlSum=85000.00",
		"PmtInf/PmtTpInf/SvcLvl/Cd=NURG",
		"PmtInf/ReqdExctnDt=2021-06-15",
		"PmtInf/Dbtr/Nm=Sveriges Kommuner och Regioner",
		"PmtInf/Dbtr/PstlAdr/Ctry=SE",
		"PmtInf/Dbtr/Id/OrgId/Othr/Id=2220000315",
		"PmtInf/Dbtr/Id/OrgId/Othr/SchmeNm/Cd=COID",
		"PmtInf/DbtrAcct/Id/IBAN=SE4550000000058398257466",
		"PmtInf/DbtrAcct/Ccy=SEK",
		"PmtInf/DbtrAgt/FinInstnId/BIC=SWEDSESS",
		"PmtInf/ChrgBr=SLEV",
		"PmtInf/CdtTrfTxInf/PmtId/EndToEndId=PK-2021-0007",
		"PmtInf/CdtTrfTxInf/Amt/InstdAmt=85000.00",
		"PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd=SESBA",
		"PmtInf/CdtTrfTxInf/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId=9900",
		"PmtInf/CdtTrfTxInf/Cdtr/Nm=Region Kronoberg",
		"PmtInf/CdtTrfTxInf/Cdtr/PstlAdr/Ctry=SE",
		"PmtInf/CdtTrfTxInf/Cdtr/Id/OrgId/Othr/Id=2321000065",
		"PmtInf/CdtTrfTxInf/Cdtr/Id/OrgId/Othr/SchmeNm/Cd=COID",
		"PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/Id=5903125",
		"PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/SchmeNm/Prtry=BGNR",
		"PmtInf/CdtTrfTxInf/RmtInf/Ustrd=PK-2021-0007",
	}
	if diff := cmp.Diff(want, under(got, init)); diff != "" {
		t.Error(diff)
	}
}

// What the schema writes as an attribute, or as an element that a bank trips
// over when it is empty.
func TestPain001OnTheWire(t *testing.T) {
	var b bytes.Buffer
	if err := Pain001(&b, payer, day, created, []Payment{pay("PK-2021-0007", "iban", "SE4550000000058398257466")}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<?xml version="1.0" encoding="UTF-8"?>`,
		`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">`,
		`<InstdAmt Ccy="SEK">85000.00</InstdAmt>`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it lacks %s", want)
		}
	}
	if m := regexp.MustCompile(`<(\w+)>\s*</\w+>`).FindString(b.String()); m != "" {
		t.Errorf("an empty element: %s", m)
	}
}

func TestPain001Accounts(t *testing.T) {
	for _, c := range []struct {
		name, kind, number string
		want               []string
	}{
		{"bankgiro of seven digits", "bankgiro", "590-3125", []string{
			"CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd=SESBA", "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId=9900",
			"CdtrAcct/Id/Othr/Id=5903125", "CdtrAcct/Id/Othr/SchmeNm/Prtry=BGNR"}},
		{"plusgiro", "plusgiro", "286543-4", []string{
			"CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd=SESBA", "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId=9960",
			"CdtrAcct/Id/Othr/Id=2865434", "CdtrAcct/Id/Othr/SchmeNm/Cd=BBAN"}},
		{"account at Swedbank, with the fifth digit of its clearing number", "bank", "83279-147258925", []string{
			"CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd=SESBA", "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId=8327",
			"CdtrAcct/Id/Othr/Id=0147258925", "CdtrAcct/Id/Othr/SchmeNm/Cd=BBAN"}},
		{"IBAN: the bank stands in the number", "iban", "SE4550000000058398257466", []string{
			"CdtrAcct/Id/IBAN=SE4550000000058398257466"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pay("PK-2021-0007", c.kind, c.number)
			lines := under(written(t, payer, []Payment{p}), "Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/")
			var got []string
			for _, l := range lines {
				if strings.HasPrefix(l, "CdtrAgt") || strings.HasPrefix(l, "CdtrAcct") {
					got = append(got, l)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct{ number, clearing, account string }{
		{"8567-10230456", "8567", "0010230456"},
		{"85679-10230456", "8567", "0010230456"},
		{"85679-1234567890", "8567", "1234567890"},
		{"6789-123456789", "6789", "123456789"},
		{"5365-0123456", "5365", "0123456"},
	} {
		if clearing, account := parts(c.number); clearing != c.clearing || account != c.account {
			t.Errorf("parts(%s) = %s, %s", c.number, clearing, account)
		}
	}
}

func TestPain001Payer(t *testing.T) {
	for _, c := range []struct {
		name string
		by   medelbot.Value
		bic  string
		want []string
	}{
		{"a bankgiro of the payer's", medelbot.Value{Type: "bankgiro", Number: "590-3125"}, "SWEDSESS", []string{
			"DbtrAcct/Id/Othr/Id=5903125", "DbtrAcct/Id/Othr/SchmeNm/Prtry=BGNR", "DbtrAcct/Ccy=SEK", "DbtrAgt/FinInstnId/BIC=SWEDSESS"}},
		{"an IBAN, the bank not named", medelbot.Value{Type: "iban", Number: "SE4550000000058398257466"}, "", []string{
			"DbtrAcct/Id/IBAN=SE4550000000058398257466", "DbtrAcct/Ccy=SEK", "DbtrAgt/FinInstnId/Othr/Id=NOTPROVIDED"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			by := payer
			by.Account, by.BIC = c.by, c.bic
			var got []string
			for _, l := range under(written(t, by, []Payment{pay("PK-2021-0007", "bankgiro", "590-3125")}), "Document/CstmrCdtTrfInitn/PmtInf/") {
				if strings.HasPrefix(l, "DbtrA") {
					got = append(got, l)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Counts and sums agree on both levels, ids are unique and short, and texts
// within what banks take, whatever the names are.
func TestPain001AlwaysAgrees(t *testing.T) {
	const init = "Document/CstmrCdtTrfInitn/"
	names := []string{
		`"><Document/>&<!-- ]]> & Söner`, "Région de l’Île\x00\x1b[31m", "\u202eSkåne\u202c", "ＡＢＣ Ŝtiftelsen", strings.Repeat("Å", 500),
		"Bräcke diakoni; =cmd|' /C calc'!A0", "a\u030a o\u0308 a\u0308",
	}
	allowed := regexp.MustCompile(`^[a-zA-Z0-9åäöÅÄÖ/\-?:().,'+ ]+$`)
	short := regexp.MustCompile(`^[A-Z0-9-]{1,35}$`)
	random := rand.New(rand.NewPCG(5, 9))
	for range 200 {
		var list []Payment
		var sum int64
		for i := range 1 + random.IntN(40) {
			p := pay(fmt.Sprintf("PK-2021-%04d", i), "bankgiro", "590-3125")
			p.SEK, p.Payee = 1+random.Int64N(1e9), names[random.IntN(len(names))]
			sum += p.SEK
			list = append(list, p)
		}
		lines := under(written(t, payer, list), init)
		count := map[string]int{}
		var paid int64
		for _, l := range lines {
			path, value, _ := strings.Cut(l, "=")
			count[l]++
			switch name := path[strings.LastIndex(path, "/")+1:]; name {
			case "NbOfTxs":
				if value != strconv.Itoa(len(list)) {
					t.Fatalf("%s of %d payments", l, len(list))
				}
			case "CtrlSum":
				if value != fmt.Sprintf("%d.00", sum) {
					t.Fatalf("%s, and the payments come to %d", l, sum)
				}
			case "InstdAmt":
				n, err := strconv.ParseInt(strings.TrimSuffix(value, ".00"), 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				paid += n
			case "MsgId", "PmtInfId", "EndToEndId":
				if !short.MatchString(value) || count[l] > 1 {
					t.Fatalf("a bad id: %s", l)
				}
			case "Nm", "Ustrd":
				if !allowed.MatchString(value) || utf8.RuneCountInString(value) > 70 {
					t.Fatalf("a bad text: %s", l)
				}
			}
		}
		if paid != sum {
			t.Fatalf("the payments in the file come to %d, not %d", paid, sum)
		}
	}
}

func TestFileIDFollowsWhatIsOrdered(t *testing.T) {
	one := []Payment{pay("PK-2021-0007", "bankgiro", "590-3125")}
	two := []Payment{pay("PK-2021-0008", "bankgiro", "590-3125")}
	again := []Payment{pay("PK-2021-0007", "bankgiro", "590-3125")}
	if fileID(payer, day.Add(time.Hour), again) != fileID(payer, day, one) {
		t.Error("the same payments have two ids: a bank would pay twice")
	}
	if fileID(payer, day, one) == fileID(payer, day, two) || fileID(payer, day, one) == fileID(payer, day.AddDate(0, 0, 1), one) {
		t.Error("other payments have the same id: a bank would refuse them")
	}
}

func TestPain001Refuses(t *testing.T) {
	good := pay("PK-2021-0007", "bankgiro", "590-3125")
	with := func(do func(*Payment)) []Payment { p := good; do(&p); return []Payment{p} }
	by := func(do func(*Payer)) Payer { p := payer; do(&p); return p }
	for _, c := range []struct {
		name, want string
		by         Payer
		list       []Payment
	}{
		{"nothing", "nothing to pay", payer, nil},
		{"no sum", "PK-2021-0007: there is no sum", payer, with(func(p *Payment) { p.SEK = 0 })},
		{"a sum below nothing", "there is no sum", payer, with(func(p *Payment) { p.SEK = -5 })},
		{"a name of signs alone", "no name that a bank can read", payer, with(func(p *Payment) { p.Payee = "漢字" })},
		{"no organisation number", "organisation number is not known", payer, with(func(p *Payment) { p.OrganisationNumber = "" })},
		{"a mistyped one", "organisation number is not known", payer, with(func(p *Payment) { p.OrganisationNumber = "232100-0066" })},
		{"a wrong bankgiro", "is no account number", payer, with(func(p *Payment) { p.Account.Number = "590-3126" })},
		{"no account", "is no account number", payer, with(func(p *Payment) { p.Account = medelbot.Value{} })},
		{"an account abroad", "is abroad", payer, with(func(p *Payment) { p.Account = medelbot.Value{Type: "iban", Number: "DE89370400440532013000"} })},
		{"a case twice", "it stands there twice", payer, []Payment{good, good}},
		{"a payer without a name", "the payer has no name", by(func(p *Payer) { p.Name = "" }), []Payment{good}},
		{"a payer without a number", "the payer's organisation number", by(func(p *Payer) { p.OrganisationNumber = "" }), []Payment{good}},
		{"a payer without an account", "the payer's account", by(func(p *Payer) { p.Account = medelbot.Value{} }), []Payment{good}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			err := Pain001(&b, c.by, day, created, c.list)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error that says %q", err, c.want)
			}
			if b.Len() > 0 {
				t.Error("half a file was written")
			}
		})
	}
}

func TestRows(t *testing.T) {
	p := pay("PK-2021-0007", "bank", "83279-11110")
	want := [][]string{{"PK-2021-0007", "Region Kronoberg", "232100-0065", "85000", "bankkonto", "83279-11110"}}
	if diff := cmp.Diff(want, Rows([]Payment{p})); diff != "" {
		t.Error(diff)
	}
	if len(Head) != len(want[0]) {
		t.Error("the headings are not as many as the columns")
	}
}
