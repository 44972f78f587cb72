package medelbot

import "testing"

func TestBelongs(t *testing.T) {
	halland := &Case{Applicant: "Region Halland", Addresses: []string{"sven.nystedt@regionhalland.se", "kontakt.testbadd@gmail.com"}}
	foundation := &Case{Applicant: "Stiftelsen Gläntan", Addresses: []string{"bodil.frisk@glantan.example", "info@xn--glntan-bua.example"}}
	private := &Case{Applicant: "Föreningen Vårdrötter", Addresses: []string{"vardrotter@hotmail.com"}}
	unnamed := &Case{Addresses: nil}
	for _, tt := range []struct {
		name  string
		k     *Case
		from  string
		trust Trust
		want  Belonging
	}{
		{"the applicant", halland, "sven.nystedt@regionhalland.se", TrustPass, BelongsByAddress},
		{"no verdict is neutral for an address", halland, "sven.nystedt@regionhalland.se", TrustNone, BelongsByAddress},
		{"another one by the border's word", halland, "sven.nystedt@regionhalland.se", TrustFail, NotBelonging},
		{"capitals", halland, "Sven.Nystedt@RegionHalland.SE", TrustNone, BelongsByAddress},
		{"capitals and blanks in the case", &Case{Addresses: []string{" Sven.Nystedt@RegionHalland.se "}}, "sven.nystedt@regionhalland.se", TrustNone, BelongsByAddress},
		{"the contact at a freemail provider", halland, "kontakt.testbadd@gmail.com", TrustNone, BelongsByAddress},
		{"another at the same provider", halland, "kontakt.testbadd2@gmail.com", TrustPass, NotBelonging},

		{"a colleague", halland, "mona.ask@regionhalland.se", TrustPass, BelongsByDomain},
		{"a colleague without a verdict", halland, "mona.ask@regionhalland.se", TrustNone, NotBelonging},
		{"a colleague with a fail", halland, "mona.ask@regionhalland.se", TrustFail, NotBelonging},
		{"a colleague in capitals", halland, "MONA.ASK@REGIONHALLAND.SE", TrustPass, BelongsByDomain},
		{"the region's former domain", halland, "mona.ask@lthalland.se", TrustPass, BelongsByDomain},
		{"the region's subdomain", halland, "mona.ask@ext.regionhalland.se", TrustPass, BelongsByDomain},
		{"a final dot", halland, "mona.ask@regionhalland.se.", TrustPass, BelongsByDomain},
		{"another region", halland, "mona.ask@regionkalmar.se", TrustPass, NotBelonging},

		{"a look-alike", halland, "sven.nystedt@regionha1land.se", TrustPass, NotBelonging},
		{"another top level", halland, "sven.nystedt@regionhalland.com", TrustPass, NotBelonging},
		{"the name as a subdomain", halland, "sven.nystedt@regionhalland.se.example", TrustPass, NotBelonging},
		{"the name at the end of another", halland, "sven.nystedt@xregionhalland.se", TrustPass, NotBelonging},
		{"a letter of another alphabet", halland, "sven.nystedt@regi\u043enhalland.se", TrustPass, NotBelonging},
		{"an address in the local part", halland, "sven.nystedt@regionhalland.se@evil.example", TrustPass, NotBelonging},
		{"a second at", halland, "x@evil.example@regionhalland.se", TrustNone, NotBelonging},

		{"an organisation's colleague", foundation, "per.frisk@Glantan.Example", TrustPass, BelongsByDomain},
		{"of an organisation without a verdict", foundation, "per.frisk@glantan.example", TrustNone, NotBelonging},
		{"an organisation's subdomain may be anybody's", foundation, "per.frisk@hyr.glantan.example", TrustPass, NotBelonging},
		{"a name with other letters, as written", foundation, "per.frisk@xn--glntan-bua.example", TrustPass, BelongsByDomain},
		{"the same name decoded is not compared", foundation, "per.frisk@gläntan.example", TrustPass, NotBelonging},
		{"a region for a foundation", foundation, "mona.ask@regionhalland.se", TrustPass, NotBelonging},
		{"private, by address", private, "vardrotter@hotmail.com", TrustNone, BelongsByAddress},
		{"private, by domain", private, "somebody@hotmail.com", TrustPass, NotBelonging},

		{"nobody", halland, "", TrustPass, NotBelonging},
		{"no domain", halland, "sven.nystedt", TrustPass, NotBelonging},
		{"an empty domain", halland, "sven.nystedt@", TrustPass, NotBelonging},
		{"an empty address in the case", &Case{Addresses: []string{"", "@"}}, "@", TrustPass, NotBelonging},
		{"a case of nobody's", unnamed, "sven.nystedt@regionhalland.se", TrustPass, NotBelonging},
	} {
		r := &Reading{From: Address{Email: tt.from}, Trust: tt.trust}
		if got := Belongs(tt.k, r); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		r.Warnings = []Warning{Suspicious}
		if got := Belongs(tt.k, r); got != NotBelonging {
			t.Errorf("%s, and suspicious: %q", tt.name, got)
		}
	}
}

// The applicant whom a mail that was passed on names has not sent it.
func TestBelongsBySender(t *testing.T) {
	k := &Case{Addresses: []string{"sven.nystedt@regionhalland.se"}}
	r := &Reading{From: Address{Email: "someone@else.example"}, Applicant: Address{Email: "sven.nystedt@regionhalland.se"}, Trust: TrustPass}
	if got := Belongs(k, r); got != NotBelonging {
		t.Errorf("a mail that was passed on belongs by %q", got)
	}
}

func TestFirsthand(t *testing.T) {
	const sven = "sven.nystedt@regionhalland.se"
	for _, tt := range []struct {
		name            string
		from, applicant string
		trust           Trust
		warnings        []Warning
		want            bool
	}{
		{"the applicant's own", sven, sven, TrustPass, nil, true},
		{"in capitals", "Sven.Nystedt@REGIONHALLAND.se", sven, TrustPass, nil, true},
		{"with other warnings", sven, sven, TrustPass, []Warning{Late, Personnummer}, true},
		{"without a verdict", sven, sven, TrustNone, nil, false},
		{"with a fail", sven, sven, TrustFail, nil, false},
		{"passed on", "registrator@regionhalland.se", sven, TrustPass, nil, false},
		{"applied for by another", sven, sven, TrustPass, []Warning{SenderNotApplicant}, false},
		{"suspicious", sven, sven, TrustPass, []Warning{Suspicious}, false},
		{"from nobody", "", "", TrustPass, nil, false},
	} {
		r := Reading{From: Address{Email: tt.from}, Applicant: Address{Email: tt.applicant}, Trust: tt.trust, Warnings: tt.warnings}
		if got := r.Firsthand(); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestDomain(t *testing.T) {
	for address, want := range map[string]string{
		"mona.ask@RegionHalland.se": "regionhalland.se", "a@b@C.example": "c.example", "a@c.example.": "c.example", "a@ÖREBRO.example": "örebro.example",
		"": "", "@": "", "mona.ask": "", "/O=SKR/CN=MONA": "", "mona.ask@regionhalland.se ": "regionhalland.se",
	} {
		if got := (Address{Email: address}).Domain(); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestFreemail(t *testing.T) {
	for domain, want := range map[string]bool{
		"gmail.com": true, "GMAIL.com.": true, "hotmail.se": true, "live.co.uk": true, "yahoo.com.br": true, "outlook.com": true, "proton.me": true, "mbox.telia.com": true,
		"regionhalland.se": false, "live.regionhalland.se": false, "notgmail.com": false, "gmail.com.example": false, "outlook.example.se": false, "hotmail": false, "": false,
	} {
		if got := Freemail(domain); got != want {
			t.Errorf("%q: %v, want %v", domain, got, want)
		}
	}
}
