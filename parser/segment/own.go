package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markOwn finds signatures, footers and banners in the sender's own words and
// in forwarded mail. Quoted mail is left alone: nothing is read from it.
func (s *splitter) markOwn() {
	for i := 0; i < len(s.lines); {
		l := &s.lines[i]
		j := i + 1
		for j < len(s.lines) && s.lines[j].mark == l.mark && s.lines[j].mail == l.mail {
			j++
		}
		if l.mark == Own || l.mark == Forwarded {
			s.markFooters(s.lines[i:j])
			lastWords := j == len(s.lines) || s.lines[j].mark == Header || s.lines[j].mark == Attribution
			s.markSignatures(s.lines[i:j], lastWords)
		}
		i = j
	}
}

var mobile = regexp.MustCompile(`(?i)^\s*(?:skicka(?:t|des) från (?:min|mitt|outlook|e-post|yahoo|proton|samsung|gmail|mail)|hämta outlook för|sent from (?:my|outlook|mail)|sent with proton|get outlook for|skickat med (?:min|mobil))`)

// isMobileFooter reports whether a line is what a phone adds to a mail.
func (l *line) isMobileFooter() bool {
	return l.may(mobileHint) && len(l.text) < 200 && mobile.MatchString(l.text)
}

// disclaimers are legal footers and banners of mail gateways: words in lower
// case that stand in this order and not far from each other in one paragraph,
// with "|" between alternatives.
var disclaimers = [][]string{
	{"meddelande|mejl|mail|e-post", "kan innehålla", "konfidentiell|sekretess|känslig"},
	{"meddelande|mejl|mail|e-post", "är avse|är endast avse|är enbart avse|är uteslutande avse", "för"},
	{"inte är|ej är", "avsedd mottagare|avsedda mottagare|rätt mottagare|avsedde mottagare"},
	{"fått|mottagit", "av misstag", "radera|förstör|ta bort"},
	{"tänk på miljö|hänsyn till miljö|spara på miljö|värna om miljö|värna miljö|värna om vår miljö|tänk på vår miljö", "skriver ut|utskrift|skriva ut"},
	{"behandlar vi|vi behandlar|behandlas|hanterar vi|vi hanterar|behandling av|behandlar|hanterar", "personuppgifter", "http|www.|läs mer|webb|hemsida|.se"},
	{"så behandlar vi|så hanterar vi", "personuppgifter"},
	{"mail|message", "may contain|is intended|confidential", "confidential|privileged|intended|recipient|addressee"},
	{"consider the environment"},
	{"meddelande|mejl|mail|e-post", "kommer från|kommer utifrån|skickades från|skickat från|skickats från|är från", "en extern|extern avsändare|utanför"},
	{"extern avsändare|externt mejl|extern e-post|external sender|external email|external mail", "klicka|länk|bilag|click|caution|försiktig|link|attachment"},
	{"originated", "outside"},
	{"du får inte ofta e-post från|får du inte ofta e-post|you don't often get email"},
}

// isDisclaimer reports whether a text in lower case holds one of disclaimers.
func isDisclaimer(lower string) bool {
	const near = 200 // bytes between the words of one
	for _, words := range disclaimers {
		rest, ok := lower, true
		for i, word := range words {
			at := indexAny(rest, word)
			if at < 0 || i > 0 && at > near {
				ok = false
				break
			}
			rest = rest[at:]
		}
		if ok {
			return true
		}
	}
	return false
}

// indexAny returns where the first of several alternatives stands, or -1.
func indexAny(s, alternatives string) int {
	first := -1
	for word := range strings.SplitSeq(alternatives, "|") {
		if at := strings.Index(s, word); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

// markFooters marks mobile footers, disclaimers and banners.
func (s *splitter) markFooters(lines []line) {
	for i := 0; i < len(lines); {
		if lines[i].blank() {
			i++
			continue
		}
		end, hinted := i, false
		for ; end < len(lines) && !lines[end].blank(); end++ {
			hinted = hinted || lines[end].may(disclaimerHint)
		}
		if hinted && isDisclaimer(strings.ToLower(joinParagraph(lines[i:end]))) {
			markDisclaimer(lines[i:end])
		}
		for k := i; k < end; k++ {
			if lines[k].isMobileFooter() {
				lines[k].mark = Disclaimer
			}
		}
		i = end
	}
}

// markDisclaimer marks the lines of a paragraph that hold a disclaimer, or all
// of it if the paragraph is one text broken into lines.
func markDisclaimer(lines []line) {
	found := false
	for i := range lines {
		if lines[i].may(disclaimerHint) && isDisclaimer(strings.ToLower(lines[i].text)) {
			lines[i].mark = Disclaimer
			found = true
		}
	}
	const few = 4
	if isWrapped(lines) || !found && len(lines) <= few {
		for i := range lines {
			lines[i].mark = Disclaimer
		}
	}
}

// isWrapped reports whether lines are one text broken at the margin. Others may
// be a whole mail without blank lines, of which only one line is a footer.
func isWrapped(lines []line) bool {
	const shortest, longest, most = 45, 130, 20 // letters of a line, lines
	for i := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(lines[i].text); n < shortest || n > longest || isAnswer(lines[i].text) {
			return false
		}
	}
	return len(lines) <= most
}

func paragraphEnd(lines []line, from int) int {
	for from < len(lines) && !lines[from].blank() {
		from++
	}
	return from
}

func joinParagraph(lines []line) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(strings.TrimSpace(lines[i].text))
		b.WriteByte(' ')
	}
	return b.String()
}

var (
	signOff = regexp.MustCompile(`(?i)^\s*(?:--|(?:med )?(?:vänlig(?:a|t)?|bästa|varma|varm|glada|soliga|hjärtliga|många|goda|kära)? ?(?:hälsning(?:ar)?|regards)|m\.?v\.?h\b\.?.{0,60}|vänligen|hälsar|allt gott|bästa|med vänlighet|kind regards|best regards|best wishes)\s*[,.!]?\s*$`)
	// signOffName: "Hälsningar Petra", "Med vänlig hälsning, Anna Ek"
	signOffName = regexp.MustCompile(`^\s*(?i:(?:med )?(?:vänliga?|bästa|varma|varm|glada|soliga|hjärtliga|många|goda)? ?hälsning(?:ar)?|hälsar|allt gott)(?: från)?[,!]?\s+\p{Lu}[\p{L}-]+(?:[ ,/&]+(?:och )?\p{Lu}[\p{L}-]*){0,5}\s*[,.]?\s*$`)
	slashName   = regexp.MustCompile(`^\s*//?\s?\p{Lu}[\p{L}. -]{0,40}$`)
	// farewell is a sign-off only above a name.
	farewell = regexp.MustCompile(`(?i)^\s*(?:trevlig (?:helg|sommar|midsommar|kväll|dag)|ha (?:det|en) .{2,20}|glad (?:sommar|påsk|midsommar)|god (?:jul|fortsättning)|tack på förhand|tack för hjälpen|vi hörs|tack)\s*[,.!]*\s*$`)
	nameLine = regexp.MustCompile(`^\s*\p{Lu}[\p{L}'-]+(?: (?:von|af|de|van|\p{Lu}\.?|\p{Lu}[\p{L}'-]+)){0,3}\s*[,.]?\s*$`)
	// titleLine is a name with a title behind it: "Anna Ek, utvecklare".
	titleLine = regexp.MustCompile(`^\s*\p{Lu}[\p{L}'-]+(?: (?:von|af|de|van|\p{Lu}\.?|\p{Lu}[\p{L}'-]+)){1,3}, \p{Ll}[\p{L} -]{3,50}$`)
)

// isSignOff reports whether a line ends a letter.
func (l *line) isSignOff() bool {
	return l.may(signOffHint) && len(l.text) <= 120 && (signOff.MatchString(l.text) || signOffName.MatchString(l.text) || slashName.MatchString(l.text))
}

// markSignatures marks the sign-offs and the signature lines below each of
// them. Words that are no signature stay own: a sign-off may stand above the
// application. lastWords is set if nothing of the same mail follows lines.
func (s *splitter) markSignatures(lines []line, lastWords bool) {
	found := false
	for i := 0; i < len(lines); i++ {
		if lines[i].mark == Disclaimer || lines[i].blank() {
			continue
		}
		if lines[i].isSignOff() || lines[i].isFarewell() && nameBelow(lines, i+1) {
			i = markSignature(lines, i) - 1
			found = true
		}
	}
	if lastWords && !found {
		markBareSignature(lines)
	}
}

// isFarewell reports whether a line is a kind word that ends a letter if a name
// stands below it.
func (l *line) isFarewell() bool {
	return l.may(farewellHint) && len(l.text) < 60 && farewell.MatchString(l.text)
}

func nameBelow(lines []line, from int) bool {
	for i := from; i < len(lines) && i < from+3; i++ {
		if !lines[i].blank() {
			return nameLine.MatchString(lines[i].text)
		}
	}
	return false
}

// maxSignature bounds the lines of one signature.
const maxSignature = 25

// markSignature marks the sign-off at line i and what belongs to it, and
// returns the line after it.
func markSignature(lines []line, i int) int {
	lines[i].mark = Signature
	end := i + 1
	for paragraph := i + 1; paragraph < len(lines); {
		for paragraph < len(lines) && lines[paragraph].blank() {
			paragraph++
		}
		stop := paragraphEnd(lines[:min(len(lines), paragraph+maxSignature)], paragraph)
		if paragraph > i+1 && onlyAccounts(lines[paragraph:stop]) {
			return end // an answer that came below the signature
		}
		for k := paragraph; k < stop; k++ {
			if k-i > maxSignature || !signatureLine(lines[k].text) || lines[k].isSignOff() {
				return end
			}
			if lines[k].mark != Disclaimer {
				lines[k].mark = Signature
			}
			end = k + 1
		}
		paragraph = stop
	}
	return end
}

var (
	accountLine = regexp.MustCompile(`(?i)^\W*(?:vårt? )?(?:bankgiro|plusgiro|postgiro|bg|pg|konto(?:nummer)?|clearing\w*|iban|utbetalning)\b`)
	contactHint = regexp.MustCompile(`(?i)(?:@|www\.|https?:|\b(?:tel|tfn|telefon|mobil|mob|växel|fax|org\.? ?nr)\b|\b\d{3} ?\d{2} \p{Lu})`)
	amountHint  = regexp.MustCompile(`(?i)\d\s*(?:kr|kronor|tkr|sek|mkr|:-)(?:\W|$)`)
	heading     = regexp.MustCompile(`(?i)^\W*(?:ansökan|ansökningsblankett|bilaga|bilagor|bakgrund|syfte|mål|sammanfattning|projekt(?:et|beskrivning)?|(?:önskade )?effekter|budget|upplägg|målgrupp(?:er)?|aktörer|sökande|vem som|vad (?:pengarna|vi|man)|vilken summa|summa|sökt|belopp|nästa steg|lärdom(?:ar)?|rapport|slutrapport|hänvisning|p\.? ?s\b|obs\b|ps:)(?:\W|$)`)
	listItem    = regexp.MustCompile(`^\s*(?:[-*•–]\s+\S|\d{1,2}[.)]\s+\S|[a-z]\)\s+\S)`)
	labelled    = regexp.MustCompile(`^\s*([^:]{2,60}):(?:\s+\S|$)`)
	// footLabel are the labels that a signature holds.
	footLabel = regexp.MustCompile(`(?i)^\W*(?:t|m|e|w|tel|telefon|tele|tfn|mobil|mobiltelefon|mob|växel|vx|direkt|direktnr|fax|e-?post|epost|e-?mail|mail|mejl|webb?|webbplats|hemsida|besök|besöksadress|post|postadress|adress|leveransadress|fakturaadress|org\.? ?nr|organisationsnummer|bankgiro|plusgiro|bg|pg|följ oss.*|facebook|linkedin|twitter|instagram|arbetstid.*|tjänstgör.*|phone|mobile|address|visit|teams|www|https?)\.?\W*$`)
)

// onlyAccounts reports whether a paragraph tells an account and nothing that
// makes it a letter-foot.
func onlyAccounts(lines []line) bool {
	accounts := false
	for i := range lines {
		if contactHint.MatchString(lines[i].text) {
			return false
		}
		accounts = accounts || accountLine.MatchString(lines[i].text)
	}
	return accounts
}

// isAnswer reports whether a line is "Label: value" with a label that no
// signature holds, or asks something.
func isAnswer(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, "?") {
		return true
	}
	m := labelled.FindStringSubmatch(text)
	return m != nil && !footLabel.MatchString(m[1])
}

// signatureLine reports whether a line below a sign-off belongs to the
// signature: short, no sentence, no heading or answer of an application.
func signatureLine(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return true
	}
	words := len(strings.Fields(text))
	sentence := strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!")
	switch {
	case utf8.RuneCountInString(text) > 140 || words > 16:
		return false
	case words > 6 && sentence && !contactHint.MatchString(text):
		return false
	case amountHint.MatchString(text), heading.MatchString(text), listItem.MatchString(text), strings.Contains(text, "\t"):
		return false
	}
	return !isAnswer(text)
}

// markBareSignature marks a last paragraph that is a signature without a
// sign-off: a name, then lines with a way to reach the person. Below a heading
// or a question such lines are an answer.
func markBareSignature(lines []line) {
	end := len(lines)
	for end > 0 && (lines[end-1].blank() || lines[end-1].mark == Disclaimer) {
		end--
	}
	start := end
	for start > 0 && !lines[start-1].blank() {
		start--
	}
	if start == 0 || end-start < 2 || end-start > maxSignature || !nameLine.MatchString(lines[start].text) && !titleLine.MatchString(lines[start].text) {
		return
	}
	reachable := false
	for i := start; i < end; i++ {
		if !signatureLine(lines[i].text) {
			return
		}
		reachable = reachable || contactHint.MatchString(lines[i].text) || startsPhone(lines[i].text)
	}
	above := start - 1
	for above >= 0 && lines[above].blank() {
		above--
	}
	if !reachable || above < 0 || !endsSentence(lines[above].text) {
		return
	}
	for i := start; i < end; i++ {
		lines[i].mark = Signature
	}
}

func startsPhone(text string) bool {
	text = strings.TrimLeft(text, " \t+")
	return len(text) > 6 && unicode.IsDigit(rune(text[0])) && (text[0] == '0' || strings.HasPrefix(text, "46"))
}

func endsSentence(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && strings.ContainsAny(text[len(text)-1:], ".!)")
}
