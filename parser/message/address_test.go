package message

import (
	"reflect"
	"testing"

	"medelbot"
)

func TestParseAddresses(t *testing.T) {
	eva := medelbot.Address{Name: "Eva Berg", Email: "eva@region.example"}
	bo := medelbot.Address{Email: "bo@region.example"}
	tests := []struct {
		value string
		want  []medelbot.Address
	}{
		{"Eva Berg <eva@region.example>", []medelbot.Address{eva}},
		{"eva@region.example (Eva Berg)", []medelbot.Address{eva}},
		{"=?utf-8?q?Eva_Berg?= <eva@region.example>, bo@region.example", []medelbot.Address{eva, bo}},
		{"Eva Berg <eva@region.example>; bo@region.example", []medelbot.Address{eva, bo}},
		{`"Berg, Eva (Region X)" <eva@region.example>`, []medelbot.Address{{Name: "Berg, Eva (Region X)", Email: "eva@region.example"}}},
		{"Berg, Eva <eva@region.example>", []medelbot.Address{{Name: "Berg, Eva", Email: "eva@region.example"}}},
		{"bo@region.example <bo@region.example>", []medelbot.Address{bo}},
		{"<mailto:bo@region.example>", []medelbot.Address{bo}},
		{"eva@region.example <bo@annan.example>", []medelbot.Address{{Name: "eva@region.example", Email: "bo@annan.example"}}},
		{"Fonden: Eva Berg <eva@region.example>, bo@region.example;", []medelbot.Address{eva, bo}},
		{"undisclosed-recipients:;", nil},
		{"=?utf-8?q?Eva_Berg_=3Ceva=40region.example=3E?=", []medelbot.Address{eva}},
		{"MAILER-DAEMON", []medelbot.Address{{Name: "MAILER-DAEMON"}}},
		{"<>", nil},
		{"", nil},
	}
	for _, test := range tests {
		if got := parseAddresses(test.value); !reflect.DeepEqual(got, test.want) {
			t.Errorf("parseAddresses(%q) = %+v, want %+v", test.value, got, test.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	const want = "2021-05-03T10:15:00+02:00"
	for _, value := range []string{
		"Mon, 3 May 2021 10:15:00 +0200", "3 May 2021 10:15:00 +0200 (CEST)", "mån, 3 May 2021 10:15:00 +0200",
		"Tue, 03 May 2021 10:15:00 +0200", "2021-05-03T10:15:00+02:00", "3 May 2021 10.15.00 +0200", "Mon, 3 May 2021 10:15:00 GMT+0200",
	} {
		if got := parseDate(value).Format("2006-01-02T15:04:05-07:00"); got != want {
			t.Errorf("parseDate(%q) = %s, want %s", value, got, want)
		}
	}
	for _, value := range []string{"", "i morgon", "1 Jan 0001 00:00:00 +0000", "Thu, 35 Foo 20021 25:61:00 +9900", "1 Jan 2999 00:00:00 +0000"} {
		if got := parseDate(value); !got.IsZero() {
			t.Errorf("parseDate(%q) = %s, want none", value, got)
		}
	}
}
