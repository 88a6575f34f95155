-- The tables that every module's database has, whatever it is about.
--
--   outbox    events of this module on their way out; a row goes when the bus has it safe
--   inbox     events of other modules, each once per consumer; applied and marked done in one transaction
--   request   the first answer to each request_id, so that a repeat gives it again
--   audit     who did what, to what, when and why; never changed
--
-- Three roles: the migrator owns everything and is used at start only; the app role works for one partnership at a time;
-- the relay role sees outbox, inbox and the age of requests, and no tenant's rows.

CREATE FUNCTION current_partnership() RETURNS uuid LANGUAGE sql STABLE
RETURN nullif(current_setting('coproduction.partnership_id', true), '')::uuid;

-- Makes a table a tenant's: rows of other partnerships do not exist for the app role.
CREATE PROCEDURE make_tenant_table(tbl regclass, privileges text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY tenant ON %s TO %I USING (partnership_id = (SELECT current_partnership())) WITH CHECK (partnership_id = (SELECT current_partnership()))',
                 tbl, current_setting('coproduction.app_role'));
  EXECUTE format('GRANT %s ON %s TO %I', privileges, tbl, current_setting('coproduction.app_role'));
END $$;

CREATE PROCEDURE grant_table(tbl regclass, privileges text, role text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT %s ON %s TO %I', privileges, tbl, current_setting('coproduction.' || role || '_role'));
END $$;

CREATE TABLE outbox (
  seq               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id          uuid NOT NULL,
  type              text NOT NULL,
  partnership_id    uuid NOT NULL,
  aggregate_id      uuid NOT NULL,
  aggregate_version bigint NOT NULL,
  traceparent       text,
  occurred_at       timestamptz NOT NULL,
  payload           bytea NOT NULL
);
CALL grant_table('outbox', 'INSERT', 'app');
CALL grant_table('outbox', 'SELECT, DELETE', 'relay');

CREATE TABLE inbox (
  event_id          uuid NOT NULL,
  consumer          text NOT NULL,
  type              text NOT NULL,
  partnership_id    uuid NOT NULL,
  aggregate_id      uuid NOT NULL,
  aggregate_version bigint NOT NULL,
  traceparent       text,
  occurred_at       timestamptz NOT NULL,
  payload           bytea NOT NULL,
  received_at       timestamptz NOT NULL,
  attempts          int NOT NULL DEFAULT 0,
  next_attempt_at   timestamptz NOT NULL,  -- infinity: given up until somebody redelivers it
  last_error        text,
  done_at           timestamptz,
  PRIMARY KEY (event_id, consumer)
);
CREATE INDEX inbox_due ON inbox (next_attempt_at) WHERE done_at IS NULL;
CALL grant_table('inbox', 'SELECT, UPDATE', 'app');
CALL grant_table('inbox', 'SELECT, INSERT, UPDATE, DELETE', 'relay');

-- Wakes whoever listens; what is to be done stands in the tables.
CREATE FUNCTION wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], '');
  RETURN NULL;
END $$;
CREATE TRIGGER wake AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake('outbox');
CREATE TRIGGER wake AFTER INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION wake('inbox');

CREATE TABLE request (
  partnership_id uuid NOT NULL,
  request_id     uuid NOT NULL,
  rpc            text NOT NULL,
  content_hash   bytea NOT NULL,
  response       bytea,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, request_id)
);
CREATE INDEX request_age ON request (created_at);
CALL make_tenant_table('request', 'SELECT, INSERT, UPDATE');
-- The relay may see how old a request is and take it away, and nothing else of it.
DO $$ BEGIN
  EXECUTE format('GRANT SELECT (created_at), DELETE ON request TO %I', current_setting('coproduction.relay_role'));
  EXECUTE format('CREATE POLICY housekeeping ON request TO %I USING (true)', current_setting('coproduction.relay_role'));
END $$;

CREATE TABLE audit (
  partnership_id uuid NOT NULL,
  audit_id       uuid NOT NULL,
  at             timestamptz NOT NULL,
  actor_id       uuid NOT NULL,
  action         text NOT NULL,
  target_kind    text NOT NULL,
  target_id      uuid NOT NULL,
  detail         text NOT NULL,  -- ids, numbers and decisions, never anybody's words
  PRIMARY KEY (partnership_id, audit_id)
);
CALL make_tenant_table('audit', 'SELECT, INSERT');
