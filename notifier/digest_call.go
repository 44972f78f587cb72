package notifier

import (
	"slices"
	"strings"

	"medelbot"
	"medelbot/templates"
)

// callFrames tells how the money of each call is used that is open or has open
// cases, in the order of the configuration.
func (c *Composer) callFrames(f medelbot.DigestFacts) []templates.CallFrame {
	var frames []templates.CallFrame
	for _, call := range c.Calls {
		i := slices.IndexFunc(f.Calls, func(s medelbot.CallSum) bool { return s.Call == call.ID })
		open := !f.Now.Before(call.Opens) && (call.Closes.IsZero() || !f.Now.After(call.Closes))
		busy := slices.ContainsFunc(f.Cases, func(k medelbot.DigestCase) bool { return k.Call == call.ID })
		if i < 0 || !open && !busy {
			continue
		}
		s := f.Calls[i]
		frame := templates.CallFrame{
			Name: call.Name, Cases: s.Cases, Budget: call.Budget, Granted: s.Granted,
			Complete: s.Complete, Incomplete: s.Incomplete, Paid: s.Paid, Repaid: s.Repaid,
		}
		frame.Bars = bars(frame)
		if len(call.About) == 0 { // a fund for regions
			regions(&frame, f.Regions, call.ID)
		}
		frames = append(frames, frame)
	}
	return frames
}

// bars parts the budget, or all that is sought if that is more, into shares of
// 100. Rounding goes to the largest share, so that they always fill the bar.
func bars(f templates.CallFrame) []templates.Bar {
	if f.Budget <= 0 {
		return nil
	}
	parts := []struct {
		kind string
		sek  int64
	}{{"granted", f.Granted}, {"complete", f.Complete}, {"incomplete", f.Incomplete}}
	whole := int64(0)
	for _, p := range parts {
		whole += p.sek
	}
	if rest := f.Budget - whole; rest > 0 {
		parts = append(parts, struct {
			kind string
			sek  int64
		}{"left", rest})
		whole = f.Budget
	}
	var list []templates.Bar
	left, largest := 100, 0
	for _, p := range parts {
		percent := int(p.sek * 100 / whole)
		if percent == 0 {
			continue
		}
		left -= percent
		list = append(list, templates.Bar{Kind: p.kind, Percent: percent})
		if percent > list[largest].Percent {
			largest = len(list) - 1
		}
	}
	if len(list) > 0 {
		list[largest].Percent += left
	}
	return list
}

// perRow is how many regions stand in a row: what a phone is wide enough for.
const perRow = 3

// regions tells which of the regions have applied, and where each stands.
func regions(f *templates.CallFrame, all []medelbot.RegionStatus, call string) {
	var cells []templates.RegionCell
	applied := false
	for _, r := range medelbot.Regions() {
		cell := templates.RegionCell{Name: strings.TrimSuffix(strings.TrimPrefix(r.Name, "Region "), "sregionen")}
		i := slices.IndexFunc(all, func(s medelbot.RegionStatus) bool { return s.Call == call && s.Region == r.Name })
		if i >= 0 {
			cell.Status, applied = all[i].Status, true
		}
		cells = append(cells, cell)
	}
	if !applied {
		return // the words of no cases say that already
	}
	f.Regions = slices.Collect(slices.Chunk(cells, perRow))
	byStatus := map[medelbot.Status][]string{}
	for _, cell := range cells {
		byStatus[cell.Status] = append(byStatus[cell.Status], cell.Name)
	}
	for _, s := range medelbot.Statuses {
		if names := byStatus[s]; len(names) > 0 {
			f.Standing = append(f.Standing, templates.Standing{Status: s, Names: names})
		}
	}
	f.Absent = byStatus[""]
}
