package manual

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Fish writes the completion for fish.
func Fish(app *kong.Application) []byte {
	all := commands(app)
	var b strings.Builder
	b.WriteString(fishHead)
	for _, f := range flags(app.Node) {
		fishFlag(&b, "", f)
	}
	for _, n := range app.Children {
		if !n.Hidden {
			fmt.Fprintf(&b, "complete -c medelbot -n __medelbot_before_command -a %s -d %s\n", n.Name, single(n.Help))
		}
	}
	for _, c := range all {
		at := "'__medelbot_at " + c.path() + "'"
		if len(c.words) > 1 {
			fmt.Fprintf(&b, "complete -c medelbot -n '__medelbot_at_only %s' -a %s -d %s\n", c.words[0], c.words[1], single(c.help))
		}
		if c.byItself {
			at = "'__medelbot_at_only " + c.words[0] + "; or __medelbot_at " + c.path() + "'"
		}
		for _, f := range c.flags {
			fishFlag(&b, "-n "+at+" ", f)
		}
		for _, a := range c.args {
			if more := fishValue(a); more != "" {
				fmt.Fprintf(&b, "complete -c medelbot -n %s%s\n", at, more)
			}
		}
	}
	return []byte(b.String())
}

func fishFlag(b *strings.Builder, where string, f value) {
	fmt.Fprintf(b, "complete -c medelbot %s-l %s", where, f.name)
	if f.short != "" {
		fmt.Fprintf(b, " -s %s", f.short)
	}
	if f.placeholder != "" {
		b.WriteString(" -r" + fishValue(f))
	}
	fmt.Fprintf(b, " -d %s\n", single(f.help))
}

// fishValue is what a value can be completed with; "" if nothing is known.
func fishValue(v value) string {
	switch {
	case len(v.choices) > 0:
		return " -a '" + strings.Join(v.choices, " ") + "'"
	case v.takes == files:
		return " -F"
	case v.takes == folders:
		return " -a '(__fish_complete_directories)'"
	}
	return ""
}

// single is a text in single quotes of fish.
func single(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(text) + "'"
}

const fishHead = `# fish completion for medelbot, made of its command line.

# The words of the command line so far, without flags and the value of --config.
function __medelbot_words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case --config
                set skip 1
            case '-*'
            case '*'
                echo $word
        end
    end
end

function __medelbot_before_command
    test (count (__medelbot_words)) = 0
end

# The command line begins with these words of a command.
function __medelbot_at
    set -l words (__medelbot_words)
    test (count $words) -ge (count $argv); and test "$words[1..$(count $argv)]" = "$argv"
end

# The command line holds these words of a command and nothing more.
function __medelbot_at_only
    test "$(__medelbot_words | string collect)" = "$argv"
end

complete -c medelbot -f
`
