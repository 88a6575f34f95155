-- What whoever sent a file should know of how it was read, and what each of its columns was for (ColumnUse of the contract; none in imports from before).

ALTER TABLE import
  ADD COLUMN uses             smallint[] NOT NULL DEFAULT '{}',
  ADD COLUMN finding_kinds    text[] NOT NULL DEFAULT '{}',
  ADD COLUMN finding_messages text[] NOT NULL DEFAULT '{}';
