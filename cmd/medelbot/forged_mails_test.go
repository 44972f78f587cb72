package main

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"medelbot"
)

// decider is a coordinator and what their own digest has given them.
type decider struct{ name, address, code string }

// forgeryScene is what a forger may know: all of it, also codes that were given
// to others and never used.
type forgeryScene struct {
	number, border string // the case; whose Authentication-Results count
	box            string // the host that hands mail to the mailbox
	first, second  decider
	stale          decider // the first one, with a code from before the application was changed
	applicant      string
	count          int
}

// forgery is one mail that must change nothing, and why its command is refused;
// "" if it is none of this case.
type forgery struct {
	name    string
	refused medelbot.RefusalCode
	raw     string
}

const (
	evil     = "forger.example"
	evilHost = "mail." + evil
)

// arrival is a mail as it lies in the mailbox: below the Received line of our own
// hosts, the verdict of our border and its line about the host outside stands
// what the sender wrote.
func (s *forgeryScene) arrival(verdict, header, body string) string {
	s.count++
	// Each at its own second: what differs in nothing but its route is a copy.
	date := time.Now().Add(time.Duration(s.count) * time.Second).Format(time.RFC1123Z)
	raw := fmt.Sprintf("Received: from %s (%s [192.0.2.25]) by %s with ESMTPS id a%d; %s\n", s.border, s.border, s.box, s.count, date)
	if verdict != "" {
		raw += "Authentication-Results: " + verdict + "\n"
	}
	raw += fmt.Sprintf("Received: from %s (%s [203.0.113.9]) by %s with ESMTPS id b%d; %s\n", evilHost, evilHost, s.border, s.count, date)
	raw += fmt.Sprintf("Message-ID: <%d.%s@%s>\nDate: %s\nMIME-Version: 1.0\n%s", s.count, rand.Text(), evil, date, header)
	if !strings.Contains(header, "Content-Type:") {
		raw += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
	}
	return raw + "\n" + body
}

// passed is the border's verdict on an honest sender.
func (s *forgeryScene) passed(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return fmt.Sprintf("%s; spf=pass smtp.mailfrom=%s; dmarc=pass header.from=%s", s.border, domain, domain)
}

// writes are the fields of who writes to the mailbox.
func (s *forgeryScene) writes(from string) string {
	return fmt.Sprintf("From: %s\nTo: <%s>\nSubject: [%s] Bevilja\n", from, s.first.address, s.number)
}

// grant is what a coordinator would write to grant the case.
func grant(code string) string { return "BEVILJA 40000\n\nKod: " + code + "\n" }

// honest is a command of a coordinator as it should be.
func (s *forgeryScene) honest(d decider, text string) string {
	return s.arrival(s.passed(d.address), s.writes(d.named()), text)
}

func (d decider) named() string { return fmt.Sprintf("%s <%s>", d.name, d.address) }

// multipart are two parts of a kind, each with its own fields.
func multipart(kind string, parts ...string) (header, body string) {
	for _, p := range parts {
		body += "--=_seam\n" + p + "\n"
	}
	return "Content-Type: multipart/" + kind + "; boundary=\"=_seam\"\n", body + "--=_seam--\n"
}

const (
	plainPart = "Content-Type: text/plain; charset=utf-8\n\n"
	htmlPart  = "Content-Type: text/html; charset=utf-8\n\n"
)

// strangers are forgeries by others, who know the first coordinator's code.
func (s *forgeryScene) strangers() []forgery {
	first, text := s.first.named(), grant(s.first.code)
	_, house, _ := strings.Cut(s.first.address, "@")
	forged := "Authentication-Results: " + s.passed(s.first.address) + "\n"
	none := s.border + "; spf=none smtp.mailfrom=" + evil + "; dmarc=none header.from=" + house
	from := func(who string) string { return s.arrival(s.passed("x@"+evil), s.writes(who), text) }
	as := func(verdict, more string) string { return s.arrival(verdict, more+s.writes(first), text) }
	return []forgery{
		{"another's address behind the coordinator's name", medelbot.RefusedStranger, from(s.first.name + " <x@" + evil + ">")},
		{"the coordinator's address as a name", medelbot.RefusedStranger, from("\"" + s.first.address + "\" <x@" + evil + ">")},
		{"a domain that looks like ours", medelbot.RefusedStranger, s.arrival(s.passed("x@"+house+".co"), s.writes(s.first.name+" <"+s.first.address+".co>"), text)},
		{"a domain that looks like ours to the eye", medelbot.RefusedStranger, s.arrival(s.passed("x@xn--"+house), s.writes(strings.ReplaceAll(first, "a", "а")), text)},
		{"the coordinator as Sender and Reply-To", medelbot.RefusedStranger, s.arrival(s.passed("x@"+evil), "Sender: "+first+"\nReply-To: "+first+"\n"+s.writes("x@"+evil), text)},
		{"the coordinator as Resent-From", medelbot.RefusedStranger, s.arrival(s.passed("x@"+evil), "Resent-From: "+first+"\n"+s.writes("x@"+evil), text)},
		{"two addresses in From", medelbot.RefusedStranger, s.arrival(s.passed(s.first.address), s.writes("x@"+evil+", "+first), text)},
		{"two From fields", medelbot.RefusedStranger, s.arrival(s.passed("x@"+evil), "From: x@"+evil+"\n"+s.writes(first), text)},
		{"DMARC failed", medelbot.RefusedNoPass, as(s.border+"; dmarc=fail header.from="+house, "")},
		{"no verdict", medelbot.RefusedNoPass, as("", "")},
		{"a forged verdict below a failure", medelbot.RefusedNoPass, as(s.border+"; spf=fail smtp.mailfrom="+house+"; dmarc=fail header.from="+house, forged)},
		{"a forged verdict below none", medelbot.RefusedNoPass, as(none, forged)},
		{"a forged verdict below our border's line and another forged line of it", medelbot.RefusedNoPass, as(none,
			"Received: from "+s.border+" ("+s.border+" [192.0.2.25]) by "+s.box+"; "+time.Now().Format(time.RFC1123Z)+"\n"+forged)},
		{"a verdict of another's server", medelbot.RefusedNoPass, as("mx."+evil+"; dmarc=pass header.from="+house, "")},
		{"a verdict without a name, as Exchange Online writes it", medelbot.RefusedNoPass, as("spf=pass (sender IP is 203.0.113.9) smtp.mailfrom="+house+"; dmarc=pass action=none header.from="+house, "")},
		{"a verdict on another domain", medelbot.RefusedNoPass, as(s.border+"; dmarc=pass header.from="+evil, "")},
		{"SPF passed for another domain", medelbot.RefusedNoPass, as(s.border+"; spf=pass smtp.mailfrom="+evil+"; dkim=pass header.d="+evil, "")},
		{"a local part that reads like a verdict", medelbot.RefusedNoPass, as(s.border+"; spf=fail smtp.mailfrom=\"a; dmarc=pass header.from="+house+"\"@"+evil, "")},
		{"a mark of Exchange for mail from within", medelbot.RefusedNoPass, as(none, "X-MS-Exchange-Organization-AuthAs: Internal\nX-MS-Exchange-Organization-AuthSource: "+s.box+"\n")},
		{"a digest passed on by a stranger, a command above it", medelbot.RefusedStranger, s.arrival(s.passed("x@"+evil), s.writes("x@"+evil), text+
			"\n-----Ursprungligt meddelande-----\nFrån: "+first+"\nÄmne: Läget\n\n["+s.number+"] Bevilja\nKod: "+s.first.code+"\n")},
		{"the applicant, who was sent a digest by mistake", medelbot.RefusedStranger, s.arrival(s.passed(s.applicant), s.writes(s.applicant), text)},
		{"the applicant in the coordinator's name", medelbot.RefusedStranger, s.arrival(s.passed(s.applicant), s.writes(s.first.name+" <"+s.applicant+">"), text)},
	}
}

// slips are mails that a coordinator really sends, and that are no valid
// commands.
func (s *forgeryScene) slips() []forgery {
	text := grant(s.first.code)
	quoted := "> " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n> ") + "\n"
	own := func(more, text string) string {
		return s.arrival(s.passed(s.first.address), more+s.writes(s.first.named()), text)
	}
	parts := func(kind string, parts ...string) string {
		header, body := multipart(kind, parts...)
		return own(header, body)
	}
	other := strings.Replace(s.number, "-0001", "-0002", 1)
	return []forgery{
		{"the other one's code", medelbot.RefusedOtherToken, s.honest(s.second, text)},
		{"no code", medelbot.RefusedNoToken, own("", "BEVILJA 40000\n")},
		{"a guessed code", medelbot.RefusedBadToken, own("", grant("aaaa-bbbb-cccc-dddd-eeee-ffff-gg"))},
		{"a code from before the application was changed", medelbot.RefusedStaleToken, own("", grant(s.stale.code))},
		{"another case", "", strings.ReplaceAll(own("", text), s.number, other)},
		{"another case in the text", medelbot.RefusedOtherCase, own("", other+" "+text)},
		{"only in what is quoted", "", own("", "Hej! Vad tycker du om det här?\n\nDen 3 maj skrev Mallory:\n"+quoted)},
		{"only in what is passed on", medelbot.RefusedNoToken, own("", "\n-----Ursprungligt meddelande-----\nFrån: Mallory <x@"+evil+">\nÄmne: ["+s.number+"] Bevilja\n\n"+text)},
		{"only in the HTML", medelbot.RefusedTwoTexts, parts("alternative", plainPart+"Hej! Vi hörs i morgon om ärendet.\n", htmlPart+"<p>BEVILJA 40000</p><p>Kod: "+s.first.code+"</p>\n")},
		{"one thing in the text, another in the HTML", medelbot.RefusedTwoTexts, parts("alternative", plainPart+"AVSLÅ\nMOTIVERING: Nej.\n\nKod: "+s.first.code+"\n", htmlPart+"<p>BEVILJA 40000</p><p>Kod: "+s.first.code+"</p>\n")},
		{"hidden in the HTML", "", own("Content-Type: text/html; charset=utf-8\n", "<p>Hej! Vi hörs i morgon.</p><p style=\"display:none\">BEVILJA 40000<br>Kod: "+s.first.code+"</p>\n")},
		{"in an attachment", "", parts("mixed", plainPart+"Se bilagan.\n", "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=\"beslut.txt\"\n\n"+text)},
		{"in an attached mail", medelbot.RefusedNoPass, parts("mixed", plainPart+"Se det bifogade mejlet.\n", "Content-Type: message/rfc822\n\n"+"From: "+s.first.named()+"\nSubject: ["+s.number+"] Bevilja\n\n"+text)},
		{"below the signature", medelbot.RefusedUnknown, own("", "Hej! Vi hörs i morgon.\n\n-- \n"+s.first.name+"\n"+text)},
		{"two commands that contradict each other", medelbot.RefusedContradicts, own("", "BEVILJA 40000\nAVSLÅ\nMOTIVERING: Nej.\n\nKod: "+s.first.code+"\n")},
		{"more than the call gives", medelbot.RefusedOverCap, own("", strings.Replace(text, "40000", "1000000", 1))},
		{"an automatic answer", "", own("Auto-Submitted: auto-replied\n", text)},
		{"by way of a list", "", own("List-Id: <fonden.lists."+evil+">\nPrecedence: list\n", text)},
	}
}
