-- A module with one table, to try out what all modules share.

CREATE TABLE note (
  partnership_id uuid NOT NULL,
  note_id        uuid NOT NULL,
  text           text NOT NULL,
  PRIMARY KEY (partnership_id, note_id)
);
CALL make_tenant_table('note', 'SELECT, INSERT');
