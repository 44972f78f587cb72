-- +goose Up

-- Since when a case is declined, withdrawn or closed; NULL while it goes on.
ALTER TABLE cases ADD COLUMN ended_at TEXT;
-- How much of it was erased; see medelbot.Erasure.
ALTER TABLE cases ADD COLUMN erased TEXT NOT NULL DEFAULT '' CHECK (erased IN ('', 'bookkeeping', 'whole'));
CREATE INDEX cases_ended ON cases (number) WHERE ended_at IS NOT NULL AND erased <> 'whole';
CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;

UPDATE cases SET ended_at = coalesce((SELECT max(e.at) FROM event e
        WHERE e.case_number = cases.number AND json_valid(e.payload) AND (e.name = 'case_imported'
            OR e.name = 'deed_done' AND e.payload ->> '$.to' = cases.status AND e.payload ->> '$.from' IS NOT cases.status)), changed_at)
    WHERE status IN ('declined', 'withdrawn', 'closed');

-- What a mail that was erased is known by, should it come again: its content
-- hash, which tells nothing of it.
CREATE TABLE erased_mail (
    hash BLOB PRIMARY KEY,
    at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX mail_homeless ON mail (id) WHERE case_number IS NULL;

-- A row for each erasure that may have left traces: words in the segments of the
-- full-text index, pages in the write-ahead log.
CREATE TABLE traces (
    since TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE traces;
DROP INDEX mail_homeless;
DROP TABLE erased_mail;
DROP INDEX cases_merged;
DROP INDEX cases_ended;
ALTER TABLE cases DROP COLUMN erased;
ALTER TABLE cases DROP COLUMN ended_at;
