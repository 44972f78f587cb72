package parser_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"medelbot"
	"medelbot/parser"
	"medelbot/parser/apart"
	"medelbot/parser/attachment"
	"medelbot/parser/document"
	"medelbot/parser/tools"
)

// label is what a careful coordinator says of a mail in testdata/mails.
type label struct {
	Note      string
	Language  medelbot.Language // English, or else nothing or Swedish
	Kind      medelbot.Kind
	Reply     medelbot.LetterName
	Call      string
	Complete  *bool
	Warnings  []medelbot.Warning
	Elements  map[medelbot.ElementKey]wantedElement
	KnownCase string                       `json:"known_case"`
	MayBe     map[string][]json.RawMessage `json:"may_be"` // other answers that careful people could give
}

type wantedElement struct {
	Status   medelbot.ElementStatus
	Code     medelbot.Code
	Value    *medelbot.Value
	Contains []string // phrases that a prose value must hold
	Excludes []string // and must not hold
}

// tally counts checks by metric, in the order in which they first came up.
type tally struct {
	names                          []string
	right, all                     map[string]int
	falseReply, falseComplete      []string
	missedApplication, wrongValues []string
	exact, mails                   int
}

func (t *tally) count(name string, ok bool) {
	if t.all[name] == 0 {
		t.names = append(t.names, name)
	}
	t.all[name]++
	if ok {
		t.right[name]++
	}
}

// TestMails reads every labelled mail without attachments, or with few.
func TestMails(t *testing.T) { scoreSet(t, "testdata/mails", options(t)) }

// TestAttached reads the labelled mails whose attachments say most. Those whose
// label begins with "OCR" need tesseract.
func TestAttached(t *testing.T) {
	opts := options(t)
	opts.Documents = withTools(t).read
	scoreSet(t, "testdata/attached", opts)
}

// reading is how the daemon reads documents, but in this process.
type reading struct{ tools *tools.Tools }

// ocr tells that the machine can read scans in Swedish.
var ocr = sync.OnceValue(func() bool {
	for _, r := range newTools().Report() {
		if r.Name == "scans and pictures" {
			return r.Found != "" && r.Lost == ""
		}
	}
	return false
})

func newTools() *tools.Tools {
	return tools.Find(os.Getenv("PATH"), exec.Command, apart.DefaultLimits(), 2)
}

func withTools(t *testing.T) reading {
	if !ocr() {
		t.Log("OCR is not installed, so that the mails with scans are left out; try: apt install tesseract-ocr tesseract-ocr-swe poppler-utils")
	}
	return reading{newTools()}
}

func (r reading) read(name, declared string, data []byte) document.Document {
	return r.tools.Complete(context.Background(), data, attachment.Read(name, declared, data))
}

// scoreSet reads every labelled mail of a folder and fails below the figures
// that the reader has to keep: on these mails no kind, reply or completeness is
// wrong, nobody is answered who should not be, and no value is invented.
func scoreSet(t *testing.T, folder string, opts parser.Options) {
	files, err := filepath.Glob(folder + "/*.eml")
	if err != nil || len(files) < 60 {
		t.Fatalf("%s holds %d mails (%v)", folder, len(files), err)
	}
	sum := &tally{right: make(map[string]int), all: make(map[string]int)}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".eml"), func(t *testing.T) {
			scoreMail(t, sum, file, opts)
		})
	}
	right, all := 0, 0
	for _, name := range sum.names {
		t.Logf("%-20s %d/%d", name, sum.right[name], sum.all[name])
		right, all = right+sum.right[name], all+sum.all[name]
	}
	percent := 100 * float64(right) / float64(all)
	t.Logf("mails %d exact %d checks %.2f %% false_complete %d false_reply %d missed %d wrong_values %d", sum.mails, sum.exact, percent,
		len(sum.falseComplete), len(sum.falseReply), len(sum.missedApplication), len(sum.wrongValues))
	for _, name := range []string{"kind", "language", "reply", "complete"} {
		if sum.right[name] != sum.all[name] {
			t.Errorf("%s: %d of %d right, all must be", name, sum.right[name], sum.all[name])
		}
	}
	for name, list := range map[string][]string{
		"answered though nobody may be": sum.falseReply, "called complete though it is not": sum.falseComplete,
		"application missed": sum.missedApplication, "wrong sum or account given as ok": sum.wrongValues,
	} {
		if len(list) > 0 {
			t.Errorf("%s: %v", name, list)
		}
	}
	if percent < 97 {
		t.Errorf("only %.2f %% of the checks are right, 97 %% must be", percent)
	}
}

// scoreMail counts one mail and logs what is not as labelled.
func scoreMail(t *testing.T, sum *tally, file string, opts parser.Options) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(file, ".eml") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var want label
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(want.Note, "OCR") && !ocr() {
		t.Skip("OCR is not installed; try: apt install tesseract-ocr tesseract-ocr-swe poppler-utils")
	}
	got, err := parser.Read(raw, opts)
	if err != nil {
		t.Fatal(err)
	}
	sum.mails++
	bad := 0
	may := func(path string) []any { return alternatives(t, want, path) }
	check := func(name, path string, want, got any) bool {
		ok := same(want, got) || slices.ContainsFunc(may(path), func(x any) bool { return same(x, got) })
		sum.count(name, ok)
		if !ok {
			bad++
			t.Logf("%s: want %v, got %v", path, want, got)
		}
		return ok
	}
	check("kind", "kind", want.Kind, got.Kind)
	if !check("reply", "reply", want.Reply, got.Reply) && want.Reply == medelbot.NoLetter {
		sum.falseReply = append(sum.falseReply, file)
	}
	if want.Kind == medelbot.Application {
		if got.Kind != medelbot.Application {
			sum.missedApplication = append(sum.missedApplication, file)
		}
		check("call", "call", want.Call, got.Call)
	}
	if want.KnownCase != "" || want.Kind == medelbot.Application || want.Kind.Private() {
		check("case", "known_case", want.KnownCase, got.Case)
	}
	if want.Complete != nil {
		complete := got.Complete != nil && *got.Complete
		if !check("complete", "complete", *want.Complete, complete) && complete {
			sum.falseComplete = append(sum.falseComplete, file)
		}
	}
	check("language", "language", want.Language == medelbot.English, got.Language == medelbot.English)
	check("warnings", "warnings", sorted(want.Warnings), sorted(got.Warnings))
	for key, w := range want.Elements {
		scoreElement(sum, check, key, w, got.Elements[key])
	}
	for _, key := range []medelbot.ElementKey{medelbot.Amount, medelbot.Account} {
		w, g := want.Elements[key], got.Elements[key]
		if g.Status != medelbot.OK || g.Value == nil || w.Status == medelbot.OK && w.Value == nil {
			continue
		}
		stated := w.Status == medelbot.OK && w.Value.SEK == g.Value.SEK && w.Value.Number == g.Value.Number
		for _, x := range may("elements." + string(key) + ".value.number") {
			stated = stated || same(x, g.Value.Number)
		}
		if !stated {
			sum.wrongValues = append(sum.wrongValues, fmt.Sprintf("%s: %s %d%s", file, key, g.Value.SEK, g.Value.Number))
			bad++
		}
	}
	if bad == 0 {
		sum.exact++
	}
}

func scoreElement(sum *tally, check func(name, path string, want, got any) bool, key medelbot.ElementKey, want wantedElement, got medelbot.Element) {
	name, path := string(key), "elements."+string(key)
	check(name+".status", path+".status", want.Status, orMissing(got.Status))
	if want.Code != "" {
		check(name+".code", path+".code", want.Code, got.Code)
	}
	var value medelbot.Value
	if got.Value != nil {
		value = *got.Value
	}
	if want.Value != nil {
		for _, f := range []struct{ name, want, got string }{
			{"name", want.Value.Name, value.Name}, {"email", want.Value.Email, value.Email}, {"phone", want.Value.Phone, value.Phone},
			{"type", want.Value.Type, value.Type}, {"number", want.Value.Number, value.Number},
		} {
			if f.want != "" {
				check(name+"."+f.name, path+".value."+f.name, f.want, f.got)
			}
		}
		if want.Value.SEK != 0 {
			check(name+".sek", path+".value.sek", want.Value.SEK, value.SEK)
		}
	}
	text := plain(value.Text)
	if want.Status == medelbot.OK {
		for _, c := range want.Contains {
			check(name+".text", path+" holds "+c, true, strings.Contains(text, plain(c)))
		}
	}
	for _, x := range want.Excludes {
		check(name+".excludes", path+" is without "+x, false, strings.Contains(text, plain(x)))
	}
	if got.Status != medelbot.Missing && got.Status != "" {
		check("evidence", path+" has evidence", true, got.Evidence != nil && got.Evidence.Source != "")
	}
}

// alternatives returns the other answers that the label allows at a path.
func alternatives(t *testing.T, want label, path string) []any {
	var list []any
	for _, raw := range want.MayBe[path] {
		var x any
		if err := json.Unmarshal(raw, &x); err != nil {
			t.Fatal(err)
		}
		list = append(list, x)
	}
	return list
}

// same compares as score does: without regard to case and blanks.
func same(a, b any) bool { return plain(fmt.Sprint(a)) == plain(fmt.Sprint(b)) }

func plain(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	if s == "<nil>" {
		return ""
	}
	return s
}

func orMissing(s medelbot.ElementStatus) medelbot.ElementStatus {
	if s == "" {
		return medelbot.Missing
	}
	return s
}

func sorted(list []medelbot.Warning) []medelbot.Warning {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
