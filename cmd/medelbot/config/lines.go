package config

import (
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines tells on which line of the file a key stands. Its keys are paths such
// as "mailbox.0.imap" or, for a whole table, "mailbox.0".
type lines map[string]int

// of finds the line of a key, or of the nearest table around it.
func (l lines) of(path string) int {
	for {
		if line, ok := l[path]; ok {
			return line
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return 0
		}
		path = path[:cut]
	}
}

// linesOf indexes a file that the decoder has accepted.
func linesOf(text []byte) lines {
	found, count := lines{}, map[string]int{}
	var p unstable.Parser
	p.Reset(text)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		path, line := table, 0
		if e.Kind != unstable.KeyValue {
			path = ""
		}
		for it := e.Key(); it.Next(); {
			if line == 0 {
				line = p.Shape(it.Node().Raw).Start.Line
			}
			path = join(path, string(it.Node().Data))
			if n := count[path]; n > 0 && (e.Kind != unstable.ArrayTable || !it.IsLast()) {
				path = join(path, strconv.Itoa(n-1)) // inside the last one of that list
			}
		}
		if e.Kind == unstable.ArrayTable {
			count[path]++
			path = join(path, strconv.Itoa(count[path]-1))
		}
		found[path] = line
		if e.Kind != unstable.KeyValue {
			table = path
		}
	}
	return found
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
