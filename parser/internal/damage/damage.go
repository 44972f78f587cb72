// Package damage makes damaged variants of files, for the tests of readers that
// must survive them.
package damage

import (
	"bytes"
	"math/rand/v2"
)

// Variant returns the ith damaged copy of data, always the same one: cut off,
// with bits turned over, stretches lost, doubled or blanked, or numbers at their
// limits.
func Variant(data []byte, i int) []byte {
	random := rand.New(rand.NewPCG(uint64(i), uint64(len(data))))
	variant := bytes.Clone(data)
	for range 1 + random.IntN(4) {
		variant = hurt(variant, random)
	}
	return variant
}

func hurt(data []byte, random *rand.Rand) []byte {
	if len(data) < 8 {
		return append(data, byte(random.Uint32()))
	}
	from := random.IntN(len(data) - 4)
	to := from + random.IntN(min(len(data)-from, 1000))
	switch random.IntN(7) {
	case 0:
		return data[:from]
	case 1:
		data[from] ^= 1 << random.IntN(8)
	case 2:
		for range 20 {
			data[random.IntN(len(data))] = byte(random.Uint32())
		}
	case 3:
		return append(data[:from], data[to:]...)
	case 4:
		return append(data[:to:to], data[from:]...)
	case 5:
		clear(data[from:to])
	case 6:
		limit := [][4]byte{{0xff, 0xff, 0xff, 0xff}, {0, 0, 0, 0x80}, {0xff, 0xff, 0xff, 0x7f}, {}}[random.IntN(4)]
		copy(data[from:], limit[:])
	}
	return data
}
