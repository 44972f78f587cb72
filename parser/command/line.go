package command

import (
	"regexp"
	"strings"
	"unicode"

	"medelbot"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
	"medelbot/parser/swedish"
)

// deeds are what the orders do to a case.
var deeds = map[string]medelbot.Deed{
	lexicon.OrderGrant: medelbot.DeedGrant, lexicon.OrderDecline: medelbot.DeedDecline, lexicon.OrderRequest: medelbot.DeedRequest,
	lexicon.OrderPay: medelbot.DeedPay, lexicon.OrderRepay: medelbot.DeedRepay, lexicon.OrderUndo: medelbot.DeedUndo,
	lexicon.OrderClose: medelbot.DeedClose, lexicon.OrderHold: medelbot.DeedHold, lexicon.OrderRelease: medelbot.DeedRelease,
	lexicon.OrderConfirm: medelbot.DeedConfirm, lexicon.OrderCorrect: medelbot.DeedCorrect, lexicon.OrderExtend: medelbot.DeedExtend,
	lexicon.OrderWithdraw: medelbot.DeedWithdraw, lexicon.OrderNote: medelbot.DeedNote, lexicon.OrderMerge: medelbot.DeedMerge,
}

// plainWords are the orders that are no deeds.
var plainWords = map[string]medelbot.Word{
	lexicon.OrderTake: medelbot.WordTake, lexicon.OrderStatus: medelbot.WordStatus, lexicon.OrderPause: medelbot.WordPause,
	lexicon.OrderResume: medelbot.WordResume, lexicon.OrderHelp: medelbot.WordHelp,
}

// line reads one command with what it needs.
func (r *reader) line(e *entry) medelbot.CommandLine {
	l := medelbot.CommandLine{Text: short(e.line), Word: plainWords[e.order], Case: e.number}
	if deed := deeds[e.order]; deed != "" {
		l.Word, l.Order.Deed = medelbot.WordDeed, deed
	}
	code := medelbot.RefusedUnknown
	if l.Word != "" && !e.isLimited() {
		code = r.arguments(e, &l.Order)
	}
	if code == "" && r.goesOn(e) {
		code = medelbot.RefusedNoValue
	}
	if e.several && code == "" {
		code = medelbot.RefusedOtherCase
	}
	l.Fault = string(code)
	return l
}

// isLimited tells a command that its own line takes back or asks about.
func (e *entry) isLimited() bool {
	words := phrase.FirstWords(e.rest, 1)
	return e.isQuestion() || len(words) > 0 && onlyBlank(e.rest[:words[0].Start]) && lexicon.Limits.Has(words[0].Fold)
}

// loneFigure is a line of figures, or the end of one: "75 000 kr", "000:-".
var loneFigure = regexp.MustCompile(`(?i)^\d[\d .,:'’-]*(?:kr|kronor|sek|tkr|mkr|tusen)?[ .!]*$`)

// goesOn tells a command that takes a sum or a day and below which another one
// stands alone on its line: a mail program has broken it, or two are named.
func (r *reader) goesOn(e *entry) bool {
	switch e.order {
	case lexicon.OrderGrant, lexicon.OrderPay, lexicon.OrderRepay, lexicon.OrderExtend:
		_, noDay := PastDay(e.stray, r.in.Now, r.in.Zone)
		return noDay == nil || loneFigure.MatchString(e.stray) && len(swedish.Phones(e.stray)) == 0
	}
	return false
}

func onlyBlank(s string) bool { return strings.TrimSpace(s) == "" }

// arguments reads what an order needs. The code says what is wrong, "" if
// nothing is.
func (r *reader) arguments(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	switch o.Deed {
	case medelbot.DeedGrant:
		return r.grant(e, o)
	case medelbot.DeedDecline:
		o.Text = r.text(e)
		return ""
	case medelbot.DeedRequest, medelbot.DeedNote:
		if o.Text = r.text(e); o.Text == "" {
			return medelbot.RefusedNoReason
		}
		return ""
	case medelbot.DeedPay:
		return r.pay(e, o)
	case medelbot.DeedRepay:
		if !hasDigit(e.rest) && onlyFiller(e.rest) {
			return medelbot.RefusedNoSum
		}
		return taken(&o.SEK, e.rest)
	case medelbot.DeedExtend:
		return r.extend(e, o)
	case medelbot.DeedConfirm, medelbot.DeedCorrect:
		return r.element(e, o)
	case medelbot.DeedMerge:
		return r.merge(e, o)
	}
	if !r.isFiller(e.rest) {
		return medelbot.RefusedUnknown
	}
	return ""
}

// taken reads a sum.
func taken(sek *int64, written string) medelbot.RefusalCode {
	sum, err := Sum(written)
	if err != nil {
		return medelbot.RefusedNoValue
	}
	*sek = sum
	return ""
}

// grant reads the sum, if one is named, and a reason behind it. A second sum
// makes it doubtful which one is meant.
func (r *reader) grant(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	value, reason := splitReason(e.rest)
	if reason != "" && !r.isPolite(reason) {
		o.Text = r.join(reason, paragraph(e.below))
	}
	for _, a := range swedish.Amounts(reason) {
		if !a.Bare || a.Kronor() >= 1000 {
			return medelbot.RefusedNoValue
		}
	}
	if !hasDigit(value) && isWhole(value) {
		return ""
	}
	return taken(&o.SEK, value)
}

// isWhole tells words for the sum that was applied for, or none.
func isWhole(s string) bool {
	for _, w := range phrase.Words(s) {
		if !lexicon.WholeSum.Has(w.Fold) && !lexicon.AfterCommand.Has(w.Fold) && !lexicon.BeforeValue.Has(w.Fold) {
			return false
		}
	}
	return true
}

// splitReason parts the value behind a command from a reason in the same line:
// "75000. Bra upplägg", "- bra upplägg".
func splitReason(s string) (value, reason string) {
	s = strings.TrimLeft(s, " :\t")
	for i, c := range s {
		ends := false
		switch c {
		case ';', '!':
			ends = true
		case '.', ',', '-', '–':
			behind := strings.TrimLeft(s[i:], ".,-–")
			// "75.000:-" and "75 000,50" go on; "- 75 000" may be a minus.
			ends = (behind == "" || behind[0] == ' ') && (c != '-' || i == 0 || s[i-1] == ' ') && !unicode.IsDigit(firstRune(strings.TrimSpace(behind)))
		}
		if ends {
			return s[:i], strings.TrimLeft(s[i:], " .,;!-–")
		}
	}
	return s, ""
}

// pay reads the day and the sum, in either order; both may be left out.
func (r *reader) pay(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	day, rest, err := clock{r.in.Now.In(r.in.Zone), -1}.cutDay(e.rest)
	if err != nil {
		return medelbot.RefusedNoValue
	}
	if o.Day = day; !hasDigit(rest) && onlyFiller(rest) {
		return ""
	}
	return taken(&o.SEK, rest)
}

// extend reads the day; words behind it are a reason.
func (r *reader) extend(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	day, rest, err := clock{r.in.Now.In(r.in.Zone), +1}.cutDay(e.rest)
	switch {
	case err != nil || hasDigit(rest):
		return medelbot.RefusedNoValue
	case day.IsZero():
		return medelbot.RefusedNoDay
	case !r.isFiller(rest) && !onlyFiller(rest):
		o.Text = strings.TrimSpace(e.rest)
	}
	o.Day = endOf(day)
	return ""
}

// element reads which element is meant, and of a correction its value.
func (r *reader) element(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	rest := strings.TrimLeft(e.rest, ": ")
	words := phrase.FirstWords(rest, longestHead)
	key, n := r.in.Names.element(words)
	if n == 0 {
		return medelbot.RefusedMissing
	}
	o.Element = key
	behind := rest[words[n-1].End:]
	if o.Deed == medelbot.DeedConfirm {
		if !r.isFiller(behind) {
			return medelbot.RefusedUnknown
		}
		return ""
	}
	below := e.below
	switch o.Element {
	case medelbot.Amount, medelbot.Account, medelbot.Contact, medelbot.Applicant:
		below = paragraph(below)
	}
	first := strings.TrimLeft(behind, " :=\t")
	if after, ok := strings.CutPrefix(first, "till "); ok {
		first = after
	}
	// "RÄTTA BANKGIRO: 5050-1055": the name of the element is the label of its value.
	if o.Element == medelbot.Account {
		if kind := phrase.Fold(rest[:words[n-1].End]); kind == "bankgiro" || kind == "plusgiro" {
			first = kind + " " + first
		}
	}
	value, err := Value(o.Element, r.join(first, below))
	if err != nil {
		return medelbot.RefusedNoValue
	}
	o.Value = &value
	return ""
}

// merge reads the case that goes on; where two are named the last one does.
func (r *reader) merge(e *entry, o *medelbot.Order) medelbot.RefusalCode {
	var numbers []string
	for _, m := range anyCase.FindAllStringSubmatch(e.rest, 3) {
		numbers = append(numbers, strings.ToUpper(m[1])+"-"+m[2]+"-"+m[3])
	}
	switch {
	case len(numbers) == 0:
		return medelbot.RefusedNoCase
	case len(numbers) > 2 || !r.isFiller(anyCase.ReplaceAllString(e.rest, " ")):
		return medelbot.RefusedUnknown
	}
	o.Into = numbers[len(numbers)-1]
	return ""
}

// text is what stands behind a command and below it.
func (r *reader) text(e *entry) string {
	first := strings.TrimLeft(e.rest, " :;,.!-–—\t")
	if !e.marked && r.isPolite(first) {
		first = ""
	}
	return r.join(first, e.below)
}

// isFiller tells words that add nothing to a command: thanks, "ärendet", the
// writer's name.
func (r *reader) isFiller(s string) bool {
	for _, w := range phrase.Words(s) {
		if !lexicon.AfterCommand.Has(w.Fold) && !r.names[w.Fold] {
			return false
		}
	}
	return true
}

// paragraph is the lines up to the first blank one.
func paragraph(lines []string) []string {
	for i, l := range lines {
		if l == "" {
			return lines[:i]
		}
	}
	return lines
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
