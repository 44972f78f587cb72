-- Times are UTC text of one width, 2006-01-02T15:04:05.000Z, so that text order
-- is time order. Absent times are NULL.

-- +goose Up

-- A folder of a mailbox, across all its lives.
CREATE TABLE folder (
    id          INTEGER PRIMARY KEY,
    mailbox     TEXT NOT NULL,
    name        TEXT NOT NULL,
    first_at    TEXT NOT NULL,             -- first opened
    baseline_at TEXT,                      -- when the baseline was finished
    UNIQUE (mailbox, name)
) STRICT;

-- One life of a folder: the time under one UIDVALIDITY.
CREATE TABLE life (
    id          INTEGER PRIMARY KEY,
    folder_id   INTEGER NOT NULL REFERENCES folder (id),
    uidvalidity INTEGER NOT NULL,
    uidnext     INTEGER NOT NULL,          -- at the first opening of this life
    opened_at   TEXT NOT NULL,             -- last opened
    rescanned_at TEXT,                     -- NULL until what was known before is recognised
    server      INTEGER NOT NULL DEFAULT 0, -- counts of the last reconciliation
    recorded    INTEGER NOT NULL DEFAULT 0,
    counted_at  TEXT,
    UNIQUE (folder_id, uidvalidity)
) STRICT;

-- Mail that is kept: case material and what waits for a person. Raw comes
-- last, so that reading the other columns does not touch its pages.
CREATE TABLE mail (
    id           INTEGER PRIMARY KEY,
    mailbox      TEXT NOT NULL,
    folder       TEXT NOT NULL,            -- '' when ingested from a file
    uidvalidity  INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    message_id   TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    case_number  TEXT REFERENCES cases (number),
    kind         TEXT NOT NULL CHECK (kind NOT IN ('other', 'bulk')), -- '' when nobody knows
    from_name    TEXT NOT NULL,
    from_email   TEXT NOT NULL,
    subject      TEXT NOT NULL,
    attachments  TEXT,                     -- JSON
    size         INTEGER NOT NULL,
    truncated    INTEGER NOT NULL,
    arrived_at   TEXT NOT NULL,
    filed_at     TEXT NOT NULL,
    quiet        TEXT NOT NULL,
    fault        TEXT NOT NULL,
    packed       INTEGER NOT NULL,         -- 1: raw is zstd
    raw          BLOB NOT NULL
) STRICT;
CREATE INDEX mail_content ON mail (content_hash);
CREATE INDEX mail_case ON mail (case_number, arrived_at) WHERE case_number IS NOT NULL;

-- One row for every UID ever met, also of private mail: then it is all that
-- stays of it.
CREATE TABLE ledger (
    id           INTEGER PRIMARY KEY,
    life_id      INTEGER NOT NULL REFERENCES life (id),
    uid          INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('begun', 'baseline', 'recognised', 'filed', 'private', 'copy')),
    message_id   TEXT NOT NULL,
    size         INTEGER NOT NULL,
    date         TEXT,
    kind         TEXT NOT NULL DEFAULT '',
    content_hash BLOB,
    mail_id      INTEGER REFERENCES mail (id) ON DELETE SET NULL,
    earlier      INTEGER UNIQUE REFERENCES ledger (id), -- the row of an earlier life that recognised this one
    unmarked     INTEGER NOT NULL DEFAULT 0, -- 1: kept, and still to be marked or moved on the server
    at           TEXT NOT NULL,
    UNIQUE (life_id, uid)
) STRICT;
CREATE INDEX ledger_content ON ledger (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX ledger_baseline ON ledger (message_id, size) WHERE state = 'baseline';
CREATE INDEX ledger_unmarked ON ledger (life_id, uid) WHERE unmarked = 1;
CREATE INDEX ledger_begun ON ledger (life_id, uid) WHERE state = 'begun';
CREATE INDEX ledger_mail ON ledger (mail_id) WHERE mail_id IS NOT NULL;

-- UIDs that came and went unread.
CREATE TABLE gap (
    life_id  INTEGER NOT NULL REFERENCES life (id),
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    mails    INTEGER NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (life_id, first, last)
) STRICT, WITHOUT ROWID;

-- The running number of a call's prefix in a year.
CREATE TABLE series (
    prefix TEXT NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;

-- "case" is a word of SQL. What a case holds of each element stands in the
-- element ledger: the newest line of each key counts.
CREATE TABLE cases (
    number     TEXT PRIMARY KEY,
    call       TEXT NOT NULL,
    mailbox    TEXT NOT NULL,
    status     TEXT NOT NULL,
    version    INTEGER NOT NULL,
    applicant  TEXT NOT NULL,
    addresses  TEXT,                       -- JSON
    warnings   TEXT,                       -- JSON
    opened_at  TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_opened ON cases (opened_at);

CREATE TABLE element (
    id          INTEGER PRIMARY KEY,
    case_number TEXT NOT NULL REFERENCES cases (number),
    key         TEXT NOT NULL,
    status      TEXT NOT NULL,
    code        TEXT NOT NULL,
    value       TEXT,                      -- JSON
    evidence    TEXT,                      -- JSON
    mail_id     INTEGER REFERENCES mail (id) ON DELETE SET NULL,
    by          TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;
CREATE INDEX element_case ON element (case_number, id);
CREATE INDEX element_mail ON element (mail_id) WHERE mail_id IS NOT NULL;

CREATE TABLE aside (
    id        INTEGER PRIMARY KEY,
    mail_id   INTEGER REFERENCES mail (id) ON DELETE SET NULL,
    reason    TEXT NOT NULL,
    at        TEXT NOT NULL,
    closed_at TEXT,
    closed_by TEXT
) STRICT;
CREATE INDEX aside_open ON aside (id) WHERE closed_at IS NULL;
CREATE INDEX aside_mail ON aside (mail_id) WHERE mail_id IS NOT NULL;

-- The append-only log. hash = SHA-256 over the hash before, the other columns
-- and digest; digest = SHA-256 over salt and payload, so that a payload can be
-- erased together with its salt while the chain still holds.
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY,
    case_number TEXT NOT NULL,             -- '' if it is about no case
    at          TEXT NOT NULL,
    name        TEXT NOT NULL,
    by          TEXT NOT NULL,
    mail_id     INTEGER NOT NULL,          -- 0 if no mail caused it; the mail may be gone
    payload     TEXT,                      -- JSON
    salt        BLOB,
    digest      BLOB NOT NULL,
    hash        BLOB NOT NULL
) STRICT;
CREATE INDEX event_case ON event (case_number, seq);

-- +goose StatementBegin
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the event log is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL
    AND NEW.seq IS OLD.seq AND NEW.case_number IS OLD.case_number AND NEW.at IS OLD.at
    AND NEW.name IS OLD.name AND NEW.by IS OLD.by AND NEW.mail_id IS OLD.mail_id
    AND NEW.digest IS OLD.digest AND NEW.hash IS OLD.hash)
BEGIN
    SELECT RAISE(ABORT, 'of an event only the payload can be erased');
END;
-- +goose StatementEnd

-- INSERT OR REPLACE would pass the trigger against DELETE.
-- +goose StatementBegin
CREATE TRIGGER event_append BEFORE INSERT ON event
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN
    SELECT RAISE(ABORT, 'events are added at the end of the log');
END;
-- +goose StatementEnd

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    mailbox     TEXT NOT NULL,
    case_number TEXT REFERENCES cases (number), -- NULL for digests
    name        TEXT NOT NULL,
    recipient   TEXT NOT NULL,
    address     TEXT NOT NULL,             -- the recipient in lower case, for counting
    subject     TEXT NOT NULL,
    message_id  TEXT NOT NULL UNIQUE,
    stem        TEXT NOT NULL,             -- message_id without its random part
    state       TEXT NOT NULL CHECK (state IN
        ('queued', 'sending', 'held', 'drafted', 'sent', 'failed', 'uncertain', 'dropped')),
    reason      TEXT NOT NULL,
    mode        TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    not_before  TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    attempt_at  TEXT,
    sent_at     TEXT,
    raw         BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (mailbox, not_before, id) WHERE state = 'queued';
CREATE INDEX outbox_next ON outbox (not_before) WHERE state = 'queued';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_unconfirmed ON outbox (mailbox, id) WHERE state IN ('drafted', 'uncertain');
CREATE INDEX outbox_shown ON outbox (id) WHERE state IN ('held', 'failed', 'uncertain');
CREATE INDEX outbox_stem ON outbox (stem);
CREATE INDEX outbox_case ON outbox (case_number, id) WHERE case_number IS NOT NULL;
CREATE INDEX outbox_address ON outbox (address, created_at);

-- Addresses that are never answered, in lower case.
CREATE TABLE muted (
    address TEXT PRIMARY KEY,
    by      TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person has switched, as 'paused'. A switch that is off has no row.
CREATE TABLE switch (
    name TEXT PRIMARY KEY,
    by   TEXT NOT NULL,
    at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Full text of kept mails; rowid is mail.id. Diacritics count: in Swedish ä is
-- a letter of its own.
CREATE VIRTUAL TABLE mail_text USING fts5 (
    subject, sender, body,
    tokenize = 'unicode61 remove_diacritics 0'
);

-- +goose Down
-- There is no way back from the first schema.
SELECT 1;
