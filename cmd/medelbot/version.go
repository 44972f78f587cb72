package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// unversioned is the version of a program that was not built in its repository.
const unversioned = "(devel)"

// version is the program's own, as the go command derives it from the
// repository (https://go.dev/ref/mod#versions): the tag, or the time and
// revision of the commit. at is when that was; zero if it is not known.
func version() (version string, at time.Time) {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return unversioned, at
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			at, _ = time.Parse(time.RFC3339, s.Value) // zero if it is of another form
		}
	}
	return info.Main.Version, at
}

// versionLine is what --version prints.
func versionLine() string {
	version, at := version()
	day := ""
	if !at.IsZero() {
		day = " of " + at.Format(time.DateOnly)
	}
	return fmt.Sprintf("medelbot %s%s (%s, %s/%s)", version, day, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
