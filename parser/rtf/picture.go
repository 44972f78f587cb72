package rtf

import (
	"fmt"

	"medelbot/parser/document"
)

const (
	maxPictures = 20       // that are kept
	maxPixels   = 16 << 20 // bytes of all of them
)

// pictures holds the pictures of a document. They count only where they are all
// there is: else they are logos.
type pictures struct {
	files []document.File
	size  int
	kind  string // file name extension of the picture that is being read; "" is not kept
	data  []byte
	high  int // first digit of a byte that is written in hex; -1 before it
}

func (p *pictures) begin() { p.kind, p.data, p.high = "", nil, -1 }

// word reads a control word of a picture. Those of other kinds are drawings of
// Windows, which hold no scan.
func (p *pictures) word(name string) {
	switch name {
	case "pngblip":
		p.kind = ".png"
	case "jpegblip":
		p.kind = ".jpg"
	}
}

// hex adds bytes that are written in hex.
func (p *pictures) hex(digits []byte) {
	if p.kind == "" {
		return
	}
	for _, c := range digits {
		switch n := hex(c); {
		case n < 0:
		case p.high < 0:
			p.high = n
		default:
			p.add([]byte{byte(p.high<<4 | n)})
			p.high = -1
		}
	}
}

// add adds bytes as they are.
func (p *pictures) add(data []byte) {
	if p.size += len(data); p.kind != "" && p.size <= maxPixels {
		p.data = append(p.data, data...)
	}
}

// end keeps the picture, if all of it had room.
func (p *pictures) end() {
	if len(p.data) > 0 && p.size <= maxPixels && len(p.files) < maxPictures {
		name := fmt.Sprintf("picture %d%s", len(p.files)+1, p.kind)
		p.files = append(p.files, document.File{Name: name, Data: p.data})
	}
	p.begin()
}
