-- Copies of all that is held about somebody, for them to take away: made one after the other beside what else goes on, kept for some minutes, and gone with the person.
--
--   own_data_copy   that somebody asked for a copy, and of how many parts it is once it is made; open to the relay role, which finds
--                   the next one across partnerships, without whose it is
--   own_data_part   its answers in their order, each a message ExportPersonResponse

CREATE TABLE own_data_copy (
  partnership_id uuid NOT NULL REFERENCES partnership,
  copy_id        uuid NOT NULL,
  person_id      uuid NOT NULL,
  asked_by_id    uuid NOT NULL, -- nobody else is given it
  asked_at       timestamptz NOT NULL,
  made_at        timestamptz,   -- none: it waits to be made
  parts          int,
  PRIMARY KEY (partnership_id, copy_id),
  UNIQUE (partnership_id, person_id, asked_by_id),
  CHECK ((made_at IS NULL) = (parts IS NULL))
);
CREATE INDEX own_data_copy_made ON own_data_copy (made_at);
-- However many people somebody asks about, one copy of theirs waits at a time.
CREATE UNIQUE INDEX own_data_copy_waiting ON own_data_copy (partnership_id, asked_by_id) WHERE made_at IS NULL;
CALL make_tenant_table('own_data_copy', 'SELECT, INSERT, UPDATE, DELETE');
CALL grant_table('own_data_copy', 'SELECT (partnership_id, copy_id, asked_at, made_at), DELETE', 'relay');
DO $$ BEGIN
  EXECUTE format('CREATE POLICY make ON own_data_copy TO %I USING (true)', current_setting('coproduction.relay_role'));
END $$;
CREATE TRIGGER wake AFTER INSERT OR UPDATE ON own_data_copy FOR EACH STATEMENT EXECUTE FUNCTION wake('own_data_copy');

CREATE TABLE own_data_part (
  partnership_id uuid NOT NULL,
  copy_id        uuid NOT NULL,
  place          int NOT NULL,
  answer         bytea NOT NULL,
  PRIMARY KEY (partnership_id, copy_id, place),
  FOREIGN KEY (partnership_id, copy_id) REFERENCES own_data_copy ON DELETE CASCADE
);
CALL make_tenant_table('own_data_part', 'SELECT, INSERT');
