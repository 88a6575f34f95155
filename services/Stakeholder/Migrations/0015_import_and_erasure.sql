-- Files of people, and people who ask to be forgotten.
--
--   person_contact.detail_key  the same for ways that reach the same, however they are written
--   person.erased_at           since when nothing is held of them but that there was somebody
--   person_import              a file that was sent, and what became of it
--   person_import_problem      what is wrong with a row and what to do; never anybody's words
--   person_import_row          a row that looks like somebody who is there already; taken away when people have decided

-- Null where two people may well have the same: through somebody, or in person.
CREATE FUNCTION contact_key(channel text, detail text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN channel = 'email' THEN nullif('email:' || lower(regexp_replace(detail, '\s', '', 'g')), 'email:')
  WHEN channel IN ('phone', 'text') AND length(regexp_replace(detail, '\D', '', 'g')) >= 6
    THEN 'phone:' || regexp_replace(regexp_replace(detail, '\D', '', 'g'), '^(0044|44)0?', '0')
  WHEN channel = 'post' THEN nullif('post:' || lower(regexp_replace(detail, '[^[:alnum:]]', '', 'g')), 'post:')
END;

ALTER TABLE person_contact ADD COLUMN detail_key text GENERATED ALWAYS AS (contact_key(channel, detail)) STORED;
CREATE INDEX person_contact_key ON person_contact (partnership_id, detail_key) WHERE detail_key IS NOT NULL;

ALTER TABLE person ADD COLUMN erased_at timestamptz;

CREATE TABLE person_import (
  partnership_id     uuid NOT NULL REFERENCES partnership,
  import_id          uuid NOT NULL,
  file_name          text NOT NULL,
  file_hash          bytea NOT NULL,
  state              smallint NOT NULL, -- 1 added, 2 refused
  imported_at        timestamptz NOT NULL,
  imported_by_id     uuid NOT NULL,
  rows               int NOT NULL,
  rows_with_problems int NOT NULL,
  people_added       int NOT NULL,
  left_out           text[] NOT NULL,   -- headers of columns that nothing was taken from
  PRIMARY KEY (partnership_id, import_id)
);
CREATE UNIQUE INDEX person_import_file ON person_import (partnership_id, file_hash) WHERE state = 1;
CALL make_tenant_table('person_import', 'SELECT, INSERT');

CREATE TABLE person_import_problem (
  partnership_id uuid NOT NULL,
  import_id      uuid NOT NULL,
  place          int NOT NULL,
  row            bigint NOT NULL,
  header         text NOT NULL,
  message        text NOT NULL,
  PRIMARY KEY (partnership_id, import_id, place),
  FOREIGN KEY (partnership_id, import_id) REFERENCES person_import
);
CALL make_tenant_table('person_import_problem', 'SELECT, INSERT');

CREATE TABLE person_import_row (
  partnership_id uuid NOT NULL,
  import_id      uuid NOT NULL,
  row            bigint NOT NULL,
  because        smallint NOT NULL, -- 1 the same way to reach them, 2 a name very alike
  resembles_id   uuid,              -- the person whom it resembles
  earlier_row    bigint,            -- or the row that waits too, until somebody has decided about that one
  held           bytea NOT NULL,    -- what the row says, as a message ImportedPerson
  PRIMARY KEY (partnership_id, import_id, row),
  FOREIGN KEY (partnership_id, import_id) REFERENCES person_import,
  FOREIGN KEY (partnership_id, resembles_id) REFERENCES person (partnership_id, person_id),
  CHECK (num_nonnulls(resembles_id, earlier_row) <= 1)
);
CREATE INDEX person_import_row_of_person ON person_import_row (partnership_id, resembles_id) WHERE resembles_id IS NOT NULL;
CALL make_tenant_table('person_import_row', 'SELECT, INSERT, UPDATE, DELETE');

-- Of what somebody did their name can be taken out, and nothing else changed.
CALL grant_table('account', 'DELETE', 'app');
CALL grant_table('provider_identity', 'DELETE', 'app');
CALL grant_table('agreement', 'DELETE', 'app');
CALL grant_table('project_change', 'UPDATE (changed_by)', 'app');
CALL grant_table('readiness', 'UPDATE (answered_by, recorded_by)', 'app');
CALL grant_table('flag_override', 'UPDATE (decided_by)', 'app');
CALL grant_table('ladder_rating', 'UPDATE (evidence)', 'app');
CALL grant_table('sitting', 'UPDATE (recorded_by)', 'app');
CALL grant_table('close_out_signature', 'UPDATE (signed_by, recorded_by)', 'app');
