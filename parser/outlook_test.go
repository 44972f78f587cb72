package parser_test

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"testing"

	"medelbot"
)

// winmail wraps a text and a file as Outlook does (MS-OXTNEF, 2.1.3).
func winmail(text, name, file string) []byte {
	out := []byte("\x78\x9f\x3e\x22\x01\x00")
	attribute := func(level byte, id uint32, value string) {
		out = append(out, level)
		out = binary.LittleEndian.AppendUint32(out, id)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(value)))
		sum := 0
		for _, b := range []byte(value) {
			sum += int(b)
		}
		out = binary.LittleEndian.AppendUint16(append(out, value...), uint16(sum))
	}
	attribute(1, 0x00069007, "\xe9\xfd\x00\x00") // UTF-8
	attribute(1, 0x0002800c, text+"\x00")
	attribute(2, 0x00069002, "")
	attribute(2, 0x00018010, name+"\x00")
	attribute(2, 0x0006800f, file)
	return out
}

func TestWinmail(t *testing.T) {
	const body = "Hej!\n\nRegion Halland ansöker om 50 000 kr till en testbädd inom Patientkontrakt. Se bilagan.\n"
	for _, c := range []struct {
		what, plain string
		wrapped     []byte
		source      string
		names       []string
		problem     bool
	}{
		{"nothing else", "", winmail(body, "ansökan.txt", "Bankgiro: 5050-1055"), "body", []string{"ansökan.txt"}, false},
		{"the text once more", body, winmail(body, "ansökan.txt", "Bankgiro: 5050-1055"), "body", []string{"ansökan.txt"}, false},
		{"a logo", body, winmail(body, "image001.png", "\x89PNG\r\n\x1a\n"), "body", nil, false},
		{"cut off", "", winmail(body, "ansökan.txt", "Bankgiro: 5050-1055")[:150], "body", []string{"winmail.dat"}, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			text := "--b\nContent-Type: text/plain; charset=utf-8\n\n" + c.plain +
				"\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\n" +
				base64.StdEncoding.EncodeToString(c.wrapped) + "\n--b--\n"
			r := read(t, from+"Date: Tue, 4 May 2021 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n", text, options(t))
			e := r.Elements[medelbot.Amount]
			if r.Kind != medelbot.Application || e.Value == nil || e.Value.SEK != 50000 || e.Evidence.Source != c.source {
				t.Errorf("kind %q, amount %+v", r.Kind, e)
			}
			var names []string
			problem := false
			for _, a := range r.Attachments {
				names = append(names, a.Name)
				problem = problem || a.Problem != ""
			}
			if !slices.Equal(names, c.names) || problem != c.problem {
				t.Errorf("attachments %+v", r.Attachments)
			}
		})
	}
}
