package dossier

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"medelbot"
	"medelbot/store"
	"medelbot/templates"
)

var noon = time.Date(2021, 5, 4, 10, 0, 0, 0, time.UTC)

// rawMail is a mail whose attachments bear the names given.
func rawMailWith(names ...string) []byte {
	var b strings.Builder
	b.WriteString("From: Ulla Hjort <ulla@region.example>\r\nSubject: 800101-0019\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej!\r\n")
	for i, name := range names {
		fmt.Fprintf(&b, "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''%s\r\n\r\ndata %d\r\n", name, i)
	}
	b.WriteString("--b--\r\n")
	return []byte(b.String())
}

const rawLetter = "To: ulla@region.example\r\nSubject: Tack\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTack för ansökan.\r\n" +
	"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Tack för ansökan.</p>\r\n--b--\r\n"

// sample is a case with everything that a dossier can hold, some of it hostile.
func sample(t testing.TB, attachments ...string) *Dossier {
	t.Helper()
	set, err := templates.Load("")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	event := func(seq int64, name medelbot.EventName, by string, payload any) store.LoggedEvent {
		raw, err := json.Marshal(payload)
		if err != nil {
			t.Fatal(err)
		}
		return store.LoggedEvent{Seq: seq, Hash: "ab", Event: medelbot.Event{Case: "PK-2021-0007", At: noon.Add(time.Duration(seq) * time.Hour), Name: name, By: by, Payload: json.RawMessage(raw)}}
	}
	erased := event(9, medelbot.EventVoted, "Harald", nil)
	erased.Payload = nil
	d := &Dossier{
		Zone: zone, Phrase: set.Phrase, Facts: map[string]any{"case": "PK-2021-0007"},
		Call: medelbot.Call{ID: "pk", Name: "Testbäddar 2021", Elements: []medelbot.ElementKey{medelbot.Applicant, medelbot.Amount, medelbot.Purpose}},
		View: store.CaseView{
			Case: medelbot.Case{
				Number: "PK-2021-0007", Call: "pk", Status: medelbot.StatusPaid, Applicant: "Region <script>alert(1)</script>", Addresses: []string{"ulla@region.example"},
				Elements: medelbot.Elements{
					medelbot.Applicant: {Status: medelbot.OK, Value: &medelbot.Value{Name: "Region Skåne"}, Evidence: &medelbot.Evidence{Source: "ansökan.docx", Place: "page 2", Quote: `"><img src=x onerror=alert(1)>`, OCR: true}},
					medelbot.Amount:    {Status: medelbot.OK, Value: &medelbot.Value{SEK: 45000}, Evidence: &medelbot.Evidence{Source: "body", Quote: "45 000 kr"}, Vouched: medelbot.VouchedByPerson},
				},
				Report:   medelbot.Elements{medelbot.Learning: {Status: medelbot.Unclear}},
				Decision: &medelbot.Decision{Outcome: medelbot.DeedGrant, SEK: 45000, Reason: "Bra idé", By: []string{"Harald", "Anette"}, At: noon, Final: noon},
				OpenedAt: noon, ChangedAt: noon.Add(time.Hour), PaidAt: noon, Paid: 45000, Repaid: 500, Warnings: []medelbot.Warning{medelbot.Late},
			},
			Reasons: map[medelbot.Warning]string{medelbot.Late: "den kom i maj"},
			Films:   []string{"javascript:alert(1)"},
			Log: []store.LoggedEvent{
				event(1, medelbot.EventOpened, medelbot.ByProgram, map[string]any{"status": "complete"}),
				event(2, medelbot.EventSetAside, medelbot.ByProgram, map[string]any{"reason": "stranger"}),
				event(3, medelbot.EventComposed, medelbot.ByProgram, map[string]any{"letter": "x@y", "name": "ack_complete", "to": "ulla@region.example"}),
				event(4, medelbot.EventDone, "Harald", map[string]any{"deed": "note", "from": "complete", "to": "complete", "text": "ringde <b>Ulla</b>"}),
				event(5, medelbot.EventDone, "Harald", map[string]any{"deed": "correct", "from": "incomplete", "to": "complete", "element": "account", "value": map[string]any{"type": "bankgiro", "number": "5050-1055"}}),
				event(6, medelbot.EventVoted, "Anette", medelbot.Vote{Person: "Anette", Deed: medelbot.DeedGrant, SEK: 45000}),
				event(7, medelbot.EventDone, "Anette", map[string]any{"deed": "grant", "from": "complete", "to": "granted", "sek": 45000, "by": []string{"Harald", "Anette"}}),
				event(8, medelbot.EventVoided, "the applicant", map[string]any{"votes": []int{1}}),
				erased,
			},
			Mails: []store.MailInfo{
				{ID: 1, Kind: medelbot.Application, From: medelbot.Address{Name: "Ulla Hjort", Email: "ulla@region.example"}, Subject: "XXXXXX-XXXX", Arrived: noon},
				{ID: 2, Kind: medelbot.Supplement, Arrived: noon.Add(time.Hour), Malware: "Eicar-Signature"},
			},
			Letters: []medelbot.Letter{
				{ID: 1, Name: medelbot.AckComplete, To: "ulla@region.example", State: medelbot.Sent, SentAt: noon, CreatedAt: noon},
				{ID: 2, Name: medelbot.NoticeLetter, To: "harald@skr.example", State: medelbot.Held, CreatedAt: noon},
				{ID: 3, Name: medelbot.DecisionGranted, To: "ulla@region.example", State: medelbot.Dropped, CreatedAt: noon},
			},
		},
	}
	d.Mail = func(_ context.Context, id int64) (medelbot.Mail, error) {
		if id == 2 {
			t.Error("the mail with malware was read")
		}
		return medelbot.Mail{Raw: rawMailWith(attachments...)}, nil
	}
	d.Text = func(context.Context, int64) (string, error) { return "Hej! XXXXXX-XXXX", nil }
	d.Letter = func(_ context.Context, id int64) (medelbot.Letter, error) {
		if id != 1 {
			t.Errorf("letter %d was read", id)
		}
		return medelbot.Letter{Raw: []byte(rawLetter)}, nil
	}
	return d
}

func written(t *testing.T, d *Dossier) (raw []byte, files map[string]string, order []string) {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name, ok := strings.CutPrefix(f.Name, "PK-2021-0007/")
		if !ok || files[name] != "" || f.Mode() != 0o600 || f.Modified.Year() < 1980 {
			t.Errorf("the entry %q, mode %v, of %v", f.Name, f.Mode(), f.Modified)
		}
		files[name] = string(data)
		order = append(order, name)
	}
	return b.Bytes(), files, order
}

// The dossier holds all there is of a case, with checksums that are right, and
// the same bytes each time.
func TestWrite(t *testing.T) {
	raw, files, order := written(t, sample(t, "ans%C3%B6kan.docx", "budget.xlsx"))
	want := []string{
		"mejl/001_2021-05-04/mejl.eml", "mejl/001_2021-05-04/text.txt", "mejl/001_2021-05-04/bilagor/ansökan.docx", "mejl/001_2021-05-04/bilagor/budget.xlsx",
		"brev/001_2021-05-04/brev.eml", "brev/001_2021-05-04/brev.txt", "brev/001_2021-05-04/brev.html",
		"arende.json", "tidslinje.json", "index.html", "tidslinje.html", "SHA256SUMS",
	}
	if !slices.Equal(order, want) {
		t.Errorf("the entries are %q", order)
	}
	again, _, _ := written(t, sample(t, "ans%C3%B6kan.docx", "budget.xlsx"))
	if !bytes.Equal(raw, again) {
		t.Error("a second time the bytes are others")
	}
	sums := strings.Split(strings.TrimSpace(files["SHA256SUMS"]), "\n")
	if len(sums) != len(want)-1 {
		t.Errorf("%d checksums", len(sums))
	}
	for _, line := range sums {
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || sum != fmt.Sprintf("%x", sha256.Sum256([]byte(files[name]))) {
			t.Errorf("the checksum %q", line)
		}
	}
	if n := sample(t).LettersHandedOut(); n != 1 {
		t.Errorf("%d letters are counted as handed out", n)
	}
	if files["mejl/001_2021-05-04/bilagor/budget.xlsx"] != "data 1" || files["brev/001_2021-05-04/brev.txt"] == "" {
		t.Errorf("the files hold %q", files)
	}
	for _, says := range []string{
		"Ärende PK-2021-0007", "Testbäddar 2021", "utbetald", "Beviljat, 45", "Bra idé", "Vem som söker", "Vad pengarna ska användas till", "saknas", "finns", "bekräftat av en handläggare",
		"Läst i ansökan.docx, sidan 2 (läst ur en bild)", "mejlets text", "Lärdomar och resultat", "kom in efter sista dagen", "den kom i maj", "2021-05-04 12:00",
		"virusskannern fann Eicar-Signature", `href="mejl/001_2021-05-04/bilagor/ans%C3%B6kan.docx"`, "svar på komplett ansökan", "besked", "skickades inte",
		"Mejl med skadlig kod är inte med",
	} {
		if !strings.Contains(unglued(files["index.html"]), says) {
			t.Errorf("index.html does not say %q", says)
		}
	}
	for _, says := range []string{
		"Ansökan kom in och fick ett ärendenummer", "programmet", "sökanden", "Det gäller ett ärende som avsändaren inte hör till", "Svar på komplett ansökan till ulla@region.example.",
		"En handläggare antecknade", "”ringde &lt;b&gt;Ulla&lt;/b&gt;”", "Kontonummer eller bankgiro: bankgiro, 5050-1055.", "Från ”ofullständig” till ”komplett”.",
		"Anette: bevilja.", "Ansökan beviljades", "Av Harald och Anette.", "Uppgifterna är gallrade.",
	} {
		if !strings.Contains(unglued(files["tidslinje.html"]), says) {
			t.Errorf("tidslinje.html does not say %q", says)
		}
	}
	var timeline []map[string]any
	if err := json.Unmarshal([]byte(files["tidslinje.json"]), &timeline); err != nil || len(timeline) != 9 || timeline[8]["about"] != nil || timeline[3]["about"] == nil {
		t.Errorf("tidslinje.json: %v, %v", timeline, err)
	}
}

func unglued(s string) string { return strings.ReplaceAll(s, " ", " ") }

// Whatever strangers have written, the pages hold no program, load nothing and
// lead nowhere but to the files beside them.
func TestPagesAreInert(t *testing.T) {
	_, files, _ := written(t, sample(t, "a.txt", "%3Cscript%3E.html"))
	for _, page := range []string{"index.html", "tidslinje.html"} {
		for tokens := html.NewTokenizer(strings.NewReader(files[page])); ; {
			kind := tokens.Next()
			if kind == html.ErrorToken {
				break
			}
			tag := tokens.Token()
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			if slices.Contains([]string{"script", "img", "iframe", "object", "link", "form", "base", "b"}, tag.Data) {
				t.Errorf("%s holds <%s>", page, tag.Data)
			}
			for _, a := range tag.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && (strings.Contains(a.Val, ":") || strings.HasPrefix(a.Val, "/")) {
					t.Errorf("%s holds %s=%q", page, a.Key, a.Val)
				}
			}
		}
	}
}

// A personnummer in the name of a file is masked, like everywhere but in the mail
// itself.
func TestPersonnummerIsMasked(t *testing.T) {
	_, files, _ := written(t, sample(t, "19800101-0019%20Ulla.pdf"))
	for name, text := range files {
		if strings.Contains(name, "800101") || name != "mejl/001_2021-05-04/mejl.eml" && strings.Contains(text, "800101") {
			t.Errorf("%s bears or holds it", name)
		}
	}
	if _, ok := files["mejl/001_2021-05-04/bilagor/XXXXXXXX-XXXX Ulla.pdf"]; !ok {
		t.Errorf("the attachment is gone")
	}
}

func TestSafeName(t *testing.T) {
	long := strings.Repeat("å", 200)
	for given, want := range map[string]string{
		"ansökan.docx":                  "ansökan.docx",
		"anso\u0308kan.docx":            "ansökan.docx", // as a Mac writes it
		"../../etc/passwd":              "passwd",
		`C:\Users\a\budget.xls`:         "budget.xls",
		"/":                             "bilaga.pdf",
		"":                              "bilaga.pdf",
		"..":                            "bilaga.pdf",
		" . ":                           "bilaga.pdf",
		"a\x00b\nc\u202egnp.exe":        "abcgnp.exe",
		`a<b>:"c"|?*.txt`:               "a_b___c____.txt",
		"CON":                           "_CON",
		"com1.txt":                      "_com1.txt",
		"company.txt":                   "company.txt",
		"slut. ":                        "slut",
		".htaccess":                     "htaccess",
		"utan\u00a0mellanrum.txt":       "utan mellanrum.txt",
		"bad\xffbyte.txt":               "bad_byte.txt",
		"CON .txt":                      "_CON.txt",
		"conout$":                       "_conout$",
		"Com².log":                      "_Com².log",
		"COMET.pdf":                     "COMET.pdf",
		long + ".pdf":                   strings.Repeat("å", 58) + ".pdf",
		"a." + strings.Repeat("x", 300): "a." + strings.Repeat("x", 118),
	} {
		if got := safeName(given, "application/pdf"); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func TestUniqueNames(t *testing.T) {
	n := names{}
	var got []string
	for _, name := range []string{"A.txt", "a.TXT", "a (2).txt", "b", "B", "ö.pdf", "Ö.pdf"} {
		got = append(got, n.unique(name))
	}
	if want := []string{"A.txt", "a (2).TXT", "a (2) (2).txt", "b", "B (2)", "ö.pdf", "Ö (2).pdf"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"", "ansökan.docx", "../x", "a\x00", "CON.txt", "CON .txt", strings.Repeat("å", 300), ". .", "a/.", "\u202e"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := safeName(name, "text/plain")
		if got == "" || len(got) > nameBytes+len("_") || strings.ContainsAny(got, "/\\\x00\r\n") || got == "." || got == ".." || strings.TrimSpace(got) != got {
			t.Errorf("%q became %q", name, got)
		}
		if again := safeName(got, "text/plain"); again != got {
			t.Errorf("%q became %q, and that %q", name, got, again)
		}
	})
}

// Trouble with a mail ends the writing, so that nobody takes half a dossier for
// all of it.
func TestWriteFails(t *testing.T) {
	broken := errors.New("the disk is full")
	d := sample(t)
	d.Text = func(context.Context, int64) (string, error) { return "", broken }
	if err := d.Write(t.Context(), io.Discard); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	d = sample(t)
	d.Phrase = func(string, any) (string, error) { return "", broken }
	if err := d.Write(t.Context(), io.Discard); !errors.Is(err, broken) {
		t.Errorf("the error of a phrase is %v", err)
	}
}

// Every event, deed and state of the program has Swedish words.
func TestEverythingIsWorded(t *testing.T) {
	for typ, worded := range map[string]func(string) bool{
		"EventName":     func(s string) bool { return events[medelbot.EventName(s)] != "" },
		"Deed":          func(s string) bool { return deeds[medelbot.Deed(s)] != "" },
		"OutboxState":   func(s string) bool { return letterStates[medelbot.OutboxState(s)] != "" },
		"ElementStatus": func(s string) bool { return elementStatuses[medelbot.ElementStatus(s)] != "" },
		"Vouched":       func(s string) bool { return s == "" || vouched[medelbot.Vouched(s)] != "" },
		"Kind":          func(s string) bool { return medelbot.Kind(s).Private() || kinds[medelbot.Kind(s)] != "" },
	} {
		values := constants(t, typ)
		if len(values) < 3 {
			t.Errorf("only %d constants of %s were found", len(values), typ)
		}
		for _, value := range values {
			if !worded(value) {
				t.Errorf("%s %q has no Swedish words", typ, value)
			}
		}
	}
}

// constants lists the values of the root package's constants of a type.
func constants(t *testing.T, typ string) (values []string) {
	t.Helper()
	for _, file := range []string{"case.go", "lifecycle.go", "letter.go", "element.go", "reading.go"} {
		parsed, err := parser.ParseFile(token.NewFileSet(), "../../../"+file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != typ {
				return true
			}
			for _, v := range spec.Values {
				if lit, ok := v.(*ast.BasicLit); ok {
					value, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					values = append(values, value)
				}
			}
			return true
		})
	}
	return values
}
