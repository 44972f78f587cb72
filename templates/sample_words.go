package templates

import "medelbot"

// sampleWords are what the people of the samples say in one language.
type sampleWords struct {
	file, report     string    // names of attachments
	elements         []Element // an application in order
	lacking          []Element // what must be mended in one
	unclear          Element   // a sum that cannot be told
	question, reason []string  // of coordinators
	bankgiro, bank   string    // accounts, masked
	part             string    // of a report
}

var swedishWords = sampleWords{
	file: "ansökan", report: "slutrapport.docx",
	elements: []Element{
		{Key: medelbot.Applicant, Status: medelbot.OK, Read: "Region Kronoberg", Quote: "Region Kronoberg söker medel för två vårdcentraler", Source: "body"},
		{Key: medelbot.Reference, Status: medelbot.OK, Read: "Testbädd Patientkontrakt", Source: "subject"},
		{Key: medelbot.Amount, Status: medelbot.OK, Read: Kronor(85000), Quote: "Sökt belopp: 85 tkr", Source: "ansökan.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Purpose, Status: medelbot.OK, Read: "Handledning och tid för två vårdcentraler som prövar överenskommelser.", Source: "ansökan.docx"},
		{Key: medelbot.Effects, Status: medelbot.OK, Read: "Fler patienter vet vem de ska ringa och vad som händer sedan.", Source: "ansökan.docx"},
		{Key: medelbot.Contact, Status: medelbot.OK, Read: "Eva Ström, eva.strom@kronoberg.se, 070-174 06 05", Source: "body"},
		{Key: medelbot.Account, Status: medelbot.OK, Read: "bankkonto 83279-12345678", Quote: "konto 83279 123 456 78", Source: "underlag.png", OCR: true, Unchecked: true},
	},
	lacking: []Element{
		{Key: medelbot.Amount, Status: medelbot.Invalid, Code: medelbot.OverCap, Read: Kronor(120000),
			Quote: "Sökt belopp: 120 tkr", Source: "ansökan.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Account, Status: medelbot.Missing},
	},
	unclear: Element{Key: medelbot.Amount, Status: medelbot.Unclear, Code: medelbot.NotANumber, Quote: "50–100 tkr", Source: "body",
		Cap: 100000, CapPer: medelbot.CapPerApplication},
	question: []string{"Hur når ni patienter som inte talar svenska?", "Berätta gärna vilka vårdcentraler som är med."},
	reason:   []string{"Pengarna räcker inte till alla som har sökt.", "Ni gör ett viktigt arbete, och vi hör gärna hur det går."},
	bankgiro: "bankgiro som slutar på 1055", bank: "bankkonto som slutar på 5678",
	part: "Två vårdcentraler prövade överenskommelser med 40 patienter.",
}

var englishWords = sampleWords{
	file: "application", report: "report.docx",
	elements: []Element{
		{Key: medelbot.Applicant, Status: medelbot.OK, Read: "Region Kronoberg", Quote: "Region Kronoberg applies for funding for two health centres", Source: "body"},
		{Key: medelbot.Reference, Status: medelbot.OK, Read: "Testbed Patientkontrakt", Source: "subject"},
		{Key: medelbot.Amount, Status: medelbot.OK, Read: KronorIn(medelbot.English, 85000), Quote: "Amount applied for: 85 000 kr", Source: "application.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Purpose, Status: medelbot.OK, Read: "Supervision and time for two health centres that try out agreements.", Source: "application.docx"},
		{Key: medelbot.Effects, Status: medelbot.OK, Read: "More patients know whom to call and what happens next.", Source: "application.docx"},
		{Key: medelbot.Contact, Status: medelbot.OK, Read: "Eva Ström, eva.strom@kronoberg.se, 070-174 06 05", Source: "body"},
		{Key: medelbot.Account, Status: medelbot.OK, Read: "bank account 83279-12345678", Quote: "account 83279 123 456 78", Source: "underlag.png", OCR: true, Unchecked: true},
	},
	lacking: []Element{
		{Key: medelbot.Amount, Status: medelbot.Invalid, Code: medelbot.OverCap, Read: KronorIn(medelbot.English, 120000),
			Quote: "Amount applied for: 120 000 kr", Source: "application.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Account, Status: medelbot.Missing},
	},
	unclear: Element{Key: medelbot.Amount, Status: medelbot.Unclear, Code: medelbot.NotANumber, Quote: "SEK 50,000 to 100,000", Source: "body",
		Cap: 100000, CapPer: medelbot.CapPerApplication},
	question: []string{"How will you reach patients who do not speak Swedish?", "Please tell us which health centres take part."},
	reason:   []string{"There is not enough money for all who have applied.", "You do important work, and we would like to hear how it goes."},
	bankgiro: "bankgiro ending in 1055", bank: "bank account ending in 5678",
	part: "Two health centres tried out agreements with 40 patients.",
}
