package segment

import (
	"testing"

	"medelbot/parser/htmltext"
)

// The HTML of each mail program, through htmltext.
func TestSplitHTMLOfMailPrograms(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"Gmail, answered above",
			`<html><body><div dir="ltr">Hej!<div>Bankgiro 5050-1055</div><div>Mvh Eva</div></div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Den mån 3 maj 2021 kl 10:15 skrev Bo Ek &lt;<a href="mailto:bo@fond.example">bo@fond.example</a>&gt;:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>Vad saknas?<br>Bo</div></blockquote></div></body></html>`,
			`own 0 |Hej! Bankgiro 5050-1055
signature 0 |Mvh Eva
attribution 0 |Den mån 3 maj 2021 kl 10:15 skrev Bo Ek <bo@fond.example>:
quoted 1 bo@fond.example|Vad saknas? Bo`},
		{"Apple Mail, forwarded",
			`<html><body style="word-wrap:break-word">Hej<div>Se nedan.</div><div><br><blockquote type="cite"><div>Vidarebefordrat mejl:</div><br class="Apple-interchange-newline"><div><span><b>Från: </b></span><span>Eva Berg &lt;<a href="mailto:eva@region.example">eva@region.example</a>&gt;<br></span></div><div><span><b>Ämne: </b></span><span><b>Ansökan</b><br></span></div><div><b>Datum: </b>3 maj 2021 10:15:00 CEST<br></div><div><b>Till: </b>Bo<br></div><br><div>Vi söker medel.</div></blockquote></div></body></html>`,
			`own 0 |Hej Se nedan.
header 1 eva@region.example|Vidarebefordrat mejl: Från: Eva Berg <eva@region.example> Ämne: Ansökan Datum: 3 maj 2021 10:15:00 CEST Till: Bo
forwarded 1 eva@region.example|Vi söker medel.`},
		{"Outlook on the web, answered above",
			`<div style="font-family:Calibri">Ja tack!</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000"><b>Från:</b> Bo Ek &lt;bo@fond.example&gt;<br><b>Skickat:</b> den 3 maj 2021 10:15<br><b>Till:</b> Eva Berg &lt;eva@region.example&gt;<br><b>Ämne:</b> Medel</font><div>&nbsp;</div></div><div>Hej Eva</div>`,
			`own 0 |Ja tack!
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: den 3 maj 2021 10:15 Till: Eva Berg <eva@region.example> Ämne: Medel
quoted 1 bo@fond.example|Hej Eva`},
		{"Thunderbird, answered line by line",
			`<p>Svar nedan</p><div class="moz-cite-prefix">Den 2021-05-03 kl. 10:15, skrev Bo Ek:<br></div><blockquote type="cite" cite="mid:x"><p>Vilken summa?</p></blockquote><p>5 000 kr</p><blockquote type="cite"><p>Konto?</p></blockquote>5050-1055<div class="moz-signature">-- <br>Eva</div>`,
			`own 0 |Svar nedan
attribution 0 |Den 2021-05-03 kl. 10:15, skrev Bo Ek:
quoted 1 |Vilken summa?
own 0 |5 000 kr
quoted 1 |Konto?
own 0 |5050-1055
signature 0 |-- Eva`},
		{"Thunderbird, forwarded",
			`<p>Hej</p><div class="moz-forward-container"><br>-------- Vidarebefordrat meddelande --------<table class="moz-email-headers-table"><tbody><tr><th align="RIGHT">Ämne: </th><td>Ansökan</td></tr><tr><th>Datum: </th><td>Mon, 3 May 2021 10:15:00 +0200</td></tr><tr><th>Från: </th><td>Eva Berg <a href="mailto:eva@region.example">&lt;eva@region.example&gt;</a></td></tr><tr><th>Till: </th><td>Bo</td></tr></tbody></table><br><br>Vi söker medel.</div>`,
			`own 0 |Hej
header 0 |-------- Vidarebefordrat meddelande --------
header 1 eva@region.example|Ämne: Ansökan Datum: Mon, 3 May 2021 10:15:00 +0200 Från: Eva Berg <eva@region.example> Till: Bo
forwarded 1 eva@region.example|Vi söker medel.`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := show(Split(htmltext.Convert(test.html).Inked, NoPrefix)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
