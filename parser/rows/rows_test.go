package rows

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	tests := []struct {
		name  string
		cells []string
		want  string
	}{
		{"label and value", []string{"Sökt summa", "85 000 kr"}, "Sökt summa\t85 000 kr"},
		{"value of several lines", []string{"Kontakt", "Eva Berg\neva@region.example\n070-174 06 05"}, "Kontakt\tEva Berg, eva@region.example, 070-174 06 05"},
		{"prose of several lines", []string{"Syfte", "Vi vill pröva.\nSedan sprida."}, "Syfte\tVi vill pröva. Sedan sprida."},
		{"one cell with label above value", []string{"Kontonummer\n5050-1055"}, "Kontonummer\n5050-1055"},
		{"cells with labels above values", []string{"Namn\nEva Berg", "Telefon\n070-174 06 05"}, "Namn\nEva Berg\nTelefon\n070-174 06 05"},
		{"spacer cells at the end", []string{"Summa", "5 000", "", ""}, "Summa\t5 000"},
		{"an empty cell in a grid", []string{"Film", "", "20 000"}, "Film\t\t20 000"},
		{"only spacers", []string{"", " "}, ""},
		{"a lone cell", []string{"", "Hej!\nVi söker medel."}, "Hej!\nVi söker medel."},
		{"columns of a page", []string{"Meny", strings.Repeat("rad\n", 14)}, "Meny\n" + strings.TrimSuffix(strings.Repeat("rad\n", 14), "\n")},
		{"a table in a cell", []string{"Budget", "Film\t20 000"}, "Budget\nFilm\t20 000"},
		{"no cells", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(Lines(test.cells), "\n"); got != test.want {
				t.Errorf("Lines = %q, want %q", got, test.want)
			}
		})
	}
}
