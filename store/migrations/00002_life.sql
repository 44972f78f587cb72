-- The life of a case after its acknowledgement: decisions, money, waiting,
-- reports, and the rights to act by mail. Sums are whole kronor.

-- +goose Up

ALTER TABLE cases ADD COLUMN asked TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN waits_since TEXT;
ALTER TABLE cases ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN votes TEXT;                           -- JSON
ALTER TABLE cases ADD COLUMN decision TEXT;                        -- JSON
ALTER TABLE cases ADD COLUMN mentions TEXT;                        -- JSON
ALTER TABLE cases ADD COLUMN sought INTEGER NOT NULL DEFAULT 0;    -- of the elements, for sums
ALTER TABLE cases ADD COLUMN granted INTEGER NOT NULL DEFAULT 0;   -- of the decision, for sums
ALTER TABLE cases ADD COLUMN paid_at TEXT;
ALTER TABLE cases ADD COLUMN paid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN repaid INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN report_due TEXT;
ALTER TABLE cases ADD COLUMN next_at TEXT;                         -- when the clock must look again
ALTER TABLE cases ADD COLUMN merged_into TEXT REFERENCES cases (number); -- where it goes on
CREATE INDEX cases_next ON cases (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX cases_status ON cases (status);
CREATE INDEX cases_applicant ON cases (applicant, call);
CREATE INDEX cases_granted ON cases (applicant, call) WHERE granted > 0;
CREATE INDEX cases_paid ON cases (applicant, paid_at) WHERE paid_at IS NOT NULL;

UPDATE cases SET sought = coalesce((SELECT iif(e.status = 'ok', e.value ->> '$.sek', 0) FROM element e
    WHERE e.case_number = cases.number AND e.key = 'amount' ORDER BY e.id DESC LIMIT 1), 0);
UPDATE cases SET waits_since = changed_at WHERE status = 'incomplete';

-- An application and its report share some keys.
ALTER TABLE element ADD COLUMN part TEXT NOT NULL DEFAULT 'application' CHECK (part IN ('application', 'report'));
ALTER TABLE element ADD COLUMN vouched TEXT NOT NULL DEFAULT '';   -- who stands for the value

ALTER TABLE outbox ADD COLUMN mail_id INTEGER REFERENCES mail (id) ON DELETE SET NULL; -- that it answers
ALTER TABLE outbox ADD COLUMN after_pass INTEGER NOT NULL DEFAULT 0;   -- 1: waits for a complete pass begun after not_before
ALTER TABLE outbox ADD COLUMN expects TEXT NOT NULL DEFAULT '';        -- the case's status that it tells of; '' is any
ALTER TABLE outbox ADD COLUMN remove_draft INTEGER NOT NULL DEFAULT 0; -- 1: dropped, and still lies in Drafts
CREATE INDEX outbox_mail ON outbox (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX outbox_notice ON outbox (created_at) WHERE name = 'notice';
CREATE INDEX outbox_remove_draft ON outbox (mailbox, id) WHERE remove_draft = 1;

-- What gives a person the right to act by mail, known by the hash of its text
-- alone.
CREATE TABLE token (
    hash        BLOB PRIMARY KEY,
    case_number TEXT REFERENCES cases (number), -- NULL if it is for no case
    aside_id    INTEGER REFERENCES aside (id),  -- NULL if it is for no mail set aside
    person      TEXT NOT NULL,
    assessed    TEXT NOT NULL,
    issued_at   TEXT NOT NULL,
    expires_at  TEXT NOT NULL,
    used_at     TEXT,
    letter_id   INTEGER NOT NULL REFERENCES outbox (id) -- that bears it
) STRICT, WITHOUT ROWID;
CREATE INDEX token_case ON token (case_number) WHERE case_number IS NOT NULL;
CREATE INDEX token_letter ON token (letter_id);

-- The newest pass over a mailbox after which everything in it was filed.
CREATE TABLE pass (
    mailbox  TEXT PRIMARY KEY,
    begun_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Mails that a person answered by hand, by SHA-256 of their Message-ID: they
-- may be mails that are none of our business, or that come later.
CREATE TABLE answered (
    hash BLOB PRIMARY KEY,
    at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_message ON mail (message_id) WHERE message_id <> '';

-- Who asked by mail that a case be made of it, and by which one.
ALTER TABLE aside ADD COLUMN take_by TEXT;
ALTER TABLE aside ADD COLUMN take_mail INTEGER REFERENCES mail (id) ON DELETE SET NULL;
CREATE INDEX aside_take ON aside (id) WHERE take_by IS NOT NULL AND closed_at IS NULL;

-- +goose Down
-- What was decided cannot be told in the first schema.
SELECT 1;
