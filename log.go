package medelbot

import (
	"context"
	"log/slog"
	"slices"
	"time"
)

// LogEvent is the message of a line in the daemon's log. The words are fixed, so
// that programs can look for them, and so that nothing personal is written by
// chance: LogWords tells what each means and by which keys it says more.
type LogEvent string

// The events of the log, in the order in which they are described.
const (
	LogStarted      LogEvent = "started"
	LogStopped      LogEvent = "stopped"
	LogEnded        LogEvent = "ended"
	LogReloaded     LogEvent = "reloaded"
	LogNotReloaded  LogEvent = "not reloaded"
	LogNotTold      LogEvent = "service manager not told"
	LogHangs        LogEvent = "a part hangs"
	LogServing      LogEvent = "health served"
	LogNotServing   LogEvent = "health not served"
	LogConnected    LogEvent = "connected"
	LogTrouble      LogEvent = "mailbox trouble"
	LogNeedsPerson  LogEvent = "mailbox waits for a person"
	LogBaseline     LogEvent = "baseline noted"
	LogRecognised   LogEvent = "renumbered folder recognised"
	LogFiled        LogEvent = "mail filed"
	LogMail         LogEvent = "one mail filed"
	LogGap          LogEvent = "mail came and went unread"
	LogIncomplete   LogEvent = "mail was not sent whole"
	LogUnreadable   LogEvent = "mail set aside unread"
	LogMalware      LogEvent = "malware in a mail"
	LogLacking      LogEvent = "mail was missing in the ledger"
	LogMarked       LogEvent = "mail marked on the server"
	LogMarkFailed   LogEvent = "mail could not be marked on the server"
	LogJunkTrouble  LogEvent = "junk folder not read"
	LogSentTrouble  LogEvent = "sent folder not read"
	LogAnswered     LogEvent = "sent folder looked at"
	LogInterrupted  LogEvent = "mail begun by an earlier run"
	LogTicked       LogEvent = "cases looked at"
	LogTaken        LogEvent = "case made of a mail set aside"
	LogNotDone      LogEvent = "what is due could not be done"
	LogErasureDue   LogEvent = "erasure due"
	LogErased       LogEvent = "erased"
	LogNotErased    LogEvent = "not erased"
	LogLetter       LogEvent = "letter"
	LogLettersWait  LogEvent = "letters wait"
	LogNoCopy       LogEvent = "no copy of the letter in sent"
	LogNotLookedUp  LogEvent = "letters not looked up in sent"
	LogDraftRemoved LogEvent = "draft taken away"
	LogDraftStays   LogEvent = "draft could not be taken away"
	LogDigest       LogEvent = "digest composed"
	LogNoDigest     LogEvent = "digest could not be made"
	LogAlarm        LogEvent = "alarm"
	LogAlarmFailed  LogEvent = "alarm could not be told"
)

// LogKey names what a line of the log says beside its event.
type LogKey string

// The keys of the log, in the order in which they are described.
const (
	KeyFund      LogKey = "fund"
	KeyFunds     LogKey = "funds"
	KeyMailbox   LogKey = "mailbox"
	KeyMailboxes LogKey = "mailboxes"
	KeyMode      LogKey = "mode"
	KeyListen    LogKey = "listen"
	KeyFolder    LogKey = "folder"
	KeyUID       LogKey = "uid"
	KeyMails     LogKey = "mails"
	KeyUnknown   LogKey = "unknown"
	KeyAside     LogKey = "aside"
	KeyLetters   LogKey = "letters"
	KeyIdle      LogKey = "idle"
	KeyTimes     LogKey = "times"
	KeyHow       LogKey = "how"
	KeyAs        LogKey = "as"
	KeyCase      LogKey = "case"
	KeyCases     LogKey = "cases"
	KeyID        LogKey = "id"
	KeyLetter    LogKey = "letter"
	KeyState     LogKey = "state"
	KeyReason    LogKey = "reason"
	KeyAttempt   LogKey = "attempt"
	KeyWhat      LogKey = "what"
	KeyWay       LogKey = "way"
	KeyOver      LogKey = "over"
	KeySince     LogKey = "since"
	KeyError     LogKey = "error"
	KeyTry       LogKey = "try"
	KeyAgainIn   LogKey = "again_in"
	KeyWhy       LogKey = "why"
)

// Is makes an attribute of the log.
func (k LogKey) Is(value any) slog.Attr { return slog.Any(string(k), value) }

// LogWord describes one event of the log.
type LogWord struct {
	Event LogEvent
	Level slog.Level
	Means string   // one sentence
	Keys  []LogKey // beside fund and mailbox, which stand on every line that is about one
}

// LogWords is the vocabulary of the log. Lines below slog.LevelInfo alone may
// hold personal data.
var LogWords = []LogWord{
	{LogStarted, slog.LevelInfo, "The daemon begins to serve a fund.", []LogKey{KeyMailboxes, KeyMode}},
	{LogStopped, slog.LevelInfo, "It has stopped as it was told to.", nil},
	{LogEnded, slog.LevelError, "It does not serve the fund, because of trouble; it is tried again if there are other funds, which go on.", []LogKey{KeyError, KeyTry, KeyAgainIn}},
	{LogReloaded, slog.LevelInfo, "It goes on with the configuration as it is now.", []LogKey{KeyFunds}},
	{LogNotReloaded, slog.LevelError, "The new configuration is not taken; the old one goes on.", []LogKey{KeyError, KeyTry}},
	{LogNotTold, slog.LevelError, "systemd could not be told how the daemon is; the daemon goes on.", []LogKey{KeyError}},
	{LogHangs, slog.LevelError, "A part of the daemon has not gone round for long; systemd will end it and start it again.", []LogKey{KeyError}},
	{LogServing, slog.LevelInfo, "Health and metrics are told at this address.", []LogKey{KeyListen}},
	{LogNotServing, slog.LevelError, "Health and metrics cannot be told there; the daemon goes on without.", []LogKey{KeyListen, KeyError, KeyTry}},
	{LogConnected, slog.LevelInfo, "A mailbox is connected; with idle the server tells of new mail by itself.", []LogKey{KeyIdle}},
	{LogTrouble, slog.LevelWarn, "A mailbox could not be read; it is tried again.", []LogKey{KeyError, KeyAgainIn, KeyTry}},
	{LogNeedsPerson, slog.LevelError, "A mailbox cannot be read until a person has changed something; it is tried again.", []LogKey{KeyError, KeyAgainIn, KeyTry}},
	{LogBaseline, slog.LevelInfo, "What lay in a folder at the first start is noted, and never answered.", []LogKey{KeyFolder, KeyMails}},
	{LogRecognised, slog.LevelInfo, "The server gave a folder new numbers, and known mail was recognised.", []LogKey{KeyFolder, KeyMails, KeyUnknown}},
	{LogFiled, slog.LevelInfo, "So many mails were filed, of them so many set aside; so many letters were written.", []LogKey{KeyFolder, KeyMails, KeyAside, KeyLetters}},
	{LogMail, slog.LevelDebug, "What became of one mail, and why.", []LogKey{KeyFolder, KeyUID, KeyAs, KeyCase, KeyWhy}},
	{LogGap, slog.LevelInfo, "So many mails came and were gone before they could be read.", []LogKey{KeyFolder, KeyMails}},
	{LogIncomplete, slog.LevelWarn, "The server sent something else than it had announced; the mail is fetched again.", []LogKey{KeyFolder, KeyUID, KeyTimes, KeyError}},
	{LogUnreadable, slog.LevelWarn, "A mail could not be read and waits for a person; medelbot aside tells why.", []LogKey{KeyFolder, KeyUID}},
	{LogMalware, slog.LevelWarn, "The virus scanner found this in a mail, which was not read and is kept under lock.", []LogKey{KeyFolder, KeyUID, KeyWhat}},
	{LogLacking, slog.LevelWarn, "The daily comparison with the server found mail that had been missed; it is read now.", []LogKey{KeyFolder, KeyMails}},
	{LogMarked, slog.LevelInfo, "Filed mail was marked or moved, as after_filing asks.", []LogKey{KeyFolder, KeyMails, KeyHow}},
	{LogMarkFailed, slog.LevelWarn, "That failed; it is tried again.", []LogKey{KeyFolder, KeyMails, KeyError}},
	{LogJunkTrouble, slog.LevelWarn, "The junk folder cannot be read; the inbox is.", []LogKey{KeyError, KeyTry}},
	{LogSentTrouble, slog.LevelWarn, "The Sent folder cannot be read; the inbox is.", []LogKey{KeyError, KeyTry}},
	{LogAnswered, slog.LevelDebug, "The Sent folder was looked at for answers by hand.", []LogKey{KeyFolder, KeyMails}},
	{LogInterrupted, slog.LevelInfo, "An earlier run began these mails and never finished; they are read apart.", []LogKey{KeyFolder, KeyMails}},
	{LogTicked, slog.LevelInfo, "The time of so many cases had come, such as for a reminder.", []LogKey{KeyCases}},
	{LogTaken, slog.LevelInfo, "A mail that was set aside was made a case, as a command by mail asked.", []LogKey{KeyAside, KeyCase}},
	{LogNotDone, slog.LevelError, "Something that is due could not be done; it is tried again.", []LogKey{KeyError, KeyTry}},
	{LogErasureDue, slog.LevelWarn, "So many cases are due to be erased by [retention]; that is done after so long.", []LogKey{KeyCases, KeyAgainIn}},
	{LogErased, slog.LevelInfo, "A case was erased, or so many mails of no case.", []LogKey{KeyCase, KeyMails, KeyLetters}},
	{LogNotErased, slog.LevelError, "Something that is due could not be erased; it is tried again.", []LogKey{KeyError, KeyTry, KeyAgainIn}},
	{LogLetter, slog.LevelInfo, "What became of a letter; medelbot outbox show ID shows it.", []LogKey{KeyID, KeyCase, KeyLetter, KeyState, KeyReason, KeyAttempt}},
	{LogLettersWait, slog.LevelError, "Letters cannot be handed over; they wait.", []LogKey{KeyError, KeyTry}},
	{LogNoCopy, slog.LevelWarn, "A letter has left, and no copy could be put in the Sent folder.", []LogKey{KeyID, KeyError}},
	{LogNotLookedUp, slog.LevelWarn, "Drafted or uncertain letters could not be looked up in the Sent folder; it is tried again.", []LogKey{KeyError}},
	{LogDraftRemoved, slog.LevelInfo, "A draft that a newer letter replaces was taken away.", []LogKey{KeyID, KeyCase, KeyLetter}},
	{LogDraftStays, slog.LevelWarn, "That failed; it is tried again.", []LogKey{KeyError, KeyTry}},
	{LogDigest, slog.LevelInfo, "A coordinator's digest was put in the outbox.", []LogKey{KeyState}},
	{LogNoDigest, slog.LevelError, "It could not be made; it is tried again.", []LogKey{KeyError, KeyTry}},
	{LogAlarm, slog.LevelWarn, "Trouble that lasts, or its end, was told by one way.", []LogKey{KeyWhat, KeyWay, KeyOver, KeySince}},
	{LogAlarmFailed, slog.LevelError, "That failed; the other ways still tell, and it is tried again.", []LogKey{KeyWhat, KeyWay, KeyError, KeyTry, KeyAgainIn}},
}

// To writes a line about the event. Its attributes are made by LogKey.Is.
func (e LogEvent) To(log *slog.Logger, attrs ...slog.Attr) {
	level := slog.LevelInfo
	if i := slices.IndexFunc(LogWords, func(w LogWord) bool { return w.Event == e }); i >= 0 {
		level = LogWords[i].Level
	}
	// The log outlives whatever it tells of: no context could end it.
	log.LogAttrs(context.Background(), level, string(e), attrs...)
}

// Fail writes a line about trouble: the attributes, the error, what a person can
// try, and after how long it is tried again; 0 leaves that out.
func (e LogEvent) Fail(log *slog.Logger, err error, again time.Duration, attrs ...slog.Attr) {
	attrs = append(attrs, KeyError.Is(err))
	if again > 0 {
		attrs = append(attrs, KeyAgainIn.Is(again.Round(time.Millisecond)))
	}
	if try := Hint(err); try != "" {
		attrs = append(attrs, KeyTry.Is(try))
	}
	e.To(log, attrs...)
}
