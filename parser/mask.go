package parser

import "medelbot/parser/swedish"

// hasPersonnummer tells whether a text names somebody's identity number.
func hasPersonnummer(text string) bool { return len(swedish.Personnummer(text)) > 0 }

// maskNumbers hides identity numbers in what is kept and shown.
func maskNumbers(text string) string { return swedish.MaskPersonnummer(text) }
