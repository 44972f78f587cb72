package notifier

import (
	"fmt"

	"medelbot"
	"medelbot/templates"
)

// Preview is a letter with sample data: the mail as it would leave, and its two
// parts. The letter's key tells the ways apart that it can turn out in a language.
type Preview struct {
	Letter     medelbot.Letter
	Language   medelbot.Language
	Text, HTML string
}

// Whom samples go to; nobody has the address.
const sampleRecipient = "eva.strom@kronoberg.example"

// Previews writes every letter that there is with sample data, as it would leave
// a mailbox, in all languages and in the ways that it can turn out. No code in
// them gives a right, and files are named but not attached.
func (c *Composer) Previews(mailbox string) ([]Preview, error) {
	frame := c.frame(mailbox, medelbot.Call{})
	swedish, err := c.previews(mailbox, medelbot.Swedish, templates.SamplesOf(frame))
	if err != nil {
		return nil, err
	}
	english, err := c.previews(mailbox, medelbot.English, templates.EnglishSamplesOf(frame))
	return append(swedish, english...), err
}

func (c *Composer) previews(mailbox string, language medelbot.Language, samples []templates.View) ([]Preview, error) {
	var all []Preview
	counts := map[medelbot.LetterName]int{}
	for _, v := range samples {
		name := v.Letter()
		counts[name]++
		r, err := c.Templates.In(language).Render(v)
		if err != nil {
			return nil, fmt.Errorf("the letter %s cannot be written with sample data: %w", name, err)
		}
		l := medelbot.Letter{Key: fmt.Sprintf("%s-%d", name, counts[name]), Mailbox: mailbox, Name: name, To: sampleRecipient}
		if name.ToCoordinator() {
			l.To = c.Mailboxes[mailbox].Address
		}
		if l, err = c.pack(l, r, "preview."+string(language)+"."+l.Key, nil); err != nil {
			return nil, err
		}
		all = append(all, Preview{Letter: l, Language: language, Text: r.Text, HTML: r.HTML})
	}
	return all, nil
}
