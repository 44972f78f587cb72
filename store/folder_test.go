package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"medelbot"

	"github.com/google/go-cmp/cmp"
)

// known makes ledger notes; each has a Message-ID of its own unless it is "".
func known(uid uint32, messageID string, size int64, seconds int) medelbot.Known {
	return medelbot.Known{UID: uid, MessageID: messageID, Size: size, Date: noon.Add(time.Duration(seconds) * time.Second)}
}

func openFolder(t *testing.T, s *Store, key medelbot.FolderKey, uidNext uint32) medelbot.FolderState {
	t.Helper()
	st, err := s.OpenFolder(t.Context(), key, uidNext)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestFolderFromFirstStart(t *testing.T) {
	s, h := openAt(t, t.TempDir()+"/m.db")
	want := medelbot.FolderState{First: true, BaselineNext: 10, BaselineAt: noon}
	if diff := cmp.Diff(want, openFolder(t, s, box, 10)); diff != "" {
		t.Error("first opening:", diff)
	}
	do(t, s.AddBaseline(t.Context(), box, []medelbot.Known{known(3, "a", 1, 1), known(5, "b", 1, 2)}))
	do(t, s.AddBaseline(t.Context(), box, []medelbot.Known{known(5, "b", 1, 2)}))

	// Cut short: the next start knows where the baseline ended.
	h.forward(time.Hour)
	want.Highest = 5
	if diff := cmp.Diff(want, openFolder(t, s, box, 12)); diff != "" {
		t.Error("after a baseline cut short:", diff)
	}
	do(t, s.FinishBaseline(t.Context(), box))
	do(t, s.Begin(t.Context(), box, []medelbot.Known{known(10, "c", 1, 3), known(11, "d", 1, 4), known(12, "e", 1, 5)}))
	fileOne(t, s, application(11), rules())
	want.First, want.Highest, want.Begun = false, 12, []uint32{10, 12}
	if diff := cmp.Diff(want, openFolder(t, s, box, 13)); diff != "" {
		t.Error("after a window cut short:", diff)
	}
	do(t, s.AddGap(t.Context(), box, 12, 20, 9))
	want.Highest, want.Begun = 20, []uint32{10}
	if diff := cmp.Diff(want, openFolder(t, s, box, 21)); diff != "" {
		t.Error("after a gap:", diff)
	}
}

func TestFoldersAreApart(t *testing.T) {
	s, _ := openNew(t)
	for _, key := range []medelbot.FolderKey{
		{Mailbox: "testbaddar", Folder: "Skräp", UIDValidity: 1},
		{Mailbox: "annan", Folder: "INBOX", UIDValidity: 1},
	} {
		if st := openFolder(t, s, key, 7); !st.First || st.Renumbered || st.Highest != 0 {
			t.Errorf("%v: %+v", key, st)
		}
	}
	err := s.Begin(t.Context(), medelbot.FolderKey{Mailbox: "x", Folder: "y"}, []medelbot.Known{known(1, "", 1, 1)})
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("a folder never opened: %v", err)
	}
}

func TestRecognise(t *testing.T) {
	second := medelbot.FolderKey{Mailbox: box.Mailbox, Folder: box.Folder, UIDValidity: 2}
	tests := []struct {
		name          string
		before, after []medelbot.Known
		unknown       []uint32
	}{
		{"by Message-ID and size", []medelbot.Known{known(7, "a", 10, 1)}, []medelbot.Known{known(1, "a", 10, 99)}, nil},
		{"another size is another mail", []medelbot.Known{known(7, "a", 10, 1)}, []medelbot.Known{known(1, "a", 11, 1)}, []uint32{1}},
		{"without Message-ID by size and date", []medelbot.Known{known(7, "", 10, 1)}, []medelbot.Known{known(1, "", 10, 1)}, nil},
		{"without Message-ID at another date", []medelbot.Known{known(7, "", 10, 1)}, []medelbot.Known{known(1, "", 10, 2)}, []uint32{1}},
		{"two programs' mails of one second", []medelbot.Known{known(7, "a", 10, 1)}, []medelbot.Known{known(1, "b", 10, 1)}, []uint32{1}},
		{"two identical copies", []medelbot.Known{known(7, "a", 10, 1), known(8, "a", 10, 1)},
			[]medelbot.Known{known(1, "a", 10, 1), known(2, "a", 10, 1)}, nil},
		{"a copy more than before", []medelbot.Known{known(7, "a", 10, 1), known(8, "a", 10, 1)},
			[]medelbot.Known{known(1, "a", 10, 1), known(2, "a", 10, 1), known(3, "a", 10, 1)}, []uint32{3}},
		{"a vague match takes no sure one's row", []medelbot.Known{known(7, "a", 10, 1)},
			[]medelbot.Known{known(1, "", 10, 1), known(2, "a", 10, 1)}, []uint32{1}},
		{"no date and no Message-ID", []medelbot.Known{{UID: 7, Size: 10}}, []medelbot.Known{{UID: 1, Size: 10}}, []uint32{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := openNew(t)
			do(t, s.AddBaseline(t.Context(), box, tt.before))
			st := openFolder(t, s, second, 50)
			if !st.Renumbered || st.First || st.BaselineNext != 0 || !st.BaselineAt.Equal(noon) {
				t.Errorf("the second life begins as %+v", st)
			}
			for range 2 { // a rescan that was cut short is done again
				unknown, err := s.Recognise(t.Context(), second, tt.after)
				if err != nil || !slices.Equal(unknown, tt.unknown) {
					t.Errorf("unknown are %v, %v; want %v", unknown, err, tt.unknown)
				}
			}
			do(t, s.FinishRescan(t.Context(), second))
			if st := openFolder(t, s, second, 50); st.Renumbered {
				t.Error("the rescan never ends")
			}
		})
	}
}

// Mail that is to be marked is so until that is done: through a restart, which
// asks for nothing but the ledger, and a renumbering.
func TestUnmarked(t *testing.T) {
	s, _ := openNew(t)
	marked := func(m medelbot.Mail) medelbot.Mail {
		m.Mark = true
		return m
	}
	do(t, s.Begin(t.Context(), box, []medelbot.Known{known(1, "a", 10, 1), known(2, "b", 10, 2), known(3, "c", 10, 3), known(4, "d", 10, 4)}))
	fileOne(t, s, marked(application(1)), rules())
	fileOne(t, s, marked(application(2)), rules())
	fileOne(t, s, application(3), rules())
	fileOne(t, s, marked(ordinary(4)), rules()) // private mail is never touched
	if got := openFolder(t, s, box, 5).Unmarked; !slices.Equal(got, []uint32{1, 2}) {
		t.Errorf("unmarked are %v", got)
	}
	do(t, s.FinishMarking(t.Context(), box, []uint32{1, 99}))
	if got := openFolder(t, s, box, 5).Unmarked; !slices.Equal(got, []uint32{2}) {
		t.Errorf("unmarked are %v", got)
	}
	second := box
	second.UIDValidity = 2
	openFolder(t, s, second, 9)
	if _, err := s.Recognise(t.Context(), second, []medelbot.Known{known(7, "a", 10, 1), known(8, "b", 10, 2)}); err != nil {
		t.Fatal(err)
	}
	if got := openFolder(t, s, second, 9).Unmarked; !slices.Equal(got, []uint32{8}) {
		t.Errorf("after the renumbering unmarked are %v", got)
	}
}

// A mail recognised twice over is one mail still, and one that was only begun
// must be read.
func TestRecogniseOverThreeLives(t *testing.T) {
	s, _ := openNew(t)
	do(t, s.AddBaseline(t.Context(), box, []medelbot.Known{known(7, "a", 10, 1)}))
	do(t, s.Begin(t.Context(), box, []medelbot.Known{known(8, "begun", 10, 2)}))
	mails := []medelbot.Known{known(1, "a", 10, 1), known(2, "begun", 10, 2), known(3, "a", 10, 1)}
	key := box
	for _, key.UIDValidity = range []uint32{2, 3} {
		openFolder(t, s, key, 9)
		unknown, err := s.Recognise(t.Context(), key, mails)
		if err != nil || !slices.Equal(unknown, []uint32{2, 3}) {
			t.Errorf("life %d: unknown are %v, %v", key.UIDValidity, unknown, err)
		}
	}
}

func TestReconcile(t *testing.T) {
	s, h := openNew(t)
	do(t, s.AddBaseline(t.Context(), box, []medelbot.Known{known(1, "a", 1, 1), known(2, "b", 1, 1)}))
	fileOne(t, s, application(3), rules())
	fileOne(t, s, ordinary(4), rules())
	do(t, s.Begin(t.Context(), box, []medelbot.Known{known(5, "c", 1, 1)}))
	h.forward(time.Minute)
	do(t, s.AddGap(t.Context(), box, 6, 8, 3))
	missing, err := s.Reconcile(t.Context(), box, []uint32{2, 3, 4, 5, 7, 9})
	if err != nil || !slices.Equal(missing, []uint32{7, 9}) {
		t.Errorf("missing are %v, %v", missing, err)
	}
	facts, err := s.DigestFacts(t.Context(), noon)
	do(t, err)
	want := []medelbot.FolderCount{{Mailbox: box.Mailbox, Folder: box.Folder, Server: 6, Recorded: 3, Gaps: 3, At: noon.Add(time.Minute)}}
	if diff := cmp.Diff(want, facts.Folders); diff != "" {
		t.Error(diff)
	}
	if facts, err = s.DigestFacts(t.Context(), noon.Add(time.Minute)); err != nil || facts.Folders[0].Gaps != 0 {
		t.Errorf("the gap is told twice: %+v, %v", facts.Folders, err)
	}
}
