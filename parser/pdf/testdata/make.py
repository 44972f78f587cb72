"""Writes the sources that make.sh turns into PDF files. All people are made up."""
import html
import sys

import cairo

out = sys.argv[1] + "/"

TITLE = "Ansökan om medel för Patientkontrakt"
ROWS = [
    ("Region", "Region Gotland"),
    ("Verksamhet", "Visborgs vårdcentral"),
    ("Kontaktperson", "Märta Öberg"),
    ("E-post", "marta.oberg@gotland.example"),
    ("Telefon", "070-174 06 05"),
    ("Vad ska pengarna användas till? Beskriv kort och så att andra kan förstå",
     "Vi vill pröva gemensam planering med patienter som har flera kontakter i vården. "
     "Tre medarbetare går en kurs, och vi tar fram ett eget flöde för fasta vårdkontakter. "
     "Effekten följs upp efter ett halvår."),
    ("Sökt belopp", "85 000 kr"),
    ("Bankgiro", "5050-1055"),
    ("Referens på utbetalningen", "PK-2026-17 Öberg"),
]
LETTER = [
    "Hej!",
    "Vi på Visborgs vårdcentral söker härmed medel ur potten för patientkontrakt. Vårdcentralen har "
    "åtta tusen listade patienter, och många av dem har kontakt med flera kliniker, med kommunens "
    "hemsjukvård och med Försäkringskassan samtidigt. De vet ofta inte vem som ansvarar för vad. "
    "Efterfrågan på en sammanhållen planering är stor och personalen är beredd att börja direkt.",
    "Pengarna går till utbildning av tre medarbetare, till en effektiv uppföljning och till arbetstid "
    "för den som ska samordna arbetet. Vi söker 85 000 kr, som betalas till bankgiro 5050-1055 med "
    "referensen PK-2026-17 Öberg. Kontaktperson är verksamhetschefen Märta Öberg, telefon 070-174 06 05.",
    "Med vänliga hälsningar",
    "Märta Öberg",
]
PROSE = ("Patienter med flera kontakter i vården behöver en plan som de själva har varit med om att göra. "
         "Under våren prövade två enheter ett arbetssätt där en fast kontakt håller samman planen. "
         "Erfarenheterna är goda men arbetssättet kräver tid, utbildning och ett stöd i journalsystemet. ")

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties style:font-name="Serif" fo:font-size="12pt" fo:language="sv" fo:country="SE" fo:hyphenate="false"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm" fo:text-align="justify"/></style:style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
<style:style style:name="C1" style:family="table-column"><style:table-column-properties style:column-width="5cm"/></style:style>
<style:style style:name="C2" style:family="table-column"><style:table-column-properties style:column-width="12cm"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="sec" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">%(header)s</style:master-page></office:master-styles>
<office:body><office:text>%(body)s</office:text></office:body></office:document>"""
HEADER = """<style:header><text:p>Region Gotland</text:p></style:header><style:footer><text:p>Bankgiro för fakturor 991-2346, sida <text:page-number/> av <text:page-count/></text:p></style:footer>"""


def p(text, style="Standard"):
    return '<text:p text:style-name="%s">%s</text:p>' % (style, html.escape(text))


def fodt(name, body, header=""):
    with open(out + name + ".fodt", "w", encoding="utf-8") as f:
        f.write(FODT % {"body": body, "header": header})


cell = '<table:table-cell table:style-name="cell" office:value-type="string">%s</table:table-cell>'
table = '<table:table table:name="T"><table:table-column table:style-name="C1"/><table:table-column table:style-name="C2"/>' + "".join(
    "<table:table-row>" + cell % p(a) + cell % p(b) + "</table:table-row>" for a, b in ROWS) + "</table:table>"
fodt("form", p(TITLE, "H") + table, HEADER)
fodt("letter", "".join(p(t, "P") for t in LETTER[:-2]) + p(PROSE * 14, "P") + "".join(p(t, "P") for t in LETTER[-2:]), HEADER)
fodt("columns", p("Erfarenheter från Visborg", "H") + '<text:section text:style-name="sec" text:name="S">' +
     "".join(p("%s stycket. " % n + PROSE * 2, "P") for n in ("Första", "Andra", "Tredje", "Fjärde")) + "</text:section>" + p("Kontakt: Märta Öberg, 070-174 06 05"))

# A form with controls that LibreOffice exports as fields (AcroForm).
controls, lines = "", ""
for i, (label, value) in enumerate(ROWS[:5] + ROWS[6:]):
    title = ' form:title="%s"' % label
    controls += '<form:text form:name="f%d" form:id="c%d" xml:id="c%d"%s form:current-value="%s"/>' % (i, i, i, title, html.escape(value))
    lines += '<text:p>%s: <draw:control text:anchor-type="as-char" svg:width="9cm" svg:height="0.6cm" draw:control="c%d"/></text:p>' % (label, i)
controls += '<form:checkbox form:name="ok" form:id="ok" xml:id="ok" form:title="Godkänner villkoren" form:current-state="checked" form:label=""/>'
controls += '<form:checkbox form:name="no" form:id="no" xml:id="no" form:title="Vill vara anonym" form:current-state="unchecked" form:label=""/>'
lines += '<text:p><draw:control text:anchor-type="as-char" svg:width="0.5cm" svg:height="0.5cm" draw:control="ok"/> Vi godkänner villkoren</text:p>'
lines += '<text:p><draw:control text:anchor-type="as-char" svg:width="0.5cm" svg:height="0.5cm" draw:control="no"/> Vi vill vara anonyma</text:p>'
fodt("fillable", '<office:forms form:automatic-focus="false"><form:form form:name="F">' + controls + "</form:form></office:forms>" + p(TITLE, "H") + lines)

STYLE = "<meta charset=utf-8><style>body{font:11pt 'Liberation Sans'}td{border:1px solid #888;padding:4px;vertical-align:top}td:first-child{width:30%}table{border-collapse:collapse}</style>"
with open(out + "form.html", "w", encoding="utf-8") as f:
    f.write(STYLE + "<title>Ansökan</title><h1>" + TITLE + "</h1><table>" + "".join(
        "<tr><td>%s<td>%s" % (html.escape(a), html.escape(b)) for a, b in ROWS) + "</table>")
with open(out + "plain.html", "w", encoding="utf-8") as f:
    f.write("<meta charset=utf-8><style>body{font:11pt 'Liberation Serif'}div{display:flex;margin:6px 0}b{flex:0 0 35%;padding-right:12px}</style><title>Ansökan</title><h2>" +
            TITLE + "</h2>" + "".join("<div><b>%s</b><span>%s</span></div>" % (html.escape(a), html.escape(b)) for a, b in ROWS) +
            "<p>" + LETTER[1])

with open(out + "letter.ps", "w", encoding="latin-1") as f:
    f.write("%!PS\n/Latin /Helvetica findfont dup length dict begin {1 index /FID ne {def} {pop pop} ifelse} forall /Encoding ISOLatin1Encoding def currentdict end definefont pop\n/Latin 11 selectfont\n")
    y = 780
    for a, b in [ROWS[i] for i in (0, 1, 2, 4, 6, 7)]:
        f.write("72 %d moveto (%s:) show 220 %d moveto (%s) show\n" % (y, a, y, b))
        y -= 18
    y -= 18
    line = ""
    for word in (LETTER[1] + " ").split(" "):
        if len(line) + len(word) > 80 or word == "":
            f.write("72 %d moveto (%s) show\n" % (y, line.strip()))
            y, line = y - 14, ""
        line += word + " "
    f.write("showpage\n")

pdf = cairo.PDFSurface(out + "cairo.pdf", 595, 842)
c = cairo.Context(pdf)
c.select_font_face("Liberation Sans", cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
c.set_font_size(16)
c.move_to(60, 70)
c.show_text(TITLE)
c.select_font_face("Liberation Sans")
c.set_font_size(11)
y = 100
for a, b in ROWS[:5] + ROWS[6:]:
    c.move_to(60, y)
    c.show_text(a)
    c.move_to(230, y)
    c.show_text(b)
    y += 20
pdf.finish()

# A page that is a picture, as from a scanner.
picture = cairo.ImageSurface(cairo.FORMAT_A8, 595, 842)
c = cairo.Context(picture)
c.set_font_size(14)
c.move_to(60, 100)
c.show_text("Ansökan om 85 000 kr")
pdf = cairo.PDFSurface(out + "scan.pdf", 595, 842)
c = cairo.Context(pdf)
c.mask_surface(picture, 0, 0)
pdf.finish()

with open(out + "budget.txt", "w", encoding="utf-8") as f:
    f.write("Utbildning\t60 000\nResor\t25 000\nSumma\t85 000 kr\n")
