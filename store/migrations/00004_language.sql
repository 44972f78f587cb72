-- +goose Up

-- In what language the applicant is written to (BCP 47).
ALTER TABLE cases ADD COLUMN language TEXT NOT NULL DEFAULT 'sv';

-- +goose Down
ALTER TABLE cases DROP COLUMN language;
