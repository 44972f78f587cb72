package segment

import (
	"testing"

	"medelbot/parser/htmltext"
)

// The layouts of mail programs in HTML, through htmltext.
func TestSplitHTMLOfClients(t *testing.T) {
	tests := []struct {
		client, html string
		prefix       Prefix
		want         string
	}{
		{"Outlook desktop sv",
			`<div class="WordSection1"><p class="MsoNormal">Hej! Bankgiro 5050-1055<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><p class="MsoNormal">Med vänlig hälsning<o:p></o:p></p><p class="MsoNormal">Eva Berg<o:p></o:p></p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Från:</b> Bo Ek &lt;bo@fond.example&gt; <br><b>Skickat:</b> den 3 maj 2021 10:15<br><b>Till:</b> Eva Berg &lt;eva@region.example&gt;<br><b>Kopia:</b> Mia Al &lt;mia@fond.example&gt;<br><b>Ämne:</b> SV: Medel<br><b>Prioritet:</b> Hög<o:p></o:p></p></div></div><p class="MsoNormal">Vad saknas?</p></div>`, Reply,
			`own 0 |Hej! Bankgiro 5050-1055
signature 0 |Med vänlig hälsning Eva Berg
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: den 3 maj 2021 10:15 Till: Eva Berg <eva@region.example> Kopia: Mia Al <mia@fond.example> Ämne: SV: Medel Prioritet: Hög
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook desktop en",
			`<p class="MsoNormal">Ja.</p><div style="border:none;border-top:solid #B5C4DF 1.0pt"><p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span lang="EN-US"> Bo Ek [mailto:bo@fond.example] <br><b>Sent:</b> Monday, May 3, 2021 10:15 AM<br><b>To:</b> Eva Berg<br><b>Subject:</b> Medel</span></p></div><p>Vad saknas?</p>`, Reply,
			`own 0 |Ja.
header 1 bo@fond.example|From: Bo Ek [mailto:bo@fond.example] Sent: Monday, May 3, 2021 10:15 AM To: Eva Berg Subject: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook 2010 ----",
			`<p>Ja.</p><p>-----Ursprungligt meddelande-----<br>Från: Bo Ek <br>Skickat: den 3 maj 2021 10:15<br>Till: Eva Berg<br>Ämne: Medel</p><p>Vad saknas?</p>`, Reply,
			`own 0 |Ja.
header 0 |-----Ursprungligt meddelande-----
header 1 |Från: Bo Ek Skickat: den 3 maj 2021 10:15 Till: Eva Berg Ämne: Medel
quoted 1 |Vad saknas?`},
		{"OWA en forward",
			`<div dir="ltr">Se nedan.</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt"><b>From:</b> Eva Berg &lt;eva@region.example&gt;<br><b>Sent:</b> Monday, 3 May 2021 10:15<br><b>To:</b> Registrator<br><b>Subject:</b> Ansökan</font><div>&nbsp;</div></div><div>Vi söker 5 000 kr</div>`, Forward,
			`own 0 |Se nedan.
header 1 eva@region.example|From: Eva Berg <eva@region.example> Sent: Monday, 3 May 2021 10:15 To: Registrator Subject: Ansökan
forwarded 1 eva@region.example|Vi söker 5 000 kr`},
		{"new Outlook sv",
			`<div class="elementToProof">Ja tack</div><div id="mail-editor-reference-message-container"><div class="elementToProof" style="border-top: 1pt solid rgb(181, 196, 223); padding: 3pt 0cm 0cm"><b>Från: </b>Bo Ek &lt;bo@fond.example&gt;<br><b>Datum: </b>måndag, 3 maj 2021 10:15<br><b>Till: </b>Eva Berg &lt;eva@region.example&gt;<br><b>Ämne: </b>Medel</div><p>Vad saknas?</p></div>`, Reply,
			`own 0 |Ja tack
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Datum: måndag, 3 maj 2021 10:15 Till: Eva Berg <eva@region.example> Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook mobile",
			`<div>Ja tack<br></div><div><br></div><div class="ms-outlook-ios-signature">Skickat från <a href="https://aka.ms/o0ukef">Outlook för iOS</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg"><strong>Från:</strong> Bo Ek &lt;bo@fond.example&gt;<br><strong>Skickat:</strong> måndag, maj 3, 2021 10:15 fm<br><strong>Till:</strong> Eva Berg<br><strong>Ämne:</strong> Medel</div><div>Vad saknas?</div>`, Reply,
			`own 0 |Ja tack
disclaimer 0 |Skickat från Outlook för iOS
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: måndag, maj 3, 2021 10:15 fm Till: Eva Berg Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook Mac OLK_SRC",
			`<div>Ja.</div><div>Eva</div><div><br></div><span id="OLK_SRC_BODY_SECTION"><div style="font-family:Calibri;border-top:#B5C4DF 1pt solid"><span style="font-weight:bold">Från: </span> Bo Ek &lt;<a href="mailto:bo@fond.example">bo@fond.example</a>&gt;<br><span style="font-weight:bold">Datum: </span> måndag 3 maj 2021 10:15<br><span style="font-weight:bold">Till: </span> Eva Berg<br><span style="font-weight:bold">Ämne: </span> Medel<br></div><div><br></div><div>Vad saknas?</div></span>`, Reply,
			`own 0 |Ja. Eva
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Datum: måndag 3 maj 2021 10:15 Till: Eva Berg Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Gmail forward sv",
			`<div dir="ltr">fyi<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>Från: <strong class="gmail_sendername" dir="auto">Eva Berg</strong> <span dir="auto">&lt;<a href="mailto:eva@region.example">eva@region.example</a>&gt;</span><br>Date: mån 3 maj 2021 kl 10:15<br>Subject: Medel<br>To:  &lt;<a href="mailto:bo@fond.example">bo@fond.example</a>&gt;<br></div><br><br>Vi söker 5 000 kr<br></div></div>`, Forward,
			`own 0 |fyi
header 0 |---------- Forwarded message ---------
header 1 eva@region.example|Från: Eva Berg <eva@region.example> Date: mån 3 maj 2021 kl 10:15 Subject: Medel To: <bo@fond.example>
forwarded 1 eva@region.example|Vi söker 5 000 kr`},
		{"Gmail forward of forward",
			`<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Från: <b>Bo Ek</b> &lt;bo@region.example&gt;<br>Date: tis 4 maj 2021 kl 08:15<br>Subject: Fwd: Medel<br>To: &lt;x@fond.example&gt;<br></div><br>Skickar vidare<br><div class="gmail_quote">---------- Forwarded message ---------<br>Från: <b>Eva Berg</b> &lt;eva@region.example&gt;<br>Date: mån 3 maj 2021 kl 10:15<br>Subject: Medel<br>To: &lt;bo@region.example&gt;<br><br>Vi söker</div></div></div>`, Forward,
			`header 0 |---------- Forwarded message ---------
header 1 bo@region.example|Från: Bo Ek <bo@region.example> Date: tis 4 maj 2021 kl 08:15 Subject: Fwd: Medel To: <x@fond.example>
forwarded 1 bo@region.example|Skickar vidare
header 1 bo@region.example|---------- Forwarded message ---------
header 2 eva@region.example|Från: Eva Berg <eva@region.example> Date: mån 3 maj 2021 kl 10:15 Subject: Medel To: <bo@region.example>
forwarded 2 eva@region.example|Vi söker`},
		{"Apple reply",
			`<html><body>Ja.<br><br><div>Eva</div><div><br><blockquote type="cite"><div>3 maj 2021 kl. 10:15 skrev Bo Ek &lt;<a href="mailto:bo@fond.example">bo@fond.example</a>&gt;:</div><br class="Apple-interchange-newline"><div><div>Vad saknas?</div></div></blockquote></div></body></html>`, Reply,
			`own 0 |Ja. Eva
attribution 1 bo@fond.example|3 maj 2021 kl. 10:15 skrev Bo Ek <bo@fond.example>:
quoted 1 bo@fond.example|Vad saknas?`},
		{"iPhone reply",
			`<html><body dir="auto"><div dir="ltr">Bankgiro 5050-1055</div><div dir="ltr"><br></div><div dir="ltr">Skickat från min iPhone</div><div dir="ltr"><br><blockquote type="cite">3 maj 2021 kl. 10:15 skrev Bo Ek &lt;bo@fond.example&gt;:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">&#65279;Vad saknas?</div></blockquote></body></html>`, Reply,
			`own 0 |Bankgiro 5050-1055
disclaimer 0 |Skickat från min iPhone
attribution 1 bo@fond.example|3 maj 2021 kl. 10:15 skrev Bo Ek <bo@fond.example>:
quoted 1 bo@fond.example|Vad saknas?`},
		{"iPhone forward",
			`<div dir="auto"><div>Skickat från min iPhone</div><div><br>Vidarebefordrat brev:<br><br></div><blockquote type="cite"><div><b>Från:</b> Eva Berg &lt;eva@region.example&gt;<br><b>Datum:</b> 3 maj 2021 10:15:00 CEST<br><b>Till:</b> Bo<br><b>Ämne:</b> <b>Medel</b><br><br></div></blockquote><blockquote type="cite"><div>Vi söker 5 000 kr</div></blockquote></div>`, Forward,
			`disclaimer 0 |Skickat från min iPhone
header 0 |Vidarebefordrat brev:
header 1 eva@region.example|Från: Eva Berg <eva@region.example> Datum: 3 maj 2021 10:15:00 CEST Till: Bo Ämne: Medel
forwarded 1 eva@region.example|Vi söker 5 000 kr`},
		{"Thunderbird bottom",
			`<div class="moz-cite-prefix">Den 2021-05-03 kl. 10:15, skrev Bo Ek:<br></div><blockquote type="cite" cite="mid:x"><p>Vad saknas?</p></blockquote><p>Bankgiro 5050-1055</p><pre class="moz-signature" cols="72">-- 
Eva Berg</pre>`, Reply,
			`attribution 0 |Den 2021-05-03 kl. 10:15, skrev Bo Ek:
quoted 1 |Vad saknas?
own 0 |Bankgiro 5050-1055
signature 0 |-- Eva Berg`},
		{"Thunderbird en fwd",
			`<p>Hej</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody><tr><th align="RIGHT" nowrap>Subject: </th><td>Medel</td></tr><tr><th>Date: </th><td>Mon, 3 May 2021 10:15:00 +0200</td></tr><tr><th>From: </th><td>Eva Berg &lt;eva@region.example&gt;</td></tr><tr><th>To: </th><td>bo@fond.example</td></tr></tbody></table><br>Vi söker</div>`, Forward,
			`own 0 |Hej
header 0 |-------- Forwarded Message --------
header 1 eva@region.example|Subject: Medel Date: Mon, 3 May 2021 10:15:00 +0200 From: Eva Berg <eva@region.example> To: bo@fond.example
forwarded 1 eva@region.example|Vi söker`},
		{"Notes html",
			`<font size=2 face="sans-serif">Ja.</font><br><br><font size=1 color=#5f5f5f face="sans-serif">Från: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">"Bo Ek" &lt;bo@fond.example&gt;</font><br><font size=1 color=#5f5f5f>Till: &nbsp; &nbsp;</font><font size=1>&lt;eva@region.example&gt;</font><br><font size=1 color=#5f5f5f>Datum: &nbsp; </font><font size=1>2021-05-03 10:15</font><br><font size=1 color=#5f5f5f>Ärende: &nbsp;</font><font size=1>Medel</font><hr noshade><br><font size=3>Vad saknas?</font>`, Reply,
			`own 0 |Ja.
header 1 bo@fond.example|Från: "Bo Ek" <bo@fond.example> Till: <eva@region.example> Datum: 2021-05-03 10:15 Ärende: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Notes table",
			`<font size=2>Ja.</font><br><br><table width=100%><tr valign=top><td><font size=1><b>Bo Ek &lt;bo@fond.example&gt;</b></font><p><font size=1>2021-05-03 10:15</font><td><table width=100%><tr><td><div align=right><font size=1>Till</font></div><td><font size=1>Eva Berg &lt;eva@region.example&gt;</font><tr><td><div align=right><font size=1>Kopia</font></div><td><tr><td><div align=right><font size=1>Ärende</font></div><td><font size=1>Medel</font></table></table><br><br>Vad saknas?`, Reply,
			`own 0 |Ja.
header 1 bo@fond.example|Bo Ek <bo@fond.example> 2021-05-03 10:15 Till Eva Berg <eva@region.example> Kopia Ärende Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"GroupWise",
			`<p>Ja.</p><p>&gt;&gt;&gt; Bo Ek &lt;bo@fond.example&gt; 2021-05-03 10:15 &gt;&gt;&gt;<br>Vad saknas?</p>`, Reply,
			`own 0 |Ja.
attribution 0 |>>> Bo Ek <bo@fond.example> 2021-05-03 10:15 >>>
quoted 1 bo@fond.example|Vad saknas?`},
		{"Samsung",
			`<div>Ja tack</div><div><br></div><div id="composer_signature">Skickat från min Samsung Galaxy-smartphone.</div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Originalmeddelande --------</div><div>Från: Bo Ek &lt;bo@fond.example&gt; </div><div>Datum: 2021-05-03  10:15  (GMT+01:00) </div><div>Till: Eva Berg &lt;eva@region.example&gt; </div><div>Ämne: Medel </div><div><br></div></div><p>Vad saknas?</p>`, Reply,
			`own 0 |Ja tack
disclaimer 0 |Skickat från min Samsung Galaxy-smartphone.
header 0 |-------- Originalmeddelande --------
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Datum: 2021-05-03 10:15 (GMT+01:00) Till: Eva Berg <eva@region.example> Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Yahoo",
			`<div class="ydp1"><div>Ja tack</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div style="font-family:Helvetica"><div>Den måndag 3 maj 2021 10:15:04 CEST, Bo Ek &lt;bo@fond.example&gt; skrev: </div><div><br></div><div>Vad saknas?</div></div></div>`, Reply,
			`own 0 |Ja tack
attribution 0 |Den måndag 3 maj 2021 10:15:04 CEST, Bo Ek <bo@fond.example> skrev:
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook.com live",
			`<div>Ja tack</div><div><hr id="stopSpelling">Date: Mon, 3 May 2021 10:15:00 +0200<br>From: bo@fond.example<br>To: eva@region.example<br>Subject: Medel<br><br>Vad saknas?</div>`, Reply,
			`own 0 |Ja tack
header 1 bo@fond.example|Date: Mon, 3 May 2021 10:15:00 +0200 From: bo@fond.example To: eva@region.example Subject: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Proton",
			`<div>Ja tack</div><div class="protonmail_signature_block">Sent with ProtonMail Secure Email.</div><div class="protonmail_quote">‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐<br>On Monday, May 3rd, 2021 at 10:15, Bo Ek &lt;bo@fond.example&gt; wrote:<br><br><blockquote class="protonmail_quote" type="cite"><p>Vad saknas?</p></blockquote></div>`, Reply,
			`own 0 |Ja tack
disclaimer 0 |Sent with ProtonMail Secure Email.
header 0 |‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐
attribution 1 |On Monday, May 3rd, 2021 at 10:15, Bo Ek <bo@fond.example> wrote:
quoted 2 bo@fond.example|Vad saknas?`},
		{"Proton sv",
			`<div>Ja tack</div><div class="protonmail_quote">måndag 3 maj 2021 kl. 10:15 skrev Bo Ek &lt;bo@fond.example&gt;:<br><blockquote class="protonmail_quote" type="cite"><p>Vad saknas?</p></blockquote></div>`, Reply,
			`own 0 |Ja tack
attribution 0 |måndag 3 maj 2021 kl. 10:15 skrev Bo Ek <bo@fond.example>:
quoted 1 bo@fond.example|Vad saknas?`},
		{"Zimbra",
			`<div>Ja tack</div><hr id="zwchr"><div><b>Från: </b>"Bo Ek" &lt;bo@fond.example&gt;<br><b>Till: </b>"Eva" &lt;eva@region.example&gt;<br><b>Skickat: </b>måndag, 3 maj 2021 10:15:00<br><b>Ämne: </b>Medel</div><div>Vad saknas?</div>`, Reply,
			`own 0 |Ja tack
header 1 bo@fond.example|Från: "Bo Ek" <bo@fond.example> Till: "Eva" <eva@region.example> Skickat: måndag, 3 maj 2021 10:15:00 Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Spark / airmail",
			`<div>Ja tack</div><div class="bloop_original_html"><p class="airmail_on">3 maj 2021 kl. 10:15:00, Bo Ek (<a href="mailto:bo@fond.example">bo@fond.example</a>) skrev:</p><blockquote type="cite" class="clean_bq"><div>Vad saknas?</div></blockquote></div>`, Reply,
			`own 0 |Ja tack
attribution 0 |3 maj 2021 kl. 10:15:00, Bo Ek (bo@fond.example) skrev:
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook table border",
			`<p>Ja</p><table border=0 style="border-top:solid 1pt"><tr><td><p><b>Från:</b></p></td><td><p>Bo Ek &lt;bo@fond.example&gt;</p></td></tr><tr><td><p><b>Skickat:</b></p></td><td><p>den 3 maj 2021 10:15</p></td></tr><tr><td><b>Till:</b></td><td>Eva</td></tr><tr><td><b>Ämne:</b></td><td>Medel</td></tr></table><p>Vad saknas?</p>`, Reply,
			`own 0 |Ja
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: den 3 maj 2021 10:15 Till: Eva Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Outlook fwd nested",
			`<p>Se nedan</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Från:</b> Bo Ek &lt;bo@region.example&gt;<br><b>Skickat:</b> den 4 maj 2021 08:00<br><b>Till:</b> Registrator<br><b>Ämne:</b> VB: Medel</p></div><p>Ska detta till er?</p><p>Hälsningar<br>Bo</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Eva Berg &lt;eva@region.example&gt;<br><b>Sent:</b> Monday, May 3, 2021 10:15<br><b>To:</b> Bo<br><b>Subject:</b> Medel</p></div><p>Vi söker</p><p>Mvh Eva</p>`, Forward,
			`own 0 |Se nedan
header 1 bo@region.example|Från: Bo Ek <bo@region.example> Skickat: den 4 maj 2021 08:00 Till: Registrator Ämne: VB: Medel
forwarded 1 bo@region.example|Ska detta till er?
signature 1 bo@region.example|Hälsningar Bo
header 2 eva@region.example|From: Eva Berg <eva@region.example> Sent: Monday, May 3, 2021 10:15 To: Bo Subject: Medel
forwarded 2 eva@region.example|Vi söker
signature 2 eva@region.example|Mvh Eva`},
		{"banner table first",
			`<table><tr><td style="background:#ffb900"></td><td>VARNING: Detta mejl kommer från en extern avsändare. Klicka inte på länkar om du inte känner igen avsändaren.</td></tr></table><p>Vi söker medel.</p>`, NoPrefix,
			`disclaimer 0 |VARNING: Detta mejl kommer från en extern avsändare. Klicka inte på länkar om du inte känner igen avsändaren.
own 0 |Vi söker medel.`},
		{"hr only",
			`<div>Ja tack</div><div>Eva</div><hr><div>Bo Ek &lt;bo@fond.example&gt; skrev 3 maj 2021 kl. 10:15:</div><div>Vad saknas?</div>`, Reply,
			`own 0 |Ja tack Eva
attribution 0 |Bo Ek <bo@fond.example> skrev 3 maj 2021 kl. 10:15:
quoted 1 bo@fond.example|Vad saknas?`},
	}
	for _, test := range tests {
		t.Run(test.client, func(t *testing.T) {
			if got := show(Split(htmltext.Convert(test.html).Inked, test.prefix)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// The layouts of mail programs in plain text.
func TestSplitTextOfClients(t *testing.T) {
	tests := []struct {
		client, text string
		prefix       Prefix
		want         string
	}{
		{"Notes plain",
			"Ja.\n\n\n\nFrån:\tBo Ek <bo@fond.example>\nTill:\t<eva@region.example>\nDatum:\t2021-05-03 10:15\nÄrende:\tMedel\n\n\n\nVad saknas?\n", Reply,
			`own 0 |Ja.
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Till: <eva@region.example> Datum: 2021-05-03 10:15 Ärende: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Notes skrev",
			"Ja.\n\n-----Bo Ek <bo@fond.example> skrev: -----\nTill: Eva Berg <eva@region.example>\nFrån: Bo Ek <bo@fond.example>\nDatum: 2021-05-03 10:15\nÄrende: Medel\n\nVad saknas?\n", Reply,
			`own 0 |Ja.
header 0 |-----Bo Ek <bo@fond.example> skrev: -----
header 1 bo@fond.example|Till: Eva Berg <eva@region.example> Från: Bo Ek <bo@fond.example> Datum: 2021-05-03 10:15 Ärende: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Notes forwarded by",
			"Hej\n\n----- Vidarebefordrat av Bo Ek/Region den 2021-05-03 10:15 -----\n\nFrån: Eva Berg/Region\nTill: Bo Ek/Region\nDatum: 2021-05-03 09:15\nÄrende: Medel\n\nVi söker\n", Forward,
			`own 0 |Hej
header 0 |----- Vidarebefordrat av Bo Ek/Region den 2021-05-03 10:15 -----
header 1 |Från: Eva Berg/Region Till: Bo Ek/Region Datum: 2021-05-03 09:15 Ärende: Medel
forwarded 1 |Vi söker`},
		{"Notes old",
			"Ja.\n\n                                                                           \n             \"Bo Ek\"                                                       \n             <bo@fond.example>                                             \n                                                                      Till \n             2021-05-03 10:15           <eva@region.example>            \n                                                                     Ärende\n                                        Medel\n\nVad saknas?\n", Reply,
			`own 0 |Ja.
header 1 bo@fond.example|"Bo Ek" <bo@fond.example> Till 2021-05-03 10:15 <eva@region.example> Ärende Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"GroupWise plain",
			"Ja.\n\n>>> Bo Ek <bo@fond.example> 2021-05-03 10:15 >>>\nVad saknas?\n", Reply,
			`own 0 |Ja.
attribution 0 |>>> Bo Ek <bo@fond.example> 2021-05-03 10:15 >>>
quoted 1 bo@fond.example|Vad saknas?`},
		{"GroupWise plain q",
			"Ja.\n\n>>> Bo Ek <bo@fond.example> 2021-05-03 10:15 >>>\n> Vad saknas?\n> Bo\n", Reply,
			`own 0 |Ja.
attribution 0 |>>> Bo Ek <bo@fond.example> 2021-05-03 10:15 >>>
quoted 1 bo@fond.example|Vad saknas? Bo`},
		{"Outlook plain quoted by >",
			"Ja.\n\n> -----Ursprungligt meddelande-----\n> Från: Bo Ek <bo@fond.example>\n> Skickat: den 3 maj 2021 10:15\n> Till: Eva\n> Ämne: Medel\n>\n> Vad saknas?\n", Reply,
			`own 0 |Ja.
header 1 bo@fond.example|-----Ursprungligt meddelande----- Från: Bo Ek <bo@fond.example> Skickat: den 3 maj 2021 10:15 Till: Eva Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"K9",
			"Ja.\n\n-------- Ursprungligt meddelande --------\nFrån: Bo Ek <bo@fond.example>\nSkickat: 3 maj 2021 10:15:00 CEST\nTill: eva@region.example\nÄmne: Medel\n\nVad saknas?\n", Reply,
			`own 0 |Ja.
header 0 |-------- Ursprungligt meddelande --------
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: 3 maj 2021 10:15:00 CEST Till: eva@region.example Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"K9 attribution",
			"Ja.\n\nDen 3 maj 2021 10:15:00 CEST, Bo Ek <bo@fond.example> skrev:\n>Vad saknas?\n", Reply,
			`own 0 |Ja.
attribution 0 |Den 3 maj 2021 10:15:00 CEST, Bo Ek <bo@fond.example> skrev:
quoted 1 bo@fond.example|Vad saknas?`},
		{"Android Outlook",
			"Ja.\n\nHämta Outlook för Android<https://aka.ms/ghei36>\n________________________________\nFrån: Bo Ek <bo@fond.example>\nSkickat: Monday, May 3, 2021 10:15:00 AM\nTill: Eva Berg <eva@region.example>\nÄmne: Medel\n\nVad saknas?\n", Reply,
			`own 0 |Ja.
disclaimer 0 |Hämta Outlook för Android<https://aka.ms/ghei36>
header 0 |________________________________
header 1 bo@fond.example|Från: Bo Ek <bo@fond.example> Skickat: Monday, May 3, 2021 10:15:00 AM Till: Eva Berg <eva@region.example> Ämne: Medel
quoted 1 bo@fond.example|Vad saknas?`},
		{"Yahoo plain",
			"Ja tack\n\n    Den måndag 3 maj 2021 10:15:04 CEST, Bo Ek <bo@fond.example> skrev:  \n \n Vad saknas?\n  ", Reply,
			`own 0 |Ja tack
attribution 0 |Den måndag 3 maj 2021 10:15:04 CEST, Bo Ek <bo@fond.example> skrev:
quoted 1 bo@fond.example|Vad saknas?`},
		{"Apple fwd nested >",
			"fyi\n\nVidarebefordrat mejl:\n\n> Från: Bo Ek <bo@region.example>\n> Ämne: Vb: Medel\n> Datum: 4 maj 2021 08:15:00 CEST\n> Till: x@fond.example\n> \n> Vidarebefordrar.\n> \n>> Från: Eva Berg <eva@region.example>\n>> Ämne: Medel\n>> Datum: 3 maj 2021 10:15:00 CEST\n>> Till: bo@region.example\n>> \n>> Vi söker\n", Forward,
			`own 0 |fyi
header 0 |Vidarebefordrat mejl:
header 1 bo@region.example|Från: Bo Ek <bo@region.example> Ämne: Vb: Medel Datum: 4 maj 2021 08:15:00 CEST Till: x@fond.example
forwarded 1 bo@region.example|Vidarebefordrar.
header 2 eva@region.example|Från: Eva Berg <eva@region.example> Ämne: Medel Datum: 3 maj 2021 10:15:00 CEST Till: bo@region.example
forwarded 2 eva@region.example|Vi söker`},
		{"Gmail en, bottom",
			"On Mon, 3 May 2021 at 10:15, Bo Ek <bo@fond.example> wrote:\n\n> Vad saknas?\n>\n\nBankgiro 5050-1055\n\n-- \nEva\n", Reply,
			`attribution 0 |On Mon, 3 May 2021 at 10:15, Bo Ek <bo@fond.example> wrote:
quoted 1 bo@fond.example|Vad saknas?
own 0 |Bankgiro 5050-1055
signature 0 |-- Eva`},
		{"Gmail two levels",
			"Klart.\n\nDen tis 4 maj 2021 kl 08:00 skrev Bo Ek <bo@fond.example>:\n\n> Tack\n>\n> Den mån 3 maj 2021 kl 10:15 skrev Eva Berg <eva@region.example>:\n>\n>> Vi söker\n>>\n>\n", Reply,
			`own 0 |Klart.
attribution 0 |Den tis 4 maj 2021 kl 08:00 skrev Bo Ek <bo@fond.example>:
quoted 1 bo@fond.example|Tack
attribution 1 bo@fond.example|Den mån 3 maj 2021 kl 10:15 skrev Eva Berg <eva@region.example>:
quoted 2 eva@region.example|Vi söker`},
		{"attrib two-line wrap",
			"Ja\n\nDen mån 3 maj 2021 kl 10:15 skrev Bo Ek <\nbo@fond.example>:\n\n> Vad?\n", Reply,
			`own 0 |Ja
attribution 0 |Den mån 3 maj 2021 kl 10:15 skrev Bo Ek < bo@fond.example>:
quoted 1 bo@fond.example|Vad?`},
		{"Fw with FW English no prefix",
			"-----Original Message-----\nFrom: Eva Berg <eva@region.example> \nSent: Monday, 3 May 2021 10:15\nTo: Registrator <r@region.example>\nSubject: Medel\n\nVi söker\n", Forward,
			`header 0 |-----Original Message-----
header 1 eva@region.example|From: Eva Berg <eva@region.example> Sent: Monday, 3 May 2021 10:15 To: Registrator <r@region.example> Subject: Medel
forwarded 1 eva@region.example|Vi söker`},
		{"From names only, Datum",
			"Ja.\n\nFrån: Ek Bo\nDatum: måndag den 3 maj 2021 10:15\nTill: Berg Eva\nÄmne: Medel\n\nVad?\n", Reply,
			`own 0 |Ja.
header 1 |Från: Ek Bo Datum: måndag den 3 maj 2021 10:15 Till: Berg Eva Ämne: Medel
quoted 1 |Vad?`},
		{"disclaimer english",
			"Vi söker medel.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.\n", NoPrefix,
			`own 0 |Vi söker medel.
disclaimer 0 |This e-mail and any attachments are confidential and intended solely for the addressee.`},
		{"gdpr",
			"Vi söker medel.\n\nMvh\nEva\n\nNär du skickar e-post till Region Gotland behandlas dina personuppgifter. Läs mer på www.region.example/gdpr\n", NoPrefix,
			`own 0 |Vi söker medel.
signature 0 |Mvh Eva
disclaimer 0 |När du skickar e-post till Region Gotland behandlas dina personuppgifter. Läs mer på www.region.example/gdpr`},
		{"sign without sep",
			"Vi söker medel.\n\nEva Berg, utvecklare\nRegion Gotland | Utvecklingsenheten\nTfn 070-174 06 05 | eva@region.example\n", NoPrefix,
			`own 0 |Vi söker medel.
signature 0 |Eva Berg, utvecklare Region Gotland | Utvecklingsenheten Tfn 070-174 06 05 | eva@region.example`},
		{"Vänligen sign",
			"Vi söker medel till träffar.\n\nVänligen,\n\nEva Berg\nVerksamhetsutvecklare, leg. sjuksköterska\nHälso- och sjukvårdsförvaltningen\nRegion Gotland\n621 84 Visby\nBesöksadress: Visborgsallén 19\nTelefon: 070-174 06 05\nE-post: eva@region.example\nwww.region.example\n", NoPrefix,
			`own 0 |Vi söker medel till träffar.
signature 0 |Vänligen, Eva Berg Verksamhetsutvecklare, leg. sjuksköterska Hälso- och sjukvårdsförvaltningen Region Gotland 621 84 Visby Besöksadress: Visborgsallén 19 Telefon: 070-174 06 05 E-post: eva@region.example www.region.example`},
	}
	for _, test := range tests {
		t.Run(test.client, func(t *testing.T) {
			if got := show(Split(test.text, test.prefix)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
