// Package manual writes what a system keeps of a program for people and shells:
// manual pages and completions. They are made of the command line's own model,
// so that they cannot say anything else than the program does.
package manual

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// command is one command that does something, in the words of people.
type command struct {
	words  []string // as typed after the program's name: aside, take
	group  string   // heading in the help
	usage  string   // the whole line to type
	help   string   // one sentence
	detail string   // paragraphs; "" for none
	args   []value
	flags  []value // its own, without those of every command
	// byItself tells that the command is also meant when its last word is left out.
	byItself bool
}

// path is the command's words in one.
func (c *command) path() string { return strings.Join(c.words, " ") }

// value is one argument, or one flag with or without a value.
type value struct {
	name        string // of a flag without its dashes
	short       string // one letter; "" if it has none
	placeholder string // "" for a flag that takes no value
	help        string
	choices     []string // the only values there are; nil if any will do
	takes       kind
	repeated    bool // any number of them
}

// kind is what a shell can complete a value with.
type kind int

const (
	anything kind = iota
	files
	folders
)

// kinds tells by the placeholder of a value what it is.
var kinds = map[string]kind{"FILE": files, "PATH": files, "MAIL": files, "DIR": folders}

// commands lists the commands that do something, in the order of the help and
// without those that are for the program itself.
func commands(app *kong.Application) []command {
	var all []command
	for _, leaf := range app.Leaves(true) {
		c := command{usage: app.Name + " " + leaf.Summary(), help: leaf.Help, detail: leaf.Detail}
		if leaf.Parent.Type == kong.CommandNode {
			c.byItself = leaf.Parent.DefaultCmd == leaf
			if c.byItself || c.detail == "" {
				c.detail = strings.TrimSpace(leaf.Parent.Detail + "\n\n" + c.detail)
			}
		}
		for n := leaf; n != app.Node; n = n.Parent {
			c.words = slices.Insert(c.words, 0, n.Name)
		}
		if g := leaf.ClosestGroup(); g != nil {
			c.group = g.Title
		}
		for _, p := range leaf.Positional {
			c.args = append(c.args, valueOf(p))
		}
		c.flags = flags(leaf)
		all = append(all, c)
	}
	return all
}

// flags lists a node's own flags, less hidden ones.
func flags(n *kong.Node) []value {
	var all []value
	for _, f := range n.Flags {
		if f.Hidden {
			continue
		}
		v := valueOf(f.Value)
		if f.Short != 0 {
			v.short = string(f.Short)
		}
		if v.placeholder = ""; !f.IsBool() {
			v.placeholder = f.FormatPlaceHolder()
			v.takes = kinds[v.placeholder]
		}
		all = append(all, v)
	}
	return all
}

func valueOf(k *kong.Value) value {
	v := value{name: k.Name, placeholder: strings.ToUpper(k.Name), help: k.Help, repeated: k.IsCumulative()}
	for _, choice := range strings.Split(k.Enum, ",") {
		if choice != "" { // an empty one only says that the flag may be left out
			v.choices = append(v.choices, choice)
		}
	}
	v.takes = kinds[v.placeholder]
	return v
}

// groups lists the groups of commands in their order.
func groups(all []command) []string {
	var titles []string
	for _, c := range all {
		if !slices.Contains(titles, c.group) {
			titles = append(titles, c.group)
		}
	}
	return titles
}

// parents lists the words of commands that have commands below them.
func parents(all []command) []string {
	var names []string
	for _, c := range all {
		if len(c.words) > 1 && !slices.Contains(names, c.words[0]) {
			names = append(names, c.words[0])
		}
	}
	return names
}
