package main

import (
	"testing"

	"medelbot"
)

// A person who makes a case of a suspicious mail vouches for the case, and not
// for the account in it.
func TestAccountOfASuspiciousMailIsVouchedForByNobody(t *testing.T) {
	call := medelbot.Call{ID: "x", Prefix: "PK"}
	for _, tt := range []struct {
		warnings []medelbot.Warning
		want     medelbot.Vouched
	}{
		{nil, medelbot.VouchedBySender},
		{[]medelbot.Warning{medelbot.Suspicious}, medelbot.VouchedByNobody},
	} {
		sender := medelbot.Address{Email: "siv.ek@glantan.example"}
		m := medelbot.Mail{Reading: medelbot.Reading{
			Kind: medelbot.Application, Call: call.ID, From: sender, Applicant: sender, ReplyTo: sender, Reply: medelbot.AckIncomplete,
			Trust: medelbot.TrustPass, Warnings: tt.warnings,
			Elements: medelbot.Elements{medelbot.Account: {Status: medelbot.OK, Value: &medelbot.Value{Type: "bankgiro", Number: "5050-1055"}}},
		}}
		h := trusting(medelbot.Handler{Decide: func(f medelbot.Facts) medelbot.Change { return medelbot.Decide(f, medelbot.Policy{}) }})
		c := h.Decide(medelbot.Facts{Mail: &m, Call: &call})
		if c.Case == nil || c.Case.Status == medelbot.StatusHeld || c.Case.Elements[medelbot.Account].Vouched != tt.want {
			t.Errorf("%v: %+v, want vouched %q", tt.warnings, c.Case, tt.want)
		}
	}
}
