// Package signin gets OAuth 2.0 access tokens for a mailbox (RFC 6749): by an
// application's own credentials, or by a refresh token that a person has given
// once, by device code (RFC 8628) or in a browser (RFC 8252).
//
// It knows how Microsoft and Google answer, so that its errors say what to do,
// and when what it lives on ends. What the tokens are for it does not know.
package signin
