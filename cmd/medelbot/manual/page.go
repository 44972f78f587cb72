package manual

import (
	"fmt"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// Page writes the manual page of the program, section 1, in the man(7) macros.
// version and date are those of the program.
func Page(app *kong.Application, version string, date time.Time) []byte {
	var r roff
	about, rest, _ := strings.Cut(app.Help, ": ")
	r.title(app.Name, "1", date, app.Name+" "+version, "User Commands")
	r.macro("SH", "NAME")
	r.printf("%s \\- %s\n", escape(app.Name), escape(strings.ToLower(about[:1])+about[1:]))
	r.macro("SH", "SYNOPSIS")
	r.macro("B", app.Name)
	r.text("[--config FILE] COMMAND [ARGUMENT...]")
	r.macro("SH", "DESCRIPTION")
	r.text(strings.ToUpper(rest[:1]) + rest[1:])
	r.macro("PP")
	r.text("The configuration is described in medelbot.toml(5).")
	r.macro("SH", "OPTIONS")
	for _, f := range flags(app.Node) {
		r.value(f, true)
	}
	all := commands(app)
	for _, group := range groups(all) {
		r.macro("SH", strings.ToUpper(strings.TrimSuffix(group, ":")))
		for _, c := range all {
			if c.group == group {
				r.command(&c)
			}
		}
	}
	r.printf("%s", closing)
	return []byte(r.String())
}

// closing is what the command line's model does not hold.
const closing = `.SH EXIT STATUS
.TP
.B 0
It is done.
.TP
.B 1
It failed. Standard error says in a sentence what happened and what to try.
.TP
.B 2
The command line or the configuration is wrong. Standard error names file, line and key.
.SH ENVIRONMENT
.TP
.B MEDELBOT_CONFIG
The configuration file, or a folder of them, where \-\-config names none.
.TP
.B CREDENTIALS_DIRECTORY
The folder with the secrets that the configuration names as credential:NAME.
Systemd sets it for its services.
.SH FILES
.TP
.I config.toml
The configuration, if no other is named.
.TP
.I /etc/medelbot
The configuration of the service that the Debian package brings: each *.toml is a fund of its own.
.TP
.I /var/lib/medelbot
Where that service keeps its databases.
.SH SEE ALSO
.BR medelbot.toml (5),
.BR systemd.service (5)
`

// ConfigPage writes the manual page of the configuration file, section 5.
// example is the configuration that describes each key.
func ConfigPage(example, version string, date time.Time) []byte {
	var r roff
	r.title("medelbot.toml", "5", date, "medelbot "+version, "File Formats")
	r.macro("SH", "NAME")
	r.printf("medelbot.toml \\- configuration of medelbot\n")
	r.macro("SH", "DESCRIPTION")
	r.text("A file in TOML, version 1.0, in UTF-8. What follows is one that holds every key, with what it does and what it is if it is left out. An unknown key is an error.")
	r.macro("SH", "THE FILE")
	r.literal(example)
	r.macro("SH", "SEE ALSO")
	r.printf(".BR medelbot (1)\n")
	return []byte(r.String())
}

// roff is text with the macros of man(7).
type roff struct{ strings.Builder }

func (r *roff) printf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

// macro writes a request with one argument at most.
func (r *roff) macro(name string, argument ...string) {
	r.printf(".%s", name)
	for _, a := range argument {
		r.printf(" \"%s\"", strings.ReplaceAll(escape(a), `"`, `\(dq`))
	}
	r.printf("\n")
}

func (r *roff) title(name, section string, date time.Time, source, book string) {
	r.printf(".\\\" Made of the program's command line and configuration.\n.TH \"%s\" %s %s \"%s\" \"%s\"\n",
		escape(strings.ToUpper(name)), section, date.UTC().Format(time.DateOnly), escape(source), book)
}

// text writes paragraphs, which empty lines part. One whose lines all begin with
// a blank is an example, and keeps its lines.
func (r *roff) text(paragraphs string) {
	for i, p := range strings.Split(strings.TrimSpace(paragraphs), "\n\n") {
		if i > 0 {
			r.macro("PP")
		}
		if strings.HasPrefix(p, " ") {
			r.literal(p)
			continue
		}
		for line := range strings.Lines(p) {
			r.line(strings.TrimSpace(line))
		}
	}
}

// literal writes lines as they stand.
func (r *roff) literal(text string) {
	r.printf(".nf\n")
	for line := range strings.Lines(strings.TrimRight(text, "\n")) {
		r.line(strings.TrimRight(line, "\n"))
	}
	r.printf(".fi\n")
}

// line writes one line of text, which must not be taken for a request.
func (r *roff) line(text string) {
	text = escape(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	r.printf("%s\n", text)
}

func (r *roff) command(c *command) {
	r.macro("SS", c.usage)
	r.text(c.help)
	if c.detail != "" {
		r.macro("PP")
		r.text(c.detail)
	}
	for _, a := range c.args {
		r.value(a, false)
	}
	for _, f := range c.flags {
		r.value(f, true)
	}
}

// value writes what a flag or an argument does.
func (r *roff) value(v value, flag bool) {
	r.macro("TP")
	if !flag {
		r.printf("\\fI%s\\fR\n", escape(v.placeholder))
	} else {
		if v.short != "" {
			r.printf("\\fB\\-%s\\fR, ", v.short)
		}
		r.printf("\\fB\\-\\-%s\\fR", escape(v.name))
		if v.placeholder != "" {
			r.printf("=\\fI%s\\fR", escape(v.placeholder))
		}
		r.printf("\n")
	}
	r.text(v.help)
}

// escape writes text for troff: a plain hyphen there is a typographic one, which
// nobody can paste into a shell, and so with its quotes (groff_char(7)).
func escape(text string) string { return special.Replace(text) }

var special = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)
