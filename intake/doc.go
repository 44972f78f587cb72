// Package intake watches mailboxes by IMAP and takes each mail through: fetch,
// read, file. It holds a connection that cannot write to the mailbox; what it
// has seen stands in the store's ledger, never in a flag on the server.
//
// A Watcher owns one mailbox. Several of them may run in one program.
package intake
