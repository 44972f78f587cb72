package manual

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// grammar has one of each kind of thing that medelbot's command line has.
type grammar struct {
	Config string `placeholder:"FILE" help:"Configuration file."`

	Parse parse    `cmd:"" group:"look" help:"Show what's read."`
	Cases cases    `cmd:"" group:"look" help:"List cases."`
	Aside aside    `cmd:"" group:"act" help:"Mail that waits."`
	Inner struct{} `cmd:"" hidden:"" help:"For the program itself."`
}

type parse struct {
	Out   string   `placeholder:"DIR" help:"Folder: where [to]."`
	JSON  bool     `name:"json" short:"j" help:"As JSON."`
	Mails []string `arg:"" name:"mail" help:"Mails."`
}

func (parse) Help() string {
	return "Reads -- and more.\n\n.config is a file.\n\n  medelbot parse a\\b"
}

type cases struct {
	Status string `enum:",held,paid" default:"" placeholder:"STATUS" help:"Of this status."`
}

type aside struct {
	List asideList `cmd:"" default:"withargs" help:"List them."`
	Take asideTake `cmd:"" help:"Take one."`
}

func (aside) Help() string { return "Kept as it came." }

type asideList struct {
	Long bool `help:"All of it."`
}

type asideTake struct {
	ID  int64  `arg:"" help:"Its number."`
	How string `arg:"" enum:"grant,decline" help:"How."`
}

func model(t *testing.T) *kong.Application {
	t.Helper()
	k, err := kong.New(&grammar{}, kong.Name("medelbot"), kong.Description("Runs a fund: reads applications."),
		kong.ExplicitGroups([]kong.Group{{Key: "look", Title: "To look:"}, {Key: "act", Title: "To act:"}}))
	if err != nil {
		t.Fatal(err)
	}
	return k.Model
}

func TestPage(t *testing.T) {
	got := string(Page(model(t), "1.2", time.Date(2026, 11, 22, 23, 30, 0, 0, time.FixedZone("", 3600))))
	for _, want := range []string{
		`.TH "MEDELBOT" 1 2026-11-22 "medelbot 1.2" "User Commands"`,
		"\nmedelbot \\- runs a fund\n",
		"\nReads applications.\n",
		".SH \"TO LOOK\"\n.SS \"medelbot parse <mail> ... [flags]\"\nShow what\\(aqs read.\n",
		"\nReads \\-\\- and more.\n", // hyphens that can be pasted
		"\n\\&.config is a file.\n",  // no request of troff
		".nf\n  medelbot parse a\\eb\n.fi\n",
		"\\fB\\-j\\fR, \\fB\\-\\-json\\fR\n",
		"\\fB\\-\\-out\\fR=\\fIDIR\\fR\n",
		".SS \"medelbot aside list [flags]\"\nList them.\n.PP\nKept as it came.\n",
		".SH EXIT STATUS\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q:\n%s", want, got)
		}
	}
	for _, not := range []string{"inner", "help=HELP"} {
		if strings.Contains(got, not) {
			t.Errorf("the page has %q", not)
		}
	}
}

func TestConfigPage(t *testing.T) {
	got := string(ConfigPage("# It's a key.\n.x = \"a-b\"\n", "1.2", time.Time{}))
	if want := ".nf\n# It\\(aqs a key.\n\\&.x = \"a\\-b\"\n.fi\n"; !strings.Contains(got, want) {
		t.Errorf("the page lacks %q:\n%s", want, got)
	}
}

// Bash is asked as if somebody had pressed the tabulator.
func TestBash(t *testing.T) {
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	dir := t.TempDir()
	script := filepath.Join(dir, "completion")
	if err := os.WriteFile(script, Bash(model(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mails/in", "a.eml"} {
		if err := os.MkdirAll(filepath.Join(dir, "there", name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "there", "b.eml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		line string // the last word is the one to complete
		want string
	}{
		{"medelbot |", "aside cases parse"},
		{"medelbot a|", "aside"},
		{"medelbot -|", "--config --help"},
		{"medelbot --config x|", ""},
		{"medelbot --config b|", "b.eml"},
		{"medelbot --config b.eml c|", "cases"},
		{"medelbot --config = b.eml cases --|", "--config --help --status"},
		{"medelbot cases --status |", "held paid"},
		{"medelbot cases --status =|", "held paid"},
		{"medelbot cases --status = p|", "paid"},
		{"medelbot parse --json |", "a.eml b.eml mails"},
		{"medelbot parse a.eml b|", "b.eml"},
		{"medelbot parse --out |", "a.eml mails"},
		{"medelbot aside |", "list take"},
		{"medelbot aside --|", "--config --help --long"},
		{"medelbot aside take --|", "--config --help"},
		{"medelbot aside take 7 |", "decline grant"},
		{"medelbot aside take |", ""},
		{"medelbot inner --|", "--config --help"},
	}
	for _, test := range tests {
		words := strings.Split(strings.TrimSuffix(test.line, "|"), " ")
		cmd := exec.Command(shell, append([]string{"--norc", "-c",
			`source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _medelbot; printf '%s\n' "${COMPREPLY[@]}"`, "bash", script}, words...)...)
		cmd.Dir = filepath.Join(dir, "there")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", test.line, err)
		}
		got := strings.Fields(string(out))
		slices.Sort(got)
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s gave %q, want %q", test.line, got, test.want)
		}
	}
}

// What zsh and fish make of theirs is tried where they are installed, when the
// package is.
func TestOtherShells(t *testing.T) {
	for name, test := range map[string]struct {
		text []byte
		want []string
	}{
		"zsh": {Zsh(model(t)), []string{
			"#compdef medelbot\n", `'parse:Show what'\''s read.'`, `'--out=[Folder\: where \[to\].]:DIR:_files -/'`, "'*:mail:_files'",
			"'2:how:(grant decline)'", "_medelbot_aside_take() {", "'--long[All of it.]'",
		}},
		"fish": {Fish(model(t)), []string{
			`-n __medelbot_before_command -a parse -d 'Show what\'s read.'`, "-n '__medelbot_at parse' -l out -r -a '(__fish_complete_directories)'",
			"-n '__medelbot_at parse' -F", "-n '__medelbot_at_only aside; or __medelbot_at aside list' -l long", "-n '__medelbot_at cases' -l status -r -a 'held paid'",
		}},
	} {
		for _, want := range test.want {
			if !strings.Contains(string(test.text), want) {
				t.Errorf("%s lacks %q:\n%s", name, want, test.text)
			}
		}
		if strings.Contains(string(test.text), "inner") {
			t.Errorf("%s completes what is for the program itself", name)
		}
	}
}
