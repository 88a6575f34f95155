-- What whoever sent a file should know of how it was read, and what each of its columns was for (ColumnUse of the contract; none in imports from before).

ALTER TABLE import
  ADD COLUMN uses             smallint[] NOT NULL DEFAULT '{}',
  ADD COLUMN finding_kinds    text[] NOT NULL DEFAULT '{}',
  ADD COLUMN finding_messages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN already_added    bigint NOT NULL DEFAULT 0;

-- By what a review is known again in its cycle when another program has saved it: a hash of its reference and words, none in reviews from before.
-- It is for comparing only: nothing gives it out.
ALTER TABLE review ADD COLUMN print bytea;
CREATE INDEX review_of_import ON review (partnership_id, import_id);
