package medelbot

// decideBarred keeps a mail that a virus scanner did not let through, under lock:
// nobody knows what it is, nobody is answered, and of what was found in it the
// coordinators are told at once, lest they open it in their own mail program. Junk
// and old mail wait for the digest: there it is nothing unusual.
func decideBarred(f Facts, p Policy) Change {
	r := &f.Mail.Reading
	c := Change{Keep: true, Aside: r.Barred, Why: r.Barred.English()}
	switch {
	case r.Malware != "":
		c.Why += " (" + r.Malware + ")"
	case r.Unscanned != "":
		c.Why += " (" + r.Unscanned + ")"
	}
	if r.Barred != AsideMalware || f.Mail.Quiet != "" || f.NoticesToday >= noticesPerDay {
		return c
	}
	c.Letters = p.notices(NoticeMalware, f.Now, everybody)
	for i := range c.Letters {
		c.Letters[i].Mailbox = f.Mail.Folder.Mailbox
	}
	return c
}
