-- Who: partnerships, their projects, and the accounts of people who work in them.
--
--   partnership      the tenant: one place's council, NHS and voluntary organisations
--   project          one piece of work in co-production
--   cycle_activity   what a project's Working Together for Change cycles have come to; kept by Review's events
--   account          somebody's sign-in and the person behind it; the same in every partnership
--   membership       the roles that a person holds in a partnership

CREATE TABLE partnership (
  partnership_id uuid PRIMARY KEY,
  name           text NOT NULL,
  created_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX partnership_name ON partnership (lower(name));
CALL make_tenant_table('partnership', 'SELECT, INSERT');

CREATE TABLE project (
  partnership_id uuid NOT NULL REFERENCES partnership,
  project_id     uuid NOT NULL,
  name           text NOT NULL,
  purpose        text NOT NULL,
  sponsor        text NOT NULL,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, project_id)
);
CREATE UNIQUE INDEX project_name ON project (partnership_id, lower(name));
CALL make_tenant_table('project', 'SELECT, INSERT');

CREATE TABLE cycle_activity (
  partnership_id uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  project_id     uuid NOT NULL,
  cycle_name     text NOT NULL,
  version        bigint NOT NULL, -- the cycle's version that these figures are of
  statements     bigint NOT NULL,
  held_back      bigint NOT NULL,
  themes         bigint NOT NULL,
  themes_ready   bigint NOT NULL,
  PRIMARY KEY (partnership_id, cycle_id)
);
CREATE INDEX cycle_activity_of_project ON cycle_activity (partnership_id, project_id, cycle_id DESC);
CALL make_tenant_table('cycle_activity', 'SELECT, INSERT, UPDATE');

CREATE TABLE account (
  person_id    uuid PRIMARY KEY,
  account_name text NOT NULL,
  display_name text NOT NULL
);
CREATE UNIQUE INDEX account_by_name ON account (lower(account_name));
COMMENT ON TABLE account IS 'no tenant: one person may work in several partnerships under one sign-in';
CALL grant_table('account', 'SELECT, INSERT, UPDATE', 'app');

CREATE TABLE membership (
  partnership_id uuid NOT NULL REFERENCES partnership,
  person_id      uuid NOT NULL REFERENCES account,
  roles          text[] NOT NULL,
  PRIMARY KEY (partnership_id, person_id)
);
CALL make_tenant_table('membership', 'SELECT, INSERT, UPDATE');

-- Whoever signs in has no partnership yet: this one question crosses partnerships, for one person at a time.
CREATE FUNCTION memberships_of(person uuid)
RETURNS TABLE (partnership_id uuid, partnership_name text, roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.partnership_id, p.name, m.roles
  FROM membership m JOIN partnership p ON p.partnership_id = m.partnership_id
  WHERE m.person_id = person ORDER BY p.name
$$;
REVOKE ALL ON FUNCTION memberships_of FROM PUBLIC;
DO $$ BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION memberships_of TO %I', current_setting('coproduction.app_role'));
END $$;
