package medelbot

import _ "embed"

//go:embed config.example.toml
var exampleConfig string

// ExampleConfig is the text of config.example.toml: every configuration key
// with its default and what it does, filled in for SKR's fund.
func ExampleConfig() string { return exampleConfig }
