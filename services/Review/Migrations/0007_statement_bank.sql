-- What a partnership adds to the built-in bank of "I" statements, and what of it is not to be drafted.
--
--   bank_entry   a statement of its own, and the words that call for it
--   bank_switch  a built-in statement that is switched off, by its wording: reworded in a later release, it is another one

CREATE TABLE bank_entry (
  partnership_id uuid NOT NULL,
  entry_id       uuid NOT NULL,
  question       smallint NOT NULL CHECK (question IN (1, 2, 3)),
  topic          text NOT NULL,
  words          text[] NOT NULL,
  wording        text NOT NULL,
  version        bigint NOT NULL DEFAULT 1,
  changed_by     text NOT NULL,
  changed_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, entry_id)
);
CALL make_tenant_table('bank_entry', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE bank_switch (
  partnership_id uuid NOT NULL,
  wording        text NOT NULL,
  PRIMARY KEY (partnership_id, wording)
);
CALL make_tenant_table('bank_switch', 'SELECT, INSERT, DELETE');
