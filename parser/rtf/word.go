package rtf

// word obeys a control word.
func (r *reader) word(t token) {
	if r.fallback > 0 {
		// A control word stands for one letter. But one that begins a
		// destination is no letter.
		r.fallback--
		if string(t.name) == "bin" {
			r.skip(t.n)
		}
		return
	}
	r.flush()
	started, star := r.started, r.star
	r.started, r.star = false, false
	name := string(t.name)
	g := r.top()
	switch {
	case name == "bin":
		r.binary(g, t.n)
	case g.dest == "pict":
		r.pictures.word(name)
	case g.skip:
	case started && r.destination(name, star):
	case g.fonts:
		r.fontWord(name, t.n)
	case r.property(name, t), r.isHTML && (g.rtfOnly || g.mute), g.form != 0:
	case r.isHTML && (name == "par" || name == "line"):
		r.html.WriteString("\r\n")
	case r.letter(name):
	case !r.isHTML:
		r.layout(name)
	}
}

// destination begins a group whose text is not that of the lines around it.
// star says that readers who do not know it skip it.
func (r *reader) destination(name string, star bool) bool {
	g := r.top()
	switch name {
	case "fonttbl":
		g.fonts = true
	case "colortbl", "stylesheet", "info", "filetbl", "nonesttables", "sp", "shprslt", "nonshppict", "xe", "tc", "rxe", "private", "template",
		"ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pnseclvl", "annotation", "bkmkstart", "bkmkend", "listtable",
		"listoverridetable", "revtbl", "rsidtbl", "generator", "pgptbl", "themedata", "latentstyles", "datastore":
		g.skip = true
	case "pict":
		g.skip, g.dest, r.pictured = true, name, true
		r.pictures.begin()
	case "object":
		g.mute = true
	case "objdata":
		g.skip, r.embedded = true, true
	case "shpinst", "do", "fldinst", "upr":
		g.mute = true
	case "ud", "result":
		g.mute = false
	case "nesttableprops", "shppict":
	case "field":
		r.form = form{}
	case "fldrslt":
		if g.skip = r.form.answered; !g.skip && !g.mute && !r.isHTML {
			g.dest = name
			r.page.Nest(r.depth())
			r.page.OpenField(r.form.prompt.String())
		}
	case "formfield":
		r.form = form{result: undefined}
		g.form, g.dest = formOther, name
	case "ffdeftext":
		g.form = formPrompt
	case "ffl":
		r.form.word(name, 0)
		g.form = formEntry
	case "shptxt", "dptxbxtext":
		r.apart("box")
	case "footnote":
		r.apart("footnote")
	case "listtext", "pntext":
		r.apart("label")
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		r.apart("margin")
	case "htmltag":
		g.tag = true
	default:
		g.skip = star
		return star
	}
	return true
}

// binary passes over bytes that are no text.
func (r *reader) binary(g *group, n int) {
	from := r.at
	r.skip(n)
	if g.dest == "pict" {
		r.pictures.add(r.data[from:r.at])
	}
}

func (r *reader) fontWord(name string, n int) {
	switch {
	case len(r.fontPages) >= maxFonts:
	case name == "f":
		r.fontIndex = n
	case name == "fcharset":
		r.fontPages[r.fontIndex] = charsetPage(n)
	case name == "cpg" && n > 0:
		r.fontPages[r.fontIndex] = n
	}
}

// property obeys the words that change how text is read, not where it stands.
func (r *reader) property(name string, t token) bool {
	g := r.top()
	on := !t.has || t.n != 0
	switch name {
	case "ansi":
		r.codePage = pageANSI
	case "mac":
		r.codePage = pageMac
	case "pc":
		r.codePage = pagePC
	case "pca":
		r.codePage = pagePCA
	case "ansicpg":
		if t.n > 0 {
			r.codePage = t.n
		}
	case "fromhtml":
		r.isHTML = on
	case "htmlrtf":
		g.rtfOnly = on
	case "uc":
		g.uc = min(max(t.n, 0), 8)
	case "u":
		r.unicode(t.n)
	case "f":
		g.font = t.n
	case "plain":
		g.hidden, g.deleted = false, false
	case "v":
		g.hidden = on
	case "deleted", "mvf":
		g.deleted = on
	case "ftnalt":
		if g.dest == "footnote" {
			g.dest = "endnote"
		}
	case "fftype", "ffres", "ffdefres":
		r.form.word(name, t.n)
	case "pard":
		g.inTable, g.nested = false, 0
	case "intbl":
		g.inTable = true
	case "itap":
		g.nested = min(max(t.n, 0), maxTables)
	case "trowd":
		r.inRow = r.inRow || g.nested < 2
	default:
		return false
	}
	return true
}

// letter writes the words that stand for a letter.
func (r *reader) letter(name string) bool {
	s := ""
	switch name {
	case "tab":
		s = "\t"
	case "emdash":
		s = "—"
	case "endash":
		s = "–"
	case "lquote":
		s = "‘"
	case "rquote":
		s = "’"
	case "ldblquote":
		s = "“"
	case "rdblquote":
		s = "”"
	case "bullet":
		s = "•"
	case "emspace", "enspace", "qmspace":
		s = " "
	default:
		return false
	}
	r.write(s)
	return true
}

// layout obeys the words that end lines, cells and rows.
func (r *reader) layout(name string) {
	g := r.top()
	if g.mute || g.form != 0 {
		return
	}
	switch name {
	case "par", "sect":
		if g.deleted || g.hidden {
			r.page.Delete("\n")
			return
		}
		r.page.Nest(r.depth())
		r.page.EndParagraph()
	case "line", "lbr":
		if !g.deleted && !g.hidden {
			r.page.Nest(r.depth())
			r.page.Break()
		}
	case "cell":
		r.page.Nest(1)
		r.page.CloseCell()
	case "nestcell":
		r.page.Nest(max(r.depth(), 2))
		r.page.CloseCell()
	case "row":
		r.page.EndRowOf(1)
		r.inRow = false
	case "nestrow":
		r.page.EndRowOf(max(r.depth(), 2))
	}
}
