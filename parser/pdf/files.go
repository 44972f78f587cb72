package pdf

import (
	"path"
	"strings"

	"medelbot/parser/document"
	"medelbot/parser/pdf/syntax"
)

const (
	maxFiles     = 20
	maxFile      = 10 << 20 // bytes of one embedded file after unpacking
	maxNames     = 1000     // nodes of the tree of names
	maxNameDepth = 16
)

// embedded unpacks the files within a document: those attached to it (7.11.4)
// and those pinned to a page (12.5.6.15).
func (r *reader) embedded(root syntax.Dict, pages []syntax.Dict) []document.File {
	var out []document.File
	seen := map[*syntax.Stream]bool{}
	add := func(o syntax.Object) {
		spec := r.file.Dict(o)
		stream := r.file.Stream(r.file.Dict(spec["EF"])["F"])
		if stream == nil || seen[stream] {
			return
		}
		seen[stream] = true
		if len(out) == maxFiles {
			r.note("the document holds too many files; some were not read")
			return
		}
		data, err := r.file.Decode(stream, maxFile)
		if err != nil {
			r.note("a file within the document could not be read")
			return
		}
		out = append(out, document.File{Name: r.fileName(spec), Data: data})
	}
	nodes := 0
	var walk func(o syntax.Object, depth int)
	walk = func(o syntax.Object, depth int) {
		node := r.file.Dict(o)
		if nodes++; node == nil || nodes > maxNames || depth > maxNameDepth {
			return
		}
		names := r.file.Array(node["Names"])
		for i := 1; i < len(names); i += 2 {
			add(names[i])
		}
		for _, kid := range r.file.Array(node["Kids"]) {
			walk(kid, depth+1)
		}
	}
	walk(r.file.Dict(root["Names"])["EmbeddedFiles"], 0)
	for _, page := range pages {
		for _, o := range r.file.Array(page["Annots"]) {
			if annotation := r.file.Dict(o); r.file.Name(annotation["Subtype"]) == "FileAttachment" {
				add(annotation["FS"])
			}
		}
	}
	return out
}

// fileName returns the name of an embedded file without a path.
func (r *reader) fileName(spec syntax.Dict) string {
	name := textString(r.file.Str(spec["UF"]))
	if name == "" {
		name = textString(r.file.Str(spec["F"]))
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	return name
}
