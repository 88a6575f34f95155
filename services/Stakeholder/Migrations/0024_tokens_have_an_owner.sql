-- A program's token belongs to somebody who looks after the partnership, and ends with that.

ALTER TABLE api_token
  ADD COLUMN owner_id      uuid, -- who made it, or has taken it over since
  ADD COLUMN taken_over_at timestamptz,
  ADD COLUMN ended_at      timestamptz, -- with its owner's role
  ADD COLUMN last_used_on  date,
  ADD COLUMN warned_at     timestamptz; -- its owner was told by email that it runs out

UPDATE api_token SET owner_id = created_by_id;
ALTER TABLE api_token ALTER COLUMN owner_id SET NOT NULL;
CREATE INDEX api_token_of_owner ON api_token (partnership_id, owner_id);
CREATE INDEX api_token_that_runs_out ON api_token (expires_at) WHERE warned_at IS NULL AND revoked_at IS NULL AND ended_at IS NULL;

-- Those whose makers had gone before this.
UPDATE api_token t SET ended_at = now()
WHERE t.revoked_at IS NULL AND t.expires_at > now()
  AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.partnership_id = t.partnership_id AND m.person_id = t.owner_id AND 'administrator' = ANY (m.roles));

DROP FUNCTION api_token_of(bytea);

-- With the roles that its owner has at this moment: whatever took them away, the token is refused from then on.
CREATE FUNCTION api_token_of(hash bytea)
RETURNS TABLE (partnership_id uuid, token_id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz, revoked_at timestamptz,
  ended_at timestamptz, last_used_on text, owner_id uuid, owner_roles text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.partnership_id, t.token_id, t.name, t.scopes, t.created_at, t.expires_at, t.revoked_at, t.ended_at, to_char(t.last_used_on, 'YYYY-MM-DD'), t.owner_id,
    coalesce((SELECT m.roles FROM membership m WHERE m.partnership_id = t.partnership_id AND m.person_id = t.owner_id), '{}')
  FROM api_token t WHERE t.secret_hash = hash
$$;

-- Which tokens run out before long and whose owners have not been told; of all partnerships, and nothing else of them.
CREATE FUNCTION api_tokens_that_run_out(now timestamptz, until timestamptz)
RETURNS TABLE (partnership_id uuid, token_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.partnership_id, t.token_id FROM api_token t
  WHERE t.warned_at IS NULL AND t.revoked_at IS NULL AND t.ended_at IS NULL AND t.expires_at > now AND t.expires_at <= until
  ORDER BY t.expires_at LIMIT 100
$$;

DO $$
DECLARE
  fn text;
BEGIN
  FOREACH fn IN ARRAY ARRAY['api_token_of(bytea)', 'api_tokens_that_run_out(timestamptz, timestamptz)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', fn, current_setting('coproduction.app_role'));
  END LOOP;
END $$;
