package manual

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Bash writes the completion for bash. It needs no other package there.
func Bash(app *kong.Application) []byte {
	all := commands(app)
	var paths, valued, values []string
	nested := map[string][]string{} // words that can follow a command's first ones
	offered := map[string][]string{}
	var everywhere []string
	for _, f := range flags(app.Node) {
		everywhere = append(everywhere, "--"+f.name)
		if f.placeholder != "" {
			valued = append(valued, "--"+f.name)
			values = append(values, answer("*:--"+f.name, f))
		}
	}
	for _, c := range all {
		places := []string{c.path()}
		if c.byItself {
			places = append(places, c.words[0])
		}
		if len(c.words) > 1 {
			nested[c.words[0]] = append(nested[c.words[0]], c.words[1])
		}
		nested[""] = appendNew(nested[""], c.words[0])
		paths = appendNew(append(paths, places...), c.words[0])
		for _, place := range places {
			for _, f := range c.flags {
				offered[place] = append(offered[place], "--"+f.name)
				if f.placeholder != "" {
					valued = appendNew(valued, "--"+f.name)
					values = append(values, answer(quoted(place)+":--"+f.name, f))
				}
			}
			for i, a := range c.args {
				position := fmt.Sprint(i)
				if a.repeated {
					position = "[0-9]*" // what can be repeated is the last one
				}
				values = append(values, answer(quoted(place)+":"+position, a))
			}
		}
	}
	var b strings.Builder
	b.WriteString(bashHead)
	fmt.Fprintf(&b, "      %s) want=$word ;;\n", strings.Join(valued, " | "))
	b.WriteString(bashWords)
	for _, p := range appendNew(nil, paths...) {
		fmt.Fprintf(&b, "          %s) path=${path:+$path }$word ;;\n", quoted(p))
	}
	b.WriteString(bashAnswers)
	for _, v := range values {
		if v != "" {
			b.WriteString(v)
		}
	}
	b.WriteString(bashOffers)
	for _, p := range appendNew([]string{""}, paths...) {
		fmt.Fprintf(&b, "      %s) offers='%s' words='%s' ;;\n", quoted(p), strings.Join(offered[p], " "), strings.Join(nested[p], " "))
	}
	fmt.Fprintf(&b, bashEnd, strings.Join(everywhere, " "), app.Name)
	return []byte(b.String())
}

// answer is the case of a value that something can be said of; "" for others.
func answer(pattern string, v value) string {
	switch {
	case len(v.choices) > 0:
		return fmt.Sprintf("    %s) mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$cur\"); return ;;\n", pattern, strings.Join(v.choices, " "))
	case v.takes == files:
		return fmt.Sprintf("    %s) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n", pattern)
	case v.takes == folders:
		return fmt.Sprintf("    %s) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return ;;\n", pattern)
	}
	return ""
}

// quoted is a text between quotes, which a pattern's blanks need.
func quoted(text string) string { return `"` + text + `"` }

// appendNew appends what is not there yet.
func appendNew(list []string, more ...string) []string {
	seen := map[string]bool{}
	for _, s := range list {
		seen[s] = true
	}
	for _, s := range more {
		if !seen[s] {
			list, seen[s] = append(list, s), true
		}
	}
	return list
}

// The shell cuts a line at "=", so that --out=x comes as three words.
const bashHead = `# bash completion for medelbot, made of its command line.

_medelbot() {
  local cur=${COMP_WORDS[COMP_CWORD]} path='' word='' want='' n=0 i offers words
  COMPREPLY=()
  # What stands before the word to complete: the command, a flag that wants a
  # value, and how many arguments there were.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    [[ $word != = ]] || continue
    if [[ -n $want ]]; then
      want=''
      continue
    fi
    case $word in
`

const bashWords = `      -*) ;;
      *)
        case "${path:+$path }$word" in
`

const bashAnswers = `          *) ((++n)) ;;
        esac
        ;;
    esac
  done
  [[ $cur != = ]] || cur=''

  case "$path:${want:-$n}" in
`

const bashOffers = `  esac
  [[ -z $want ]] || return

  case "$path" in
`

const bashEnd = `      *) offers='' words='' ;;
  esac
  case $cur in
    -*) words="$offers %s" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _medelbot %s
`
