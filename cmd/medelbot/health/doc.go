// Package health tells programs on the same machine how the daemon is: whether
// it is alive and ready, and its figures for Prometheus. It knows nobody's name
// and no word of a mail.
package health
