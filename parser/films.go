package parser

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"medelbot/parser/ink"
	"medelbot/parser/lexicon"
	"medelbot/parser/phrase"
)

const (
	maxFilms = 10
	// maxLink is the longest link in bytes that is kept: those that a mail
	// filter has wrapped have some hundred.
	maxLink = 1000
)

// webLink finds links in text; some write them without their scheme.
var webLink = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>"\x60{}|\\^]+|\b(?:youtu\.be|youtube\.com|vimeo\.com|we\.tl|1drv\.ms)/[^\s<>"\x60{}|\\^]+`)

// filmHosts show films or send files too large for a mail, with all hosts below
// them. A host whose first label is play, film or video shows films as well.
var filmHosts = []string{
	"youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com", "solidtango.com", "screen9.com", "screen9.tv", "qbrick.com",
	"kaltura.com", "streamio.com", "twentythree.net", "23video.com", "dreambroker.com", "microsoftstream.com", "loom.com", "bambuser.com",
	"sharepoint.com", "onedrive.live.com", "1drv.ms", "sprend.com", "wetransfer.com", "we.tl", "dropbox.com", "dropboxusercontent.com", "drive.google.com",
	"photos.google.com", "photos.app.goo.gl", "icloud.com", "box.com", "mega.nz", "filemail.com", "filesender.org", "filesender.sunet.se", "transfernow.net",
	"swisstransfer.com", "smash.fyi", "fromsmash.com", "hightail.com", "sync.com", "pcloud.com",
}

// filmEnds are the ends of the names of films.
var filmEnds = []string{".mp4", ".m4v", ".mov", ".avi", ".wmv", ".webm", ".mkv", ".mpg", ".mpeg"}

// films lists the links to films in a report's own words and documents, as they
// are written: to hosts that show films or send files, to files that are films,
// and whatever stands on one line with the word.
func (r *reader) films() []string {
	s := &r.source
	var films []string
	add := func(link string) {
		if len(films) < maxFilms && len(link) <= maxLink && !slices.Contains(films, link) {
			films = append(films, link)
		}
	}
	own := ink.Strip(s.own)
	for _, link := range s.links {
		if text := strings.TrimSpace(link.Text); strings.Contains(own, text) && !webLink.MatchString(text) && (showsFilm(link.Target) || speaksOfFilm(text)) {
			add(link.Target)
		}
	}
	texts := []string{own}
	for _, f := range s.asked() {
		texts = append(texts, f.text)
	}
	for _, text := range texts {
		for line := range strings.Lines(text) {
			for _, at := range webLink.FindAllStringIndex(line, maxFilms) {
				link := strings.TrimRight(line[at[0]:at[1]], ".,;:!?)]}'”’*")
				if showsFilm(link) || speaksOfFilm(line[:at[0]]+" "+line[at[1]:]) {
					add(link)
				}
			}
		}
	}
	return films
}

// showsFilm tells a link by where it leads.
func showsFilm(link string) bool {
	if !strings.Contains(link, "://") {
		link = "https://" + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if inner := u.Query().Get("url"); strings.HasSuffix(host, ".safelinks.protection.outlook.com") && !strings.Contains(inner, "safelinks.") {
		return showsFilm(inner) // Exchange Online has wrapped it
	}
	for _, h := range filmHosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	label, _, _ := strings.Cut(strings.TrimPrefix(host, "www."), ".")
	return slices.Contains([]string{"play", "film", "video", "media"}, label) || slices.Contains(filmEnds, strings.ToLower(path.Ext(u.Path)))
}

// speaksOfFilm tells words that speak of a film.
func speaksOfFilm(text string) bool {
	return lexicon.Film().Has(phrase.FirstWords(text, maxWords), "")
}
