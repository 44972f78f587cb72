package imap

import (
	"fmt"
	"strings"
)

// hasFolder reports whether a folder of this name is listed. Only INBOX is the
// same in every case (RFC 9051, 5.1).
func hasFolder(names []folderName, folder string) bool {
	for _, n := range names {
		if n.name == folder || (strings.EqualFold(folder, "INBOX") && strings.EqualFold(n.name, "INBOX")) {
			return true
		}
	}
	return false
}

// shownFolders is how many folders a message names: people have hundreds.
const shownFolders = 20

func quoteFolders(names []folderName) string {
	var b strings.Builder
	for i, n := range names {
		if i == shownFolders {
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", n.name)
		if n.use != "" && n.use != n.name {
			fmt.Fprintf(&b, " (the server's %s)", n.use)
		}
	}
	if b.Len() == 0 {
		return "the folders of another account: this one has none"
	}
	return b.String()
}
