package manual

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Zsh writes the completion for zsh, for a folder of its fpath.
func Zsh(app *kong.Application) []byte {
	all := commands(app)
	var b strings.Builder
	fmt.Fprintf(&b, "#compdef %s\n# zsh completion for medelbot, made of its command line.\n\n", app.Name)
	var top []string
	for _, n := range app.Children {
		if !n.Hidden {
			top = append(top, zshDescribed(n.Name, n.Help))
		}
	}
	global := slices.DeleteFunc(flags(app.Node), func(f value) bool { return f.name == "help" }) // written below, since nothing goes with it
	zshDispatch(&b, "_medelbot", "_medelbot_", top, global)
	for _, parent := range parents(all) {
		var below []string
		for _, c := range all {
			if c.words[0] == parent && len(c.words) > 1 {
				below = append(below, zshDescribed(c.words[1], c.help))
			}
		}
		var own []value
		for _, c := range all {
			if c.byItself && c.words[0] == parent {
				own = c.flags
			}
		}
		zshDispatch(&b, "_medelbot_"+parent, "_medelbot_"+parent+"_", below, append(own, global...))
	}
	for _, c := range all {
		fmt.Fprintf(&b, "_medelbot_%s() {\n  _arguments \\\n", strings.Join(c.words, "_"))
		for _, f := range append(c.flags, global...) {
			fmt.Fprintf(&b, "    %s \\\n", zshFlag(f))
		}
		for i, a := range c.args {
			place := fmt.Sprint(i + 1)
			if a.repeated {
				place = "*"
			}
			fmt.Fprintf(&b, "    %s \\\n", zshQuoted(place+":"+zshText(a.name)+":"+zshValue(a)))
		}
		b.WriteString("    '(- *)'{-h,--help}'[Show help.]'\n}\n\n")
	}
	b.WriteString("_medelbot \"$@\"\n")
	return []byte(b.String())
}

// zshDispatch writes a function that completes a command's name, and what
// follows it by the function of that name.
func zshDispatch(b *strings.Builder, function, prefix string, described []string, flags []value) {
	fmt.Fprintf(b, "%s() {\n  local context state state_desc line\n  typeset -A opt_args\n  local -a commands=(\n", function)
	for _, d := range described {
		fmt.Fprintf(b, "    %s\n", d)
	}
	b.WriteString("  )\n  _arguments -C \\\n")
	for _, f := range flags {
		fmt.Fprintf(b, "    %s \\\n", zshFlag(f))
	}
	fmt.Fprintf(b, `    '(- *)'{-h,--help}'[Show help.]' '1: :->command' '*:: :->argument'
  case $state in
    command) _describe command commands ;;
    argument) (( ! $+functions[%[1]s$words[1]] )) || %[1]s$words[1] ;;
  esac
}

`, prefix)
}

func zshFlag(f value) string {
	text := "--" + f.name
	if f.repeated {
		text = "*" + text
	}
	if f.placeholder != "" {
		text += "="
	}
	text += "[" + zshText(f.help) + "]"
	if f.placeholder != "" {
		text += ":" + zshText(f.placeholder) + ":" + zshValue(f)
	}
	return zshQuoted(text)
}

// zshValue is the action that completes a value.
func zshValue(v value) string {
	switch {
	case len(v.choices) > 0:
		return "(" + strings.Join(v.choices, " ") + ")"
	case v.takes == files:
		return "_files"
	case v.takes == folders:
		return "_files -/"
	}
	return " "
}

// zshDescribed is a word with its description, for _describe.
func zshDescribed(word, help string) string { return zshQuoted(word + ":" + help) }

// zshText is a text within a specification, in which some characters part.
func zshText(text string) string {
	return strings.NewReplacer(`\`, `\\`, ":", `\:`, "[", `\[`, "]", `\]`).Replace(text)
}

func zshQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
