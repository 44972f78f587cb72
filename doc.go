// Package medelbot holds the words of the fund: calls, elements, readings,
// cases, events and letters, and the rules that join them.
//
// It does no I/O and imports the standard library only. The rooms beside it
// (parser, store, templates, notifier, intake) know this package and not each
// other; cmd/medelbot joins them.
//
// Swedish words of the trade and the names used for them here: utlysning is a
// Call, ansökan an application, ärende a Case, komplettering a supplement,
// beslut a decision, redovisning a report, handläggare a coordinator.
package medelbot
