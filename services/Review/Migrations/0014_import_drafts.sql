-- Files on their way into a cycle, kept for a day at most while somebody decides about them.
--
--   import_draft, import_draft_part   the file and its bytes, a megabyte at a time; what its columns are for, and what was found with that
--   import_draft_cell                 what cells say in the place of what the file says
--   column_memory                     what columns were for, by the headers of the file

CREATE TABLE import_draft (
  partnership_id uuid NOT NULL,
  draft_id       uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  file_name      text NOT NULL,
  file_hash      bytea NOT NULL,
  kept_at        timestamptz NOT NULL,
  headers        text[] NOT NULL DEFAULT '{}',
  uses           smallint[] NOT NULL DEFAULT '{}', -- ColumnUse of the contract, of the headers in order
  question       smallint NOT NULL DEFAULT 0,
  is_remembered  boolean NOT NULL DEFAULT false,
  checked        bytea,                            -- CheckImportFileResponse; null when something was decided since
  PRIMARY KEY (partnership_id, draft_id),
  FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle ON DELETE CASCADE
);
CREATE INDEX import_draft_by_age ON import_draft (kept_at);
CALL make_tenant_table('import_draft', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE import_draft_part (
  partnership_id uuid NOT NULL,
  draft_id       uuid NOT NULL,
  place          int NOT NULL,
  bytes          bytea NOT NULL,
  PRIMARY KEY (partnership_id, draft_id, place),
  FOREIGN KEY (partnership_id, draft_id) REFERENCES import_draft ON DELETE CASCADE
);
CALL make_tenant_table('import_draft_part', 'SELECT, INSERT');

CREATE TABLE import_draft_cell (
  partnership_id uuid NOT NULL,
  draft_id       uuid NOT NULL,
  row            bigint NOT NULL,
  header         text NOT NULL,
  cell           text NOT NULL,
  PRIMARY KEY (partnership_id, draft_id, row, header),
  FOREIGN KEY (partnership_id, draft_id) REFERENCES import_draft ON DELETE CASCADE
);
CALL make_tenant_table('import_draft_cell', 'SELECT, INSERT, UPDATE');

CREATE TABLE column_memory (
  partnership_id uuid NOT NULL,
  headers_hash   bytea NOT NULL, -- SHA-256 of all headers in order
  headers        text[] NOT NULL,
  uses           smallint[] NOT NULL,
  question       smallint NOT NULL,
  PRIMARY KEY (partnership_id, headers_hash)
);
CALL make_tenant_table('column_memory', 'SELECT, INSERT, UPDATE');

-- Of all partnerships: what somebody left lying goes after a day.
CREATE FUNCTION forget_import_drafts(before timestamptz)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM import_draft WHERE kept_at < before
$$;
REVOKE ALL ON FUNCTION forget_import_drafts(timestamptz) FROM PUBLIC;
DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION forget_import_drafts(timestamptz) TO %I', current_setting('coproduction.app_role')); END $$;
