package templates

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What HJÄLP answers and what the handbook tells are the same commands.
func TestHelpIsTheHandbooks(t *testing.T) {
	book, err := os.ReadFile("../docs/handbok.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(book), "\n## Kommandon\n")
	table, _, _ = strings.Cut(table, "\n### ")
	rows := regexp.MustCompile("(?m)^\\| `([^|]*)` \\|").FindAllStringSubmatch(table, -1)
	if len(rows) < 15 {
		t.Fatalf("commands in the handbook: %d", len(rows))
	}
	for _, file := range []string{"sv/transcript.txt", "sv/transcript.html"} {
		help, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for command := range strings.SplitSeq(row[1], "`, `") {
				verb := regexp.MustCompile(`^[A-ZÅÄÖ]+( [A-ZÅÄÖ]{2,})*`).FindString(strings.ReplaceAll(command, "PK-", "pk-"))
				if verb == "" || !strings.Contains(string(help), verb) {
					t.Errorf("%s does not tell of %s", file, command)
				}
			}
		}
	}
}
