package parser

import (
	"slices"
	"testing"

	"medelbot"
)

func named(names ...string) []file {
	var files []file
	for _, n := range names {
		files = append(files, file{Attachment: medelbot.Attachment{Name: n}, text: "Ansökan", document: true})
	}
	return files
}

func TestTheMailSaysWhichVersionCounts(t *testing.T) {
	for _, c := range []struct {
		own              string
		files            []file
		discarded        []string
		mail, filesYield bool // yields
	}{
		{"Det är version 2 som gäller.", named("Ansökan version 1.docx", "Ansökan version 2.docx", "budget.xlsx"), []string{"Ansökan version 1.docx"}, true, false},
		{"Vi hade skrivit fel. Den nya versionen gäller.", named("ansökan.docx", "ansökan_rättad.docx", "budget.xlsx"), []string{"ansökan.docx"}, true, false},
		{"Det är pdf:en som gäller.", named("ansökan.pdf", "ansökan.docx", "budget.xlsx"), []string{"ansökan.docx"}, true, false},
		{"Bortse från summan i mejlet nedan, det är den bifogade versionen som gäller.", named("ansökan.pdf"), nil, true, false},
		{"Summan i mejlet gäller.", named("ansökan.pdf"), nil, false, true},
		{"Bortse från den gamla blanketten.", named("ansökan ny.docx", "ansökan gammal.docx"), []string{"ansökan gammal.docx"}, false, false},
		{"Om något skiljer sig gäller bilagan.", named("ansökan.pdf"), nil, true, false},
		{"Bortse från den första filen, det är ansökan_v2 som gäller.", named("ansökan_första.docx", "ansökan_v2.docx"), []string{"ansökan_första.docx"}, false, false},
		{"Gäller version 2?", named("Ansökan version 1.docx", "Ansökan version 2.docx"), nil, false, false},
		{"Bifogad ansökan gäller Patientkontrakt.", named("Ansökan v1.docx", "Ansökan v2.docx"), nil, false, false},
		{"Ansökan gäller Patientkontrakt.", named("Ansökan v1.docx", "Ansökan v2.docx"), nil, false, false},
	} {
		said := readVersions(c.own)
		var discarded []string
		for i := range c.files {
			if said.discards(&c.files[i], c.files) {
				discarded = append(discarded, c.files[i].Name)
			}
		}
		if !slices.Equal(discarded, c.discarded) || said.mailYields != c.mail || said.filesYield != c.filesYield {
			t.Errorf("%q: discards %q, the mail yields: %v, the files yield: %v", c.own, discarded, said.mailYields, said.filesYield)
		}
	}
}

func TestWhatOnlyComesAlong(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"CV_Eva_Lind.docx", "Eva Lind\nFödd i Lund", true},
		{"bilaga2.pdf", "Minnesanteckningar\nstyrgruppen den 3 maj", true},
		{"patientkontrakt-broschyr.pdf", "Det här är patientkontrakt", true},
		{"Protokoll och ansökan.docx", "Ansökan", false},
		{"bilaga.docx", "Ansökan om medel\nVi bifogar en broschyr", false},
		{"Projektpresentation.pdf", "Dagbok för patienter\nRegion Halland", false},
		{"bilaga.docx", "Vi vill ta fram en broschyr om patientkontrakt till alla mottagningar i regionen.", false},
	} {
		if got := namedBeside(fileTitle(c.name)) || namedBeside(titleOf(c.text)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A mail may say anything of versions.
func FuzzReadVersions(f *testing.F) {
	f.Add("Bortse från summan i mejlet, det är version 2 som gäller.")
	f.Fuzz(func(t *testing.T, text string) {
		said := readVersions(text)
		files := []file{{text: text}}
		said.discards(&files[0], files)
	})
}
