-- The audit says for whom and why as well, and a chain of hashes for each partnership shows whether anybody has changed it afterwards.
--
--   audit_waiting  entries without a seal; written with the entry, so none is missed however late its transaction commits
--   audit_seal     the chain: each hash is over the one before and every column of its entry
--
-- Writers never wait for the chain: seal_audit() adds to it afterwards, in the order in which entries were written.

ALTER TABLE audit
  ADD for_person_id uuid,                    -- whom it concerns, when that is a person
  ADD reason        text NOT NULL DEFAULT ''; -- why, where the person was asked

CREATE INDEX audit_newest ON audit (partnership_id, at, audit_id);
CREATE INDEX audit_for_person ON audit (partnership_id, for_person_id, at, audit_id) WHERE for_person_id IS NOT NULL;

CREATE TABLE audit_seal (
  partnership_id uuid NOT NULL,
  seq            bigint NOT NULL,  -- 1, 2, 3, … within the partnership
  audit_id       uuid NOT NULL,
  hash           bytea NOT NULL,
  sealed_at      timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, seq),
  UNIQUE (partnership_id, audit_id)
);
CALL make_tenant_table('audit_seal', 'SELECT');

CREATE TABLE audit_waiting (
  place          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partnership_id uuid NOT NULL,
  audit_id       uuid NOT NULL,
  since          timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE audit_waiting IS 'no tenant: entries of all partnerships wait in one queue for their seal; ids only, and no role that runs reaches it';
INSERT INTO audit_waiting (partnership_id, audit_id) SELECT partnership_id, audit_id FROM audit ORDER BY at, audit_id;

CREATE FUNCTION audit_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_waiting (partnership_id, audit_id) SELECT partnership_id, audit_id FROM added;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION audit_waits FROM PUBLIC;
CREATE TRIGGER wait_for_seal AFTER INSERT ON audit REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_waits();

-- The owner of the tables is refused too, and with it seal_audit().
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = format('%s is only ever added to', TG_TABLE_NAME);
END $$;
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One value in what is hashed: 0 for null; else 1, its length and its bytes. So no two rows read the same.
CREATE FUNCTION audit_field(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE
RETURN CASE WHEN value IS NULL THEN '\x00'::bytea ELSE '\x01'::bytea || int4send(length(value)) || value END;

CREATE FUNCTION audit_hash(previous bytea, sealed_at timestamptz, entry audit) RETURNS bytea LANGUAGE sql IMMUTABLE
RETURN sha256(
  audit_field(previous) || audit_field(timestamptz_send(sealed_at)) ||
  audit_field(uuid_send(entry.partnership_id)) || audit_field(uuid_send(entry.audit_id)) || audit_field(timestamptz_send(entry.at)) ||
  audit_field(uuid_send(entry.actor_id)) || audit_field(convert_to(entry.action, 'UTF8')) ||
  audit_field(convert_to(entry.target_kind, 'UTF8')) || audit_field(uuid_send(entry.target_id)) || audit_field(convert_to(entry.detail, 'UTF8')) ||
  audit_field(uuid_send(entry.for_person_id)) || audit_field(convert_to(entry.reason, 'UTF8')));

-- Seals up to so many waiting entries and gives their number; nothing while somebody else seals. It shows nobody's rows.
CREATE FUNCTION seal_audit(most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET row_security = off AS $$
DECLARE
  waiting  record;
  last     audit_seal;
  moment   timestamptz := clock_timestamp();
  sealed   int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(x'5365616C'::int) THEN -- "Seal"
    RETURN 0;
  END IF;
  FOR waiting IN
    SELECT w.place, a AS entry FROM audit_waiting w JOIN audit a USING (partnership_id, audit_id) ORDER BY w.place LIMIT most
  LOOP
    SELECT * INTO last FROM audit_seal s WHERE s.partnership_id = (waiting.entry).partnership_id ORDER BY s.seq DESC LIMIT 1;
    INSERT INTO audit_seal (partnership_id, seq, audit_id, hash, sealed_at)
    VALUES ((waiting.entry).partnership_id, coalesce(last.seq, 0) + 1, (waiting.entry).audit_id, audit_hash(coalesce(last.hash, ''), moment, waiting.entry), moment);
    DELETE FROM audit_waiting w WHERE w.place = waiting.place;
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;
REVOKE ALL ON FUNCTION seal_audit FROM PUBLIC;
DO $$ BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION seal_audit TO %I', current_setting('coproduction.relay_role'));
END $$;
