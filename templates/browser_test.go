package templates

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"medelbot"
)

// look lists what a reader would stumble over in the letter that is open.
//
//go:embed testdata/look.js
var look string

// browser is a real one, in which letters are looked at. The zero value is none.
type browser struct {
	t       *testing.T
	ctx     context.Context
	folder  string
	width   int64  // of the screen
	scheme  string // light or dark
	mu      sync.Mutex
	strange []string // what a letter did that no letter may, since it was opened
}

// startBrowser starts Chromium, beside the other tests. Without it the test is skipped, and fails where
// CI_REAL_SERVERS=1.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	t.Parallel()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI_REAL_SERVERS") == "1" {
			t.Fatal("CI_REAL_SERVERS is set, and there is no chromium; try: .ci/servers/install")
		}
		t.Skip("THE LETTERS WERE NOT LOOKED AT: there is no chromium; try: apt install chromium fonts-liberation")
	}
	// Its own sandbox does not run as root, and what it opens is ours.
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, folder: t.TempDir()}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("chromium does not start: %v", err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear notes what no letter may do: fetch something, speak up, run a script.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file://"+b.folder+"/") {
			b.strange = append(b.strange, "it fetches "+e.Request.URL)
		}
	case *devtools.EventJavascriptDialogOpening:
		b.strange = append(b.strange, "it opens a dialog: "+e.Message)
		// Else the page stands still. Not from here: this is the one who reads answers.
		go chromedp.Call(b.ctx, devtools.HandleJavaScriptDialog, devtools.HandleJavaScriptDialogParams{Accept: true})
	}
}

// open shows a letter's HTML.
func (b *browser) open(html string) {
	b.t.Helper()
	file := filepath.Join(b.folder, "letter.html")
	if err := os.WriteFile(file, []byte(html), 0o600); err != nil {
		b.t.Fatal(err)
	}
	if err := chromedp.Do(b.ctx, chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String())); err != nil {
		b.t.Fatal(err)
	}
}

// look tells what is wrong with the open letter on a screen so many pixels wide.
func (b *browser) look(width int64, scheme string) []string {
	b.t.Helper()
	// Each call is a round trip: only what changes is said.
	if b.width != width {
		screen := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1}
		if _, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, screen); err != nil {
			b.t.Fatal(err)
		}
		b.width = width
	}
	if b.scheme != scheme {
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
			b.t.Fatal(err)
		}
		b.scheme = scheme
	}
	faults, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](look))
	if err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	faults, b.strange = append(faults, b.strange...), nil
	return faults
}

// Each letter can be read on a phone, in a window and on a wide screen, by day
// and by night. Another language brings other words into the same frame: a phone
// tells whether they fit.
func TestLettersInABrowser(t *testing.T) {
	b := startBrowser(t)
	eachLetter(t, func(name string, r Rendered) {
		b.open(r.HTML)
		widths := []int64{320, 600, 1000}
		if r.Language != medelbot.Swedish {
			widths = widths[:1]
		}
		for _, width := range widths {
			for _, scheme := range []string{"light", "dark"} {
				for _, fault := range b.look(width, scheme) {
					t.Errorf("%s, %d pixels, %s: %s", name, width, scheme, fault)
				}
			}
		}
	})
}

// A digest of 200 cases is as easy to hold in the hand as one of three.
func TestLongDigestInABrowser(t *testing.T) {
	b := startBrowser(t)
	i := slices.IndexFunc(Samples(), func(v View) bool { return v.Letter() == medelbot.DigestLetter })
	v := Samples()[i].(DigestView)
	v.Detailed = slices.Repeat(v.Detailed, 7)[:20]
	v.Rest = slices.Repeat(v.Rest, 90)
	r, err := load(t).Render(v)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.HTML) > 90<<10 {
		t.Errorf("the HTML part has %d bytes", len(r.HTML))
	}
	b.open(r.HTML)
	for _, fault := range append(b.look(320, "dark"), faults(r.HTML)...) {
		t.Error(fault)
	}
}

// attacks are what strangers may write, and worse: what would be left if nobody
// had made it safe before it comes to a letter.
var attacks = []string{
	`</p></style></title><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"onload='alert(4)' javascript:alert(5)//{{.}}`,
	strings.Repeat("Wasserstraßenverwaltungsgebäude", 16) + "https://" + strings.Repeat("a", 500) + ".example/" + strings.Repeat("%41", 100),
	"\u202e\u2066evil\r\nBcc: a@b.example\x00\u200b\u2028 " + strings.Repeat("👩‍👩‍👧‍👧", 60) + strings.Repeat("Z̷̢̛͓", 40) + strings.Repeat("ب", 300),
}

// Whatever stands in any field of any view, nothing of it runs or is fetched,
// and the letter keeps its form on a phone. A letter's first sample meets all
// attacks, the others take turns.
func TestAttacksInABrowser(t *testing.T) {
	b := startBrowser(t)
	s := load(t)
	for _, l := range languages {
		met := map[medelbot.LetterName]bool{}
		for i, v := range l.samples() {
			for j, attack := range attacks {
				if met[v.Letter()] && i%len(attacks) != j {
					continue
				}
				r, err := s.In(l.name).Render(overwritten(reflect.ValueOf(v), attack).Interface().(View))
				if err != nil {
					t.Fatalf("%s, %s: %v", l.name, v.Letter(), err)
				}
				b.open(r.HTML)
				for _, fault := range b.look(320, "light") {
					t.Errorf("%s, %02d-%s, attack %d: %s", l.name, i, v.Letter(), j, fault)
				}
			}
			met[v.Letter()] = true
		}
	}
}

// overwritten is a copy of a value with the attack in place of every text but
// codes, and what the program makes itself: the number of a case and a link.
func overwritten(v reflect.Value, attack string) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch {
	case v.Type() == reflect.TypeFor[string]() && v.String() != "":
		c.SetString(attack)
	case v.Kind() == reflect.Pointer && !v.IsNil():
		c.Set(reflect.New(v.Type().Elem()))
		c.Elem().Set(overwritten(v.Elem(), attack))
	case v.Kind() == reflect.Slice && !v.IsNil():
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(overwritten(v.Index(i), attack))
		}
	case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeFor[Frame]().PkgPath():
		for i := range v.NumField() {
			made := slices.Contains([]string{"Case", "Number", "Link"}, v.Type().Field(i).Name) && v.Field(i).Kind() == reflect.String
			if !made {
				c.Field(i).Set(overwritten(v.Field(i), attack))
			}
		}
	}
	return c
}

// What the browser is asked to find, it finds.
func TestFaultsAreSeen(t *testing.T) {
	b := startBrowser(t)
	for _, body := range []string{
		`<p style="color:#999999">x</p>`, `<p style="width:400px">x</p>`, `<div style="width:50px;background:#fff;overflow:hidden"><p style="white-space:nowrap">xxxxxxxxxxxxxxxxxxxx</p></div>`,
		`<a href="mailto:a@b.example">x</a>`, `<p><a href="https://a.example" style="display:block;height:30px">x</a></p>`, `<script>1</script>`, `<p onclick="x">x</p>`,
		`<img alt="" src="https://a.example/x.png">`, `<p style="font-size:10px">x</p>`, `<p style="text-indent:-999px;white-space:nowrap">x</p>`, `<script>alert(1)</script>`,
	} {
		b.open(fmt.Sprintf(`<!DOCTYPE html><html lang="sv"><body style="background:#fff;color:#000">%s</body></html>`, body))
		if len(b.look(320, "light")) == 0 {
			t.Errorf("no fault is seen in %s", body)
		}
	}
	b.open(`<!DOCTYPE html><html lang="sv"><body style="background:#fff;color:#000"><p>x</p></body></html>`)
	if faults := b.look(320, "light"); len(faults) > 0 {
		t.Errorf("faults are seen where none are: %q", faults)
	}
}
