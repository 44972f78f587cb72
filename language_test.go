package medelbot

import "testing"

// An application's language is that of its letters; one that cannot be told is
// Swedish.
func TestLanguageOfAnApplication(t *testing.T) {
	for written, want := range map[Language]Language{"": Swedish, Swedish: Swedish, English: English} {
		f := supplementFacts(StatusIncomplete, sum(60_000))
		f.Case = nil
		f.Mail.Reading.Kind, f.Mail.Reading.Language = Application, written
		f.Mail.Reading.Case, f.Mail.Reading.Cases = "", nil
		if k := Decide(f, testPolicy()).Case; k == nil || k.Language != want {
			t.Errorf("an application in %q: %+v", written, k)
		}
	}
}

// The newest mail that is clearly in one language tells it, whatever it is about.
func TestLanguageOfLaterMail(t *testing.T) {
	mails := []struct {
		kind   Kind
		reply  LetterName
		status Status
	}{
		{Supplement, AckSupplement, StatusIncomplete}, {StatusQuery, StatusLetter, StatusIncomplete},
		{Report, AckReportIncomplete, StatusPaid}, {Withdrawal, AckWithdrawal, StatusComplete},
	}
	for _, m := range mails {
		for _, tt := range []struct{ before, written, want Language }{
			{Swedish, English, English}, {English, Swedish, Swedish}, {English, "", English}, {Swedish, "", Swedish},
		} {
			f := supplementFacts(m.status, sum(60_000))
			f.Mail.Reading.Kind, f.Mail.Reading.Reply, f.Mail.Reading.Language = m.kind, m.reply, tt.written
			f.Case.Language = tt.before
			c := Decide(f, testPolicy())
			if c.Case.Language != tt.want || len(c.Letters) == 0 {
				t.Errorf("%s in %q to a case in %q: %q, letters %+v", m.kind, tt.written, tt.before, c.Case.Language, c.Letters)
			}
			if f.Case.Language != tt.before {
				t.Errorf("%s: the rules changed the facts", m.kind)
			}
		}
	}
}

// A stranger's mail says nothing of the applicant's language.
func TestLanguageOfAStranger(t *testing.T) {
	f := supplementFacts(StatusIncomplete, sum(60_000))
	f.Mail.Reading.From.Email, f.Mail.Reading.Language = "x@evil.example", English
	f.Case.Language = Swedish
	if c := Decide(f, testPolicy()); c.Case.Language != Swedish {
		t.Errorf("%+v", c.Case)
	}
}
