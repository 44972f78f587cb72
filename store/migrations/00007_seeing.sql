-- +goose Up

-- Trouble that is under way, and by which ways it was told. Gone with the
-- trouble, once its end is told too.
CREATE TABLE alarm (
    trouble TEXT NOT NULL,                 -- such as fetch:testbaddar
    way     TEXT NOT NULL,                 -- such as webhook
    since   TEXT NOT NULL,
    told_at TEXT,                          -- NULL until that has worked
    PRIMARY KEY (trouble, way)
) STRICT, WITHOUT ROWID;

-- For figures that are asked for every few seconds. The blank text keeps SQLite
-- from taking this index for the queries that have smaller ones.
CREATE INDEX outbox_count ON outbox (state || '');
CREATE INDEX cases_count ON cases (call, status);

-- +goose Down
DROP INDEX cases_count;
DROP INDEX outbox_count;
DROP TABLE alarm;
