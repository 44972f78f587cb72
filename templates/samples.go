package templates

import (
	"time"

	"medelbot"
)

// Samples returns views with sample data, at least one of each letter, to check
// templates with when they are loaded. The people are made up.
func Samples() []View { return SamplesOf(sampleFrame()) }

// SamplesOf is Samples as those in the frame would send them, for previews. The
// frame must have a contact.
func SamplesOf(frame Frame) []View {
	return append(applicantSamples(frame, swedishWords), coordinatorSamples(frame, swedishWords.elements, swedishWords.lacking)...)
}

// EnglishSamplesOf is SamplesOf for the English letters, all to applicants.
func EnglishSamplesOf(frame Frame) []View { return applicantSamples(frame, englishWords) }

func sampleFrame() Frame {
	return Frame{
		Organisation: "Sveriges Kommuner och Regioner",
		Sender:       "Testbäddar Patientkontrakt",
		Contacts: []Contact{
			{Name: "Harald Grönqvist", Role: "project leader", Phone: "08-465 004 11", Email: "harald.gronqvist@skr.se"},
			{Name: "Anette Nilsson", Role: "coordinator", Phone: "08-465 004 12", Email: "anette.nilsson@skr.se"},
		},
	}
}

// applicantSamples are views of the letters to applicants, which say something
// in the applicant's own words.
func applicantSamples(frame Frame, words sampleWords) []View {
	zone := time.FixedZone("CEST", 2*60*60)
	arrived := time.Date(2021, 4, 30, 9, 12, 0, 0, zone)
	closed := time.Date(2021, 12, 31, 23, 59, 59, 0, zone)
	matter := Matter{Frame: frame, Case: "PK-2021-0007", Call: "Testbäddar Patientkontrakt 2021", Answers: medelbot.Application}
	ack := Ack{Matter: matter, Arrived: arrived, Closed: closed}
	late := ack
	late.Late, late.Arrived, late.Personnummer, late.Withheld = true, arrived.AddDate(1, 0, 0), true, true
	late.Files = []File{{Name: words.file + ".pages", Number: 1}, {Number: 2}}
	forgotten := ack
	forgotten.Forgotten = true

	complete, lacking := words.elements, words.lacking
	accepted := append([]Element{}, complete[:2]...)
	accepted = append(accepted, complete[3:6]...)
	views := []View{
		AckCompleteView{Ack: ack, Elements: complete},
		AckCompleteView{Ack: late, Elements: complete},
		AckIncompleteView{Ack: ack, Lacking: lacking, Accepted: accepted, Deadline: arrived.AddDate(0, 0, 14)},
		AckIncompleteView{Ack: late, Lacking: lacking[1:], Deadline: arrived.AddDate(1, 0, 14)},
		AckIncompleteView{Ack: forgotten, Lacking: lacking, Deadline: arrived.AddDate(0, 0, 14), Form: true},
	}
	return append(views, lifeSamples(frame, words)...)
}
