package medelbot

import (
	"strings"
	"testing"
)

// Whatever a mail says, one that the virus scanner did not let through does
// nothing and answers nobody.
func TestDecideBarred(t *testing.T) {
	policy := Policy{Mode: Send, Coordinators: []Person{{Name: "Anna", Addresses: []string{"anna@fund.example"}}, {Name: "Bo", Addresses: []string{"bo@fund.example"}}}}
	for _, c := range []struct {
		name    string
		change  func(*Facts)
		aside   AsideReason
		notices int
		why     string
	}{
		{"found something", func(f *Facts) {}, AsideMalware, 2, "(Test.Sign)"},
		{"in the junk folder", func(f *Facts) { f.Mail.Quiet = QuietJunk }, AsideMalware, 0, "(Test.Sign)"},
		{"older than the first start", func(f *Facts) { f.Mail.Quiet = QuietOld }, AsideMalware, 0, ""},
		{"a flood", func(f *Facts) { f.NoticesToday = noticesPerDay }, AsideMalware, 0, ""},
		{"could not look", func(f *Facts) {
			f.Mail.Reading.Barred, f.Mail.Reading.Malware, f.Mail.Reading.Unscanned = AsideUnscanned, "", "it is too large"
		}, AsideUnscanned, 0, "(it is too large)"},
	} {
		r := completeReading() // no such reading is ever made, and none must count
		r.Barred, r.Malware = AsideMalware, "Test.Sign"
		f := Facts{Mail: &Mail{Reading: r}, Call: &testCall}
		c.change(&f)
		got := Decide(f, policy)
		if !got.Keep || got.Open || got.Case != nil || got.Aside != c.aside || len(got.Letters) != c.notices || !strings.Contains(got.Why, c.why) {
			t.Errorf("%s: %+v", c.name, got)
		}
		for _, q := range got.Letters {
			if q.Name != NoticeLetter || q.Notice != NoticeMalware {
				t.Errorf("%s: a letter %s to %s", c.name, q.Name, q.To.Email)
			}
		}
	}
}
