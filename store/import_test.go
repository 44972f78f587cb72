package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"medelbot"
)

func TestImport(t *testing.T) {
	s, _ := openNew(t)
	opened(t, s, 1)
	letters := count(t, s, `SELECT count(*) FROM outbox`)
	past := []medelbot.Case{full("PK-2019-0004"), full("PK-2021-0040"), full("PK-2021-0012")}
	do(t, s.Import(t.Context(), past, "Harald"))
	if n := count(t, s, `SELECT count(*) FROM outbox`); n != letters {
		t.Errorf("%d letters were written", n-letters)
	}
	v := theCase(t, s, "PK-2019-0004")
	if len(v.Log) != 1 || v.Log[0].Name != medelbot.EventImported || v.Log[0].By != "Harald" || v.History[0].By != "Harald" {
		t.Errorf("log %+v, history %+v", v.Log, v.History)
	}
	// New numbers come after the highest one.
	if number := opened(t, s, 2); number != "PK-2021-0041" {
		t.Errorf("the next case is %s", number)
	}
	old := application(3)
	old.Arrived = time.Date(2019, 11, 1, 12, 0, 0, 0, time.UTC)
	if filed := fileOne(t, s, old, life()); filed.Case != "PK-2019-0005" {
		t.Errorf("the next case of 2019 is %s", filed.Case)
	}
}

func TestImportRefuses(t *testing.T) {
	lacks := func(change func(*medelbot.Case)) medelbot.Case {
		k := full("PK-2019-0005")
		change(&k)
		return k
	}
	tests := []struct {
		name  string
		kase  medelbot.Case
		says  string
		state bool
	}{
		{"a number that is here", full("PK-2021-0001"), "case PK-2021-0001 is here already", true},
		{"the same number twice", full("PK-2019-0004"), "case PK-2019-0004 is here already", true},
		{"no number", full(""), `"" is no case number such as PK-2019-0007`, false},
		{"another kind of number", full("Dnr 19/123"), `"Dnr 19/123" is no case number`, false},
		{"a number that new ones would never reach", full("PK-2019-99999999999"), "is no case number", false},
		{"no call", lacks(func(k *medelbot.Case) { k.Call = "" }), "case PK-2019-0005 lacks its call", false},
		{"no mailbox", lacks(func(k *medelbot.Case) { k.Mailbox = "" }), "case PK-2019-0005 lacks its call, its mailbox", false},
		{"a status from elsewhere", lacks(func(k *medelbot.Case) { k.Status = "beviljad" }), "or a known status", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := openNew(t)
			opened(t, s, 1)
			err := s.Import(t.Context(), []medelbot.Case{full("PK-2019-0004"), tt.kase}, "Harald")
			if err == nil || !strings.Contains(err.Error(), tt.says) || errors.Is(err, ErrState) != tt.state {
				t.Errorf("the error is %v", err)
			}
			if n := count(t, s, `SELECT count(*) FROM cases`); n != 1 {
				t.Errorf("%d cases are there", n)
			}
		})
	}
}
