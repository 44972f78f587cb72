package store

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"medelbot"
)

// prose makes Swedish-looking running text of about n bytes.
func prose(r *rand.Rand, n int) string {
	words := strings.Fields(`överenskommelse patienten fast vårdkontakt ska kunna boka tid sammanhållen plan vi vill pröva
		arbetssätt på vårdcentralen tillsammans med kommunen och närstående under hösten medarbetare utbildning workshop
		kostnader för resor lokal material uppföljning lärande spridning region äldre åtgärder önskade effekter`)
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(words[r.IntN(len(words))])
		if r.IntN(12) == 0 {
			fmt.Fprintf(&b, " %d.\r\n", r.IntN(100000))
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// mail60K is a mail of 60 KB such as Outlook sends it: a long header, plain
// text, and HTML three times as long; with attached, half of it is the base64
// of something compressed already.
func mail60K(uid uint32, attached bool) medelbot.Mail {
	r := rand.New(rand.NewPCG(uint64(uid), 1))
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "Received: from mx%d.region.example by mx.example.org with ESMTPS id %016x;\r\n\tTue, 4 May 2021 12:00:00 +0200\r\n", i, r.Uint64())
	}
	text := prose(r, 4<<10)
	b.WriteString("Subject: =?utf-8?q?Ans=C3=B6kan?=\r\n\r\n" + text)
	for b.Len() < 30<<10 {
		fmt.Fprintf(&b, "<p class=3DMsoNormal style=3D\"margin-left:%dpt\"><span lang=3DSV>%s</span><o:p></o:p></p>\r\n", r.IntN(40), prose(r, 100))
	}
	for b.Len() < 60<<10 {
		if attached {
			noise := make([]byte, 57)
			for i := range noise {
				noise[i] = byte(r.Uint32())
			}
			b.WriteString(base64.StdEncoding.EncodeToString(noise) + "\r\n")
		} else {
			fmt.Fprintf(&b, "<tr><td class=3DMsoCell>%s</td></tr>\r\n", prose(r, 60))
		}
	}
	m := application(uid)
	m.Raw, m.Reading.Text = []byte(b.String()), text
	m.Size, m.Reading.ContentHash = int64(len(m.Raw)), sha256.Sum256(m.Raw)
	return m
}

// BenchmarkFile files mails of 60 KB, 50 at a time, as the intake does: noted
// as begun, filed with a case each, without letters. One operation is one mail
// and 2/50 commits. Seen on 2 cores of an EPYC: 0.8 ms an application (0.7 ms
// of it CPU, 0.2 ms of that zstd), 19 KB of file each instead of 69 KB without
// zstd; 0.1 ms a private mail.
func BenchmarkFile(b *testing.B) {
	for _, kind := range []string{"application", "attached", "private"} {
		b.Run(kind, func(b *testing.B) {
			s, _ := openAt(b, filepath.Join(b.TempDir(), "medelbot.db"))
			if _, err := s.OpenFolder(b.Context(), box, 1); err != nil {
				b.Fatal(err)
			}
			h := rules()
			var batch []medelbot.Mail
			var known []medelbot.Known
			b.SetBytes(60 << 10)
			b.ResetTimer()
			for uid := range uint32(b.N) {
				b.StopTimer()
				m := mail60K(uid+1, kind == "attached")
				m.Quiet = medelbot.QuietBackfill
				if kind == "private" {
					m.Reading.Kind = medelbot.Other
				}
				b.StartTimer()
				batch = append(batch, m)
				known = append(known, medelbot.Known{UID: m.UID, MessageID: m.Reading.MessageID, Size: m.Size, Date: m.Arrived})
				if len(batch) < 50 && int(uid) < b.N-1 {
					continue
				}
				if err := s.Begin(b.Context(), box, known); err != nil {
					b.Fatal(err)
				}
				if _, err := s.File(b.Context(), batch, h); err != nil {
					b.Fatal(err)
				}
				batch, known = batch[:0], known[:0]
			}
			b.StopTimer()
			b.ReportMetric(float64(count(b, s, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`))/float64(b.N), "file-bytes/op")
		})
	}
}

// BenchmarkPack shows what compressing the raw mail costs and gains.
func BenchmarkPack(b *testing.B) {
	p, err := newPacker()
	if err != nil {
		b.Fatal(err)
	}
	defer p.close()
	for _, attached := range []bool{false, true} {
		b.Run(fmt.Sprintf("attached=%t", attached), func(b *testing.B) {
			mails := make([][]byte, 32)
			for i := range mails {
				mails[i] = mail60K(uint32(i+1), attached).Raw
			}
			in, out := 0, 0
			b.SetBytes(60 << 10)
			b.ResetTimer()
			for i := range b.N {
				raw := mails[i%len(mails)]
				data, _ := p.pack(raw)
				in, out = in+len(raw), out+len(data)
			}
			b.ReportMetric(float64(out)/float64(in), "ratio")
		})
	}
}

// BenchmarkSearch looks for a rare and a common word among 2 000 mails. Seen:
// 0.7 ms and 11 ms (every mail holds the common words, and all are ranked).
func BenchmarkSearch(b *testing.B) {
	s, _ := openAt(b, filepath.Join(b.TempDir(), "medelbot.db"))
	if _, err := s.OpenFolder(b.Context(), box, 1); err != nil {
		b.Fatal(err)
	}
	for uid := uint32(1); uid <= 2000; uid += 50 {
		batch := make([]medelbot.Mail, 50)
		for i := range batch {
			batch[i] = application(uid + uint32(i))
			batch[i].Reading.Text += prose(rand.New(rand.NewPCG(uint64(uid), uint64(i))), 4<<10)
		}
		if _, err := s.File(b.Context(), batch, rules()); err != nil {
			b.Fatal(err)
		}
	}
	for name, words := range map[string]string{"rare": "nummer 1234", "common": "närstående äldre"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(b.Context(), words); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// written are seven elements such as people write them.
func written(r *rand.Rand) medelbot.Elements {
	elements := medelbot.Elements{}
	for key, v := range map[medelbot.ElementKey]*medelbot.Value{
		medelbot.Applicant: {Name: "Region Kronoberg"},
		medelbot.Reference: nil,
		medelbot.Amount:    {SEK: 80000},
		medelbot.Purpose:   {Text: prose(r, 600)},
		medelbot.Effects:   {Text: prose(r, 300)},
		medelbot.Contact:   {Name: "Åsa Öberg", Email: "asa.oberg@region.example", Phone: "+46701740605"},
		medelbot.Account:   {Type: "bankgiro", Number: "5050-1055"},
	} {
		elements[key] = medelbot.Element{Status: medelbot.OK, Value: v, Evidence: &medelbot.Evidence{Source: "ansökan.docx", Quote: prose(r, 80)}}
	}
	return elements
}

// manyCases fills a database with n cases of all regions in two calls, one in
// four of them over, each with seven elements such as people write them; every
// fifth has a report.
func manyCases(tb testing.TB, s *Store, n int) {
	tb.Helper()
	statuses := []medelbot.Status{medelbot.StatusComplete, medelbot.StatusIncomplete, medelbot.StatusComplete, medelbot.StatusClosed,
		medelbot.StatusGranted, medelbot.StatusPaid, medelbot.StatusHeld, medelbot.StatusDeclined}
	r := rand.New(rand.NewPCG(1, 1))
	if err := s.write(tb.Context(), "fill", func(t *tx) error {
		for i := range n {
			k := application(uint32(i)).Reading
			status := statuses[i%len(statuses)]
			number := fmt.Sprintf("PK-%d-%04d", 2019+2*(i%2), i)
			name := medelbot.Regions()[i%21].Name
			decision := any(nil)
			if status != medelbot.StatusDeclined && status.Open() && status != medelbot.StatusHeld {
				decision = `{"outcome":"grant","sek":80000,"at":"2021-05-04T12:00:00Z"}`
			}
			if _, err := t.exec(`INSERT INTO cases (number, call, mailbox, status, version, applicant, addresses, opened_at, changed_at, sought, granted, decision, report_due)
				VALUES (?, ?, 'testbaddar', ?, 1, ?, ?, ?, ?, 80000, ?, ?, ?)`, number, fmt.Sprintf("patientkontrakt-%d", 2019+2*(i%2)), status, name,
				fmt.Sprintf("[%q]", k.From.Email), timeText(noon.Add(time.Duration(i)*time.Minute)), timeText(noon.Add(time.Duration(i)*time.Minute)),
				i%3*40000, decision, optionalTime(noon.AddDate(0, i%24, 0))); err != nil {
				return err
			}
			elements := written(r)
			if err := t.addPart(PartApplication, number, elements, nil, 0, medelbot.ByProgram); err != nil {
				return err
			}
			if i%5 != 0 {
				continue
			}
			if err := t.addPart(PartReport, number, elements, nil, 0, medelbot.ByProgram); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkDigestFacts collects a digest over 5 000 cases. Live is what the
// facts themselves hold in memory. Seen on 2 cores: 0.2 s, 12.5 MiB live, 31 MB of
// garbage.
func BenchmarkDigestFacts(b *testing.B) {
	s, _ := openAt(b, filepath.Join(b.TempDir(), "medelbot.db"))
	manyCases(b, s, 5000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.ReportAllocs()
	var facts medelbot.DigestFacts
	for b.Loop() {
		var err error
		if facts, err = s.DigestFacts(b.Context(), noon); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "live-MiB")
	runtime.KeepAlive(facts)
}
