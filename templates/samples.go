package templates

import (
	"time"

	"medelbot"
)

// Samples returns views with sample data, at least one of each letter, to check
// templates with when they are loaded. The people are made up.
func Samples() []View {
	return SamplesOf(Frame{
		Organisation: "Sveriges Kommuner och Regioner",
		Sender:       "Testbäddar Patientkontrakt",
		Contacts: []Contact{
			{Name: "Harald Grönqvist", Role: "project leader", Phone: "08-465 004 11", Email: "harald.gronqvist@skr.se"},
			{Name: "Anette Nilsson", Role: "coordinator", Phone: "08-465 004 12", Email: "anette.nilsson@skr.se"},
		},
	})
}

// SamplesOf is Samples as those in the frame would send them, for previews. The
// frame must have a contact.
func SamplesOf(frame Frame) []View {
	zone := time.FixedZone("CEST", 2*60*60)
	arrived := time.Date(2021, 4, 30, 9, 12, 0, 0, zone)
	closed := time.Date(2021, 12, 31, 23, 59, 59, 0, zone)
	matter := Matter{Frame: frame, Case: "PK-2021-0007", Call: "Testbäddar Patientkontrakt 2021", Answers: medelbot.Application}
	ack := Ack{Matter: matter, Arrived: arrived, Closed: closed}
	late := ack
	late.Late, late.Arrived, late.Personnummer, late.Withheld = true, arrived.AddDate(1, 0, 0), true, true
	late.Files = []File{{Name: "ansökan.pages", Number: 1}, {Number: 2}}
	forgotten := ack
	forgotten.Forgotten = true

	complete := sampleElements()
	lacking := []Element{
		{Key: medelbot.Amount, Status: medelbot.Invalid, Code: medelbot.OverCap, Read: Kronor(120000),
			Quote: "Sökt belopp: 120 tkr", Source: "ansökan.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Account, Status: medelbot.Missing},
	}
	accepted := append([]Element{}, complete[:2]...)
	accepted = append(accepted, complete[3:6]...)
	views := []View{
		AckCompleteView{Ack: ack, Elements: complete},
		AckCompleteView{Ack: late, Elements: complete},
		AckIncompleteView{Ack: ack, Lacking: lacking, Accepted: accepted, Deadline: arrived.AddDate(0, 0, 14)},
		AckIncompleteView{Ack: late, Lacking: lacking[1:], Deadline: arrived.AddDate(1, 0, 14)},
		AckIncompleteView{Ack: forgotten, Lacking: lacking, Deadline: arrived.AddDate(0, 0, 14), Form: true},
	}
	views = append(views, lifeSamples(frame)...)
	return append(views, coordinatorSamples(frame, complete, lacking)...)
}

func sampleElements() []Element {
	return []Element{
		{Key: medelbot.Applicant, Status: medelbot.OK, Read: "Region Kronoberg", Quote: "Region Kronoberg söker medel för två vårdcentraler", Source: "body"},
		{Key: medelbot.Reference, Status: medelbot.OK, Read: "Testbädd Patientkontrakt", Source: "subject"},
		{Key: medelbot.Amount, Status: medelbot.OK, Read: Kronor(85000), Quote: "Sökt belopp: 85 tkr", Source: "ansökan.docx", Cap: 100000, CapPer: medelbot.CapPerApplication},
		{Key: medelbot.Purpose, Status: medelbot.OK, Read: "Handledning och tid för två vårdcentraler som prövar överenskommelser.", Source: "ansökan.docx"},
		{Key: medelbot.Effects, Status: medelbot.OK, Read: "Fler patienter vet vem de ska ringa och vad som händer sedan.", Source: "ansökan.docx"},
		{Key: medelbot.Contact, Status: medelbot.OK, Read: "Eva Ström, eva.strom@kronoberg.se, 070-174 06 05", Source: "body"},
		{Key: medelbot.Account, Status: medelbot.OK, Read: "bankkonto 83279-12345678", Quote: "konto 83279 123 456 78", Source: "underlag.png", OCR: true, Unchecked: true},
	}
}
