-- +goose Up

-- How far a mailbox's Sent folder was looked at, in its present life. Of what
-- lies there nothing else is kept.
CREATE TABLE sent_folder (
    mailbox     TEXT NOT NULL,
    folder      TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    next        INTEGER NOT NULL,          -- the first UID not looked at
    since       TEXT NOT NULL,             -- mails dated earlier do not count
    looked_at   TEXT NOT NULL,
    PRIMARY KEY (mailbox, folder)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE sent_folder;
