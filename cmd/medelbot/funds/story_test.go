package funds_test

import (
	"regexp"
	"strings"
	"testing"

	"medelbot"
	"medelbot/parser"
	"medelbot/parser/attachment"
	"medelbot/templates/forms"
)

// foreign are words of the fund that the program was made for.
var foreign = regexp.MustCompile(`(?i)patient|testbäd|regio|\bSKR\b|\bPK\b`)

func document(t *testing.T, name string, data []byte) string {
	t.Helper()
	doc := attachment.Read(name, "", data)
	if doc.Problem != "" {
		t.Fatalf("%s: %s", name, doc.Problem)
	}
	return doc.Text
}

// has fails unless a text holds all of the phrases, however it is folded.
func has(t *testing.T, what, text string, phrases ...string) {
	t.Helper()
	text = strings.Join(strings.Fields(text), " ")
	for _, p := range phrases {
		if !strings.Contains(text, p) {
			t.Errorf("%s does not say %q:\n%s", what, p, text)
		}
	}
	if found := foreign.FindString(text); found != "" {
		t.Errorf("%s says %q, which is another fund's", what, found)
	}
}

// The whole way of an application, and of one that lacks something.
func TestStory(t *testing.T) {
	d := open(t)

	first := d.comes("app-etiketter")
	has(t, "the answer", d.letter(first, medelbot.AckComplete), "Kulturstipendiet 2026", "Norrhults byalag", "Ålder på deltagarna", "8-14 år", "Plats och tid", "Stiftelsen Ljusglimten")

	second := d.comes("app-utan-alder")
	ask := d.letter(second, medelbot.AckIncomplete)
	has(t, "what asks for the age", ask, "Ålder på deltagarna", "Skriv hur gamla deltagarna är.", "Ansökan Kulturstipendiet 2026.docx", "högst 25 000 kr per sökande")
	if strings.Contains(ask, "Skriv var och när") {
		t.Error("it asks for the place, too, which was stated")
	}
	d.arrives([]byte("From: Nour Haddad <nour@berattarna.example>\nTo: stipendier@ljusglimten.example\nSubject: Sv: [" + second + "]\n" +
		"Date: Wed, 11 Mar 2026 10:00:00 +0100\nMessage-ID: <svar@berattarna.example>\nIn-Reply-To: <" + d.written[1].MessageID + ">\nAuthentication-Results: mx.ljusglimten.example; dmarc=pass header.from=berattarna.example\n" +
		"Content-Type: text/plain; charset=utf-8\n\nHej!\n\nÅldern är 8 till 12 år.\n\nNour\n"))
	has(t, "the answer to the age", d.letter(second, medelbot.AckSupplement), "Nu har vi allt som behövs")

	english := d.comes("app-engelska")
	has(t, "the answer in English", d.letter(english, medelbot.AckComplete), "Age of the participants", "11 to 17 years", "Place and time", "Contact person for")

	over := d.comes("app-over-taket")
	has(t, "what says that it is too much", d.letter(over, medelbot.AckIncomplete), "Du söker 40 000 kr", "högst 25 000 kr per sökande")

	age := medelbot.Value{Text: "7 till 14 år"}
	k := d.does(first, "Rut Ahlgren", medelbot.Order{Deed: medelbot.DeedCorrect, Element: "age", Value: &age})
	if e := k.Elements["age"]; e.Value == nil || e.Value.Text != "7 till 14 år" || k.Status != medelbot.StatusComplete {
		t.Errorf("corrected: %s, %+v", k.Status, e)
	}

	facts, err := d.store.DigestFacts(t.Context(), d.now.AddDate(0, 0, -1))
	if err != nil {
		t.Fatal(err)
	}
	digest, err := d.composer.ComposeDigest("stipendier", d.cfg.People()[0], "2026-03-11", facts)
	if err != nil {
		t.Fatal(err)
	}
	has(t, "the digest", shown(t, digest), "Norrhults byalag", "Ålder på deltagarna: 7 till 14 år", "Kulturstipendiet 2026", "Plats och tid:", first)
	book, err := d.composer.CasesBook(facts.Cases)
	if err != nil {
		t.Fatal(err)
	}
	has(t, "the workbook", document(t, "cases.xlsx", book), "Ålder på deltagarna", "7 till 14 år")

	d.does(first, "Rut Ahlgren", medelbot.Order{Deed: medelbot.DeedGrant})
	if k := d.does(first, "Signe Mård", medelbot.Order{Deed: medelbot.DeedGrant}); k.Status != medelbot.StatusGranted || k.Granted() != 18000 {
		t.Errorf("%s, granted %d", k.Status, k.Granted())
	}
	has(t, "the decision", d.letter(first, medelbot.DecisionGranted), "Grattis från Ljusglimten: 18 000 kr", "Kulturstipendiet 2026",
		"ta upp tre saker", "Hur många som kom", "Skriv hur många som deltog och hur många som såg på.")

	d.leaves()
	d.does(first, "Rut Ahlgren", medelbot.Order{Deed: medelbot.DeedPay, SEK: 18000, Day: d.now})
	has(t, "what tells of the payment", d.letter(first, medelbot.PaymentMade), "Hur många som kom")
	if number := d.comes("rep-slutrapport"); number != first {
		t.Errorf("the report went to %q", number)
	}
	has(t, "the answer to the report", d.letter(first, medelbot.AckReportComplete), "Hur många som kom", "120 besökare")

	for _, l := range d.written {
		whole, err := d.store.Letter(t.Context(), l.ID)
		if err != nil {
			t.Fatal(err)
		}
		has(t, string(l.Name), shown(t, whole))
	}
}

// The cap is over all that one applicant applies for.
func TestCapPerApplicant(t *testing.T) {
	d := open(t)
	d.comes("app-etiketter")
	again := d.arrives([]byte(strings.NewReplacer("18 000", "9 000", "cirkusvecka", "sagostund", "lg-001", "lg-901", "4-8 augusti", "9 maj").Replace(mail(t, "app-etiketter"))))
	has(t, "what says that it is too much", d.letter(again, medelbot.AckIncomplete), "högst 25 000 kr per sökande")
}

// The forms ask in the call's words, and what is written in them is read.
func TestForms(t *testing.T) {
	cfg := load(t)
	call := cfg.AllCalls()[0]
	fund := forms.Fund{Organisation: cfg.Organisation, Address: cfg.Mailboxes[0].Address, Coordinators: cfg.People(), Zone: cfg.Zone()}
	for _, form := range fund.All(cfg.AllCalls()) {
		for _, format := range forms.Formats() {
			file, err := form.File(format)
			if err != nil {
				t.Fatal(err)
			}
			has(t, file.Name, document(t, file.Name, file.Data))
		}
	}
	form := fund.Application(call)
	answers := map[string]string{
		"applicant": "Föreningen Orgelpipan", "amount": "7 000 kr", "account": "bankgiro 5050-1055", "contact": "Inga Strand",
		"contact.email": "inga@orgelpipan.example", "age": "9 till 12 år", "schedule": "Kyrkan i Tåsjö, hela maj",
	}
	for i := range form.Rows {
		form.Rows[i].Answer = answers[form.Rows[i].Tag]
	}
	for _, format := range forms.Formats() {
		file, err := form.File(format)
		if err != nil {
			t.Fatal(err)
		}
		raw := strings.NewReplacer("@NAME@", file.Name, "@TYPE@", file.Type, "@DATA@", base64Of(file.Data)).Replace(withFile)
		got, err := parser.Read([]byte(raw), options(cfg))
		if err != nil {
			t.Fatal(err)
		}
		if got.Kind != medelbot.Application || got.Complete == nil || !*got.Complete {
			t.Errorf("%s is read as %s, complete %v: %v", file.Name, got.Kind, got.Complete, got.Elements)
		}
		for key, want := range map[medelbot.ElementKey]string{"age": "9 till 12 år", "schedule": "Kyrkan i Tåsjö, hela maj"} {
			if e := got.Elements[key]; e.Value == nil || e.Value.Text != want {
				t.Errorf("%s: %s is read as %+v", file.Name, key, e.Value)
			}
		}
	}
}
