package workbook

import (
	"fmt"
	"testing"
	"time"
)

// A workbook of 5 000 cases.
func BenchmarkWrite(b *testing.B) {
	day := time.Date(2021, 5, 14, 0, 0, 0, 0, time.UTC)
	columns := make([]Column, 15)
	for i := range columns {
		columns[i] = Column{Title: fmt.Sprintf("Kolumn %d", i+1), Width: 20}
	}
	sheets := []Sheet{{Name: "Ärenden", Columns: columns, More: func(yield func([]any) bool) {
		for i := range 5000 {
			if !yield([]any{"PK-2021-0001", "Åsa Öberg", "asa.oberg@example.se", "Byalaget i Överum", int64(i), i * 100, day.AddDate(0, 0, i%900), day,
				"Väntar på komplettering av budget och protokoll", "Kyrkans tak ska läggas om med ny näver", nil, "beviljad", i, "ja", day}) {
				return
			}
		}
	}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(sheets); err != nil {
			b.Fatal(err)
		}
	}
}
