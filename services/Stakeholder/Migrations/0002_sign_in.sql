-- Signing in, and what each person may do where.
--
--   account             more of a sign-in: email, password, whether its person may set up partnerships
--   session             who is signed in, under the hash of the cookie's secret
--   device              browsers that have signed in before: others' wrong tries do not count against them
--   sign_in_failure     how many wrong tries came from a place in the last quarter of an hour
--   one_time_secret     links and recovery codes that sign somebody in once, as hashes
--   provider_identity   whom an OpenID Connect provider knows under which name
--   project_membership  roles in single projects
--   support             who acts for whom, in what
--   agreement           what somebody has said yes to
--   api_token           programs' ways in, as hashes

ALTER TABLE account
  ADD COLUMN email             text,
  ADD COLUMN password_hash     text,
  ADD COLUMN must_set_password boolean NOT NULL DEFAULT true,
  ADD COLUMN operator          boolean NOT NULL DEFAULT false,
  ADD COLUMN demo              boolean NOT NULL DEFAULT false,
  ADD COLUMN made_by_id        uuid, -- the partnership that handed the first link over, and so knows who has it
  ADD COLUMN last_signed_in_at timestamptz;

CREATE TABLE session (
  secret_hash       bytea PRIMARY KEY,
  person_id         uuid NOT NULL REFERENCES account,
  partnership_id    uuid,
  started_at        timestamptz NOT NULL,
  seen_at           timestamptz NOT NULL,
  may_set_password  boolean NOT NULL -- came by a link or a one-time password: the old password is not asked
);
CREATE INDEX session_of_person ON session (person_id);
COMMENT ON TABLE session IS 'no tenant: somebody is signed in before they choose a partnership; looked up by a secret''s hash only';
CALL grant_table('session', 'SELECT, INSERT, UPDATE, DELETE', 'app');

CREATE TABLE device (
  secret_hash bytea PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES account,
  seen_at     timestamptz NOT NULL
);
CREATE INDEX device_of_person ON device (person_id);
COMMENT ON TABLE device IS 'no tenant: belongs to a sign-in, which several partnerships may share';
CALL grant_table('device', 'SELECT, INSERT, UPDATE, DELETE', 'app');

CREATE TABLE sign_in_failure (
  place_hash bytea PRIMARY KEY,
  since      timestamptz NOT NULL,
  failures   int NOT NULL
);
CREATE INDEX sign_in_failure_age ON sign_in_failure (since);
COMMENT ON TABLE sign_in_failure IS 'no tenant: nobody is signed in yet; places are hashes';
CALL grant_table('sign_in_failure', 'SELECT, INSERT, UPDATE, DELETE', 'app');

CREATE TABLE one_time_secret (
  secret_hash bytea PRIMARY KEY,
  person_id   uuid NOT NULL REFERENCES account,
  kind        smallint NOT NULL, -- 1 link, 2 recovery code
  expires_at  timestamptz NOT NULL
);
CREATE INDEX one_time_secret_of_person ON one_time_secret (person_id, kind);
COMMENT ON TABLE one_time_secret IS 'no tenant: belongs to a sign-in, which several partnerships may share';
CALL grant_table('one_time_secret', 'SELECT, INSERT, DELETE', 'app');

CREATE TABLE provider_identity (
  issuer    text NOT NULL,
  subject   text NOT NULL,
  person_id uuid NOT NULL REFERENCES account,
  PRIMARY KEY (issuer, subject)
);
COMMENT ON TABLE provider_identity IS 'no tenant: belongs to a sign-in, which several partnerships may share';
CALL grant_table('provider_identity', 'SELECT, INSERT', 'app');

CREATE TABLE project_membership (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  project_id     uuid NOT NULL,
  roles          text[] NOT NULL,
  PRIMARY KEY (partnership_id, person_id, project_id),
  FOREIGN KEY (partnership_id, person_id) REFERENCES membership ON DELETE CASCADE,
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CALL make_tenant_table('project_membership', 'SELECT, INSERT, DELETE');

CREATE TABLE support (
  partnership_id uuid NOT NULL,
  supporter_id   uuid NOT NULL,
  person_id      uuid NOT NULL,
  scopes         text[] NOT NULL,
  PRIMARY KEY (partnership_id, supporter_id, person_id),
  FOREIGN KEY (partnership_id, supporter_id) REFERENCES membership (partnership_id, person_id) ON DELETE CASCADE,
  FOREIGN KEY (partnership_id, person_id) REFERENCES membership ON DELETE CASCADE
);
CALL make_tenant_table('support', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE agreement (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  kind           text NOT NULL,
  agreed_at      timestamptz NOT NULL,
  withdrawn_at   timestamptz,
  PRIMARY KEY (partnership_id, person_id, kind)
);
CALL make_tenant_table('agreement', 'SELECT, INSERT, UPDATE');

CREATE TABLE api_token (
  partnership_id uuid NOT NULL REFERENCES partnership,
  token_id       uuid NOT NULL,
  name           text NOT NULL,
  scopes         text[] NOT NULL,
  secret_hash    bytea NOT NULL UNIQUE,
  created_at     timestamptz NOT NULL,
  created_by_id  uuid NOT NULL,
  expires_at     timestamptz NOT NULL,
  revoked_at     timestamptz,
  PRIMARY KEY (partnership_id, token_id)
);
CALL make_tenant_table('api_token', 'SELECT, INSERT, UPDATE');

-- Who has looked at the list of people concerns each of them.
CREATE INDEX audit_of_lists ON audit (partnership_id, at, audit_id) WHERE action = 'person.list';

DO $$ BEGIN
  EXECUTE format('GRANT DELETE ON membership TO %I', current_setting('coproduction.app_role'));
END $$;

DROP FUNCTION memberships_of(uuid);

-- Whoever signs in has no partnership yet: these questions cross partnerships, each for one person, or one secret, at a time.
CREATE FUNCTION memberships_of(person uuid)
RETURNS TABLE (partnership_id uuid, partnership_name text, roles text[], projects jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.partnership_id, p.name, m.roles,
    (SELECT coalesce(jsonb_object_agg(pm.project_id, to_jsonb(pm.roles)), '{}') FROM project_membership pm
     WHERE pm.partnership_id = m.partnership_id AND pm.person_id = m.person_id)
  FROM membership m JOIN partnership p ON p.partnership_id = m.partnership_id
  WHERE m.person_id = person ORDER BY p.name
$$;

-- Whether somebody has roles in a partnership other than this one; not in which.
CREATE FUNCTION works_elsewhere(person uuid, here uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = person AND m.partnership_id <> here)
$$;

CREATE FUNCTION api_token_of(hash bytea)
RETURNS TABLE (partnership_id uuid, token_id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.partnership_id, t.token_id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at FROM api_token t WHERE t.secret_hash = hash
$$;

-- For a provider that says where somebody works by a partnership's name.
CREATE FUNCTION partnership_named(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.partnership_id FROM partnership p WHERE lower(p.name) = lower(wanted)
$$;

DO $$
DECLARE
  fn text;
BEGIN
  FOREACH fn IN ARRAY ARRAY['memberships_of(uuid)', 'works_elsewhere(uuid, uuid)', 'api_token_of(bytea)', 'partnership_named(text)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', fn, current_setting('coproduction.app_role'));
  END LOOP;
END $$;
