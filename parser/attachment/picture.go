package attachment

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"medelbot/parser/document"
)

// maxPixels is the largest picture that OCR gets to see: an A3 page at 400 dots
// an inch has 31 million. A file of some kilobytes can claim thousands of
// millions.
const maxPixels = 40_000_000

// readPicture looks at a picture's size, so that OCR can be spared a bomb. The
// words in it are for OCR to read.
func readPicture(kind string, data []byte) document.Document {
	header := pictureHeader(kind)
	if header == nil {
		return document.Document{Problem: unread(kind)}
	}
	size, err := header(bytes.NewReader(data))
	switch {
	case err != nil:
		return document.Document{Problem: "the picture is damaged"}
	case size.Width <= 0 || size.Height <= 0 || size.Width > maxPixels/size.Height:
		return document.Document{Problem: fmt.Sprintf("the picture is too large: %d x %d dots", size.Width, size.Height)}
	}
	return document.Document{Scan: true, Problem: "it is a picture, and no OCR is installed to read it"}
}

// pictureHeader returns the reader of a picture's size, nil for formats that
// OCR cannot read.
func pictureHeader(kind string) func(io.Reader) (image.Config, error) {
	switch kind {
	case "image/png", "image/apng":
		return png.DecodeConfig
	case "image/jpeg":
		return jpeg.DecodeConfig
	case "image/gif":
		return gif.DecodeConfig
	case "image/bmp":
		return bmp.DecodeConfig
	case "image/tiff":
		return tiff.DecodeConfig
	case "image/webp":
		return webp.DecodeConfig
	}
	return nil
}
