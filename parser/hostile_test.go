package parser_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"medelbot/parser"
)

const parts = "Content-Type: multipart/mixed; boundary=b\n"

// hostile builds mails that break or wear out a reader that trusts its input.
func hostile() map[string]string {
	levels, enclosed := from, from
	for i := range 60 {
		levels += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		enclosed += "Content-Type: message/rfc822\n\n" + from
	}
	html := func(s string) string { return from + "Content-Type: text/html; charset=utf-8\n\n" + s }
	return map[string]string{
		"nothing":                       "",
		"no header":                     "bara text",
		"only NUL bytes":                strings.Repeat("\x00", 1<<20),
		"NUL bytes in the text":         from + "\n" + strings.Repeat("söker\x00medel ", 10_000),
		"only CR":                       strings.Repeat("\r", 1<<20),
		"a header line of 100 KB":       "X-Long: " + strings.Repeat("x", 100_000) + "\n" + from + "\nhej",
		"a subject of 1 MB":             "Subject: " + strings.Repeat("ansökan ", 1<<17) + "\n" + from + "\nhej",
		"a sender of 1 MB":              "From: " + strings.Repeat("x", 1<<20) + "@regionhalland.se\n\nhej",
		"20 000 recipients":             "To: " + strings.Repeat("a <a@region.example>, ", 20_000) + "\n" + from + "\nhej",
		"100 000 header fields":         from + strings.Repeat("X-A: b\n", 100_000) + "\nhej",
		"100 000 Message-IDs":           "References: " + strings.Repeat("<PK-2021-0007.status.1.x@skr.se> ", 100_000) + "\n" + from + "\nhej",
		"60 levels":                     levels + "\nansökan",
		"60 enclosed mails":             enclosed + "\n" + application,
		"100 000 parts":                 from + parts + "\n" + strings.Repeat("--b\n\nansökan\n", 100_000) + "--b--\n",
		"5 000 files":                   from + parts + "\n" + strings.Repeat("--b\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n", 5000),
		"a line of 1 MB":                from + "\n" + strings.Repeat("söker medel ", 90_000),
		"a word of 1 MB":                from + "\n" + strings.Repeat("x", 1<<20),
		"only figures":                  from + "\n" + strings.Repeat("1 ", 500_000),
		"only sums":                     from + "\n" + strings.Repeat("5 000 kr, ", 100_000),
		"only accounts":                 from + "\n" + strings.Repeat("Bankgiro 5050-1055\n", 50_000),
		"only phones":                   from + "\n" + strings.Repeat("070-174 06 05\n", 70_000),
		"only addresses":                from + "\n" + strings.Repeat("siv.ek@regionhalland.se\n", 40_000),
		"only signs of addresses":       from + "\n" + strings.Repeat("@", 1<<20),
		"only names":                    from + "\n" + strings.Repeat("Siv Ek\n", 150_000),
		"only case numbers":             from + "\n" + strings.Repeat("PK-2021-0003 ", 80_000),
		"only questions":                from + "\n" + strings.Repeat("Vem som söker?\n", 70_000),
		"only header blocks":            from + "\n" + strings.Repeat("Från: a@b.example\nSkickat: 1\nTill: b\nÄmne: c\n\n", 20_000),
		"only sign-offs":                from + "\n" + strings.Repeat("Mvh\n", 250_000),
		"only quotation marks":          from + "\n" + strings.Repeat("\"\n", 500_000),
		"many quote marks":              from + "\n" + strings.Repeat(strings.Repeat(">", 200)+" söker medel\n", 3000),
		"only quote marks":              from + "\n" + strings.Repeat(">", 1<<20),
		"quote marks by turns":          from + "\n" + strings.Repeat("> Summa?\n5 000 kr\n", 50_000),
		"a budget without words":        from + "\nKostnad\tTotalt\tSöks från SKR\n" + strings.Repeat("\t5\t7\n", 150_000),
		"tags":                          html(strings.Repeat("<div>", 200_000)),
		"table cells":                   html("<table>" + strings.Repeat("<tr><td>Summa<td>5 000", 40_000)),
		"tables in tables":              html(strings.Repeat("<table><tr><td>x", 60_000)),
		"quotes in quotes":              html(strings.Repeat("<blockquote>x", 70_000)),
		"colours":                       html(strings.Repeat("<font color=red>a<font color=blue>b</font></font><br>", 20_000)),
		"coloured quotes":               html("Hej, svar nedan<br>" + outlookBlock + strings.Repeat("Summa? <font color=red>5 000 kr</font><br>", 20_000)),
		"different tags":                html(manyTags()),
		"open comments":                 html(strings.Repeat("<!--", 250_000)),
		"open values":                   html(strings.Repeat(`<a href="x>`, 90_000)),
		"rules of style":                html("<style>" + strings.Repeat(".a{color:red}", 80_000) + "</style>hej"),
		"entities":                      html(strings.Repeat("&amp;&#0;&#x110000;&nosuch", 40_000)),
		"base64 of 1 MB text":           from + "Content-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("söker 5 000 kr. "), 60_000)),
		"dirty base64":                  from + "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("====a\n", 200_000),
		"a text that names UTF-16":      from + "Content-Type: text/plain; charset=utf-16\n\n" + strings.Repeat("\xd8\x00", 1<<19),
		"100 000 pieces of a file name": from + "Content-Type: text/plain" + strings.Repeat("; name*0*=x", 100_000) + "\n\nhej",
		"encoded words":                 "Subject: " + strings.Repeat("=?utf-8?q?x?= ", 50_000) + "\n" + from + "\nhej",
		"false reports of the sender":   strings.Repeat("Authentication-Results: mx.skr.se; dmarc=pass header.from=a.example\n", 10_000) + from + "\nhej",
		"a gap in every word":           from + "Content-Type: text/plain; format=flowed\n\n" + strings.Repeat("x \n", 300_000),
	}
}

func manyTags() string {
	var b strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&b, `<p class="a%d" style="color:#%06x">x`, i, i)
	}
	return b.String()
}

// Whatever comes in, a Reading comes out, and it costs little. Memory is counted
// as all that is ever allocated, with what has long been garbage: at most three
// times of what may be held at once, and not under the race detector, which
// multiplies it. Time is bounded by that of the test run; BenchmarkHostile tells
// it.
func TestHostileMail(t *testing.T) {
	const most = 3 * 64 << 20
	counted := !raceDetector(t)
	opts := options(t)
	for name, raw := range hostile() {
		t.Run(name, func(t *testing.T) {
			data := []byte(raw)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := parser.Read(data, opts)
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Error(err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; counted && used > most {
				t.Errorf("%d MiB allocated", used>>20)
			}
		})
	}
}

// raceDetector reports whether this test was built with -race.
func raceDetector(t *testing.T) bool {
	t.Helper()
	info, ok := debug.ReadBuildInfo()
	if !ok {
		t.Fatal("the test binary holds no build information")
	}
	return slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func BenchmarkHostile(b *testing.B) {
	opts := options(b)
	for name, raw := range hostile() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := parser.Read([]byte(raw), opts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
