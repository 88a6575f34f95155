-- What people affected by a project say to it, also those whom nobody knows, and what they are answered.
--
--   open_channel    a project's public address, where anybody who has its code can say something
--   voice_message   what somebody said; held back until a person has read it. No address, no browser, no name
--   voice_answer    what they were answered; a second time when they were not satisfied
--   place_key       of each day, what hashes of places are made with; thrown away soon, so that no hash can be led back to an address

CREATE TABLE open_channel (
  partnership_id uuid NOT NULL,
  project_id     uuid NOT NULL,
  code           text NOT NULL UNIQUE, -- random, without its dashes
  contact        text NOT NULL,
  help_now       text NOT NULL,
  answer_days    int NOT NULL,
  opened_on      date NOT NULL,
  closed_on      date,
  PRIMARY KEY (partnership_id, project_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CALL make_tenant_table('open_channel', 'SELECT, INSERT, UPDATE');

CREATE TABLE voice_message (
  partnership_id     uuid NOT NULL,
  message_id         uuid NOT NULL,
  project_id         uuid NOT NULL,
  kind               smallint NOT NULL, -- 1 saying, 2 challenge
  state              smallint NOT NULL, -- 1 held, 2 cleared, 3 set aside, 4 referred
  came_by            smallint NOT NULL, -- 1 channel, 2 signed in, 3 telephone, 4 letter, 5 in person
  about              text NOT NULL,     -- of a challenge, what is challenged
  words              text NOT NULL,
  rather             text NOT NULL,     -- of a challenge, what they would rather see
  decided_beforehand boolean NOT NULL,
  may_be_harm        boolean NOT NULL,  -- found when it came in; a hint, never a diagnosis
  group_id           uuid,              -- to which they say that they belong
  reply_to           text NOT NULL,     -- how they want to be answered
  said_by_id         uuid,              -- of somebody signed in
  receipt_hash       bytea UNIQUE,
  said_on            date NOT NULL,
  came_at            timestamptz NOT NULL,
  answer_by          date NOT NULL,     -- of the answer that is owed now, or was owed last
  is_answered        boolean NOT NULL DEFAULT false,
  outcome            smallint NOT NULL DEFAULT 0,    -- of the newest answer, as there
  was_late           boolean NOT NULL DEFAULT false, -- whether an answer came after its day
  not_satisfied_on   date,
  recorded_by_id     uuid,              -- who wrote it down for them
  settled_by_id      uuid,
  settled_by         text NOT NULL DEFAULT '',
  settled_at         timestamptz,
  because            text NOT NULL DEFAULT '', -- why it was set aside
  referred_to        text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, message_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, group_id) REFERENCES affected_group
);
CREATE INDEX voice_message_of_project ON voice_message (partnership_id, project_id, state, message_id DESC);
CREATE INDEX voice_message_of_person ON voice_message (partnership_id, said_by_id, message_id DESC) WHERE said_by_id IS NOT NULL;
CALL make_tenant_table('voice_message', 'SELECT, INSERT, UPDATE');

CREATE TABLE voice_answer (
  partnership_id uuid NOT NULL,
  message_id     uuid NOT NULL,
  round          smallint NOT NULL CHECK (round BETWEEN 1 AND 2),
  words          text NOT NULL,
  outcome        smallint NOT NULL, -- 0 of no challenge, 1 changed, 2 partly changed, 3 not changed
  promised_by    date NOT NULL,
  answered_on    date NOT NULL,
  answered_by_id uuid NOT NULL,
  answered_by    text NOT NULL,
  answered_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, message_id, round),
  FOREIGN KEY (partnership_id, message_id) REFERENCES voice_message
);
CALL make_tenant_table('voice_answer', 'SELECT, INSERT');

CREATE TABLE place_key (
  day date PRIMARY KEY,
  key bytea NOT NULL
);
COMMENT ON TABLE place_key IS 'no tenant: nobody is known yet where places are counted; random bytes';
CALL grant_table('place_key', 'SELECT, INSERT, DELETE', 'app');

-- Whoever says something, or asks what came of it, has no partnership: these two questions cross partnerships, each for one secret at a time.
CREATE FUNCTION open_channel_of(wanted text)
RETURNS TABLE (partnership_id uuid, project_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.partnership_id, c.project_id FROM open_channel c WHERE c.code = wanted
$$;

CREATE FUNCTION voice_message_of(hash bytea)
RETURNS TABLE (partnership_id uuid, message_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.partnership_id, m.message_id FROM voice_message m WHERE m.receipt_hash = hash
$$;

DO $$
DECLARE
  fn text;
BEGIN
  FOREACH fn IN ARRAY ARRAY['open_channel_of(text)', 'voice_message_of(bytea)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', fn, current_setting('coproduction.app_role'));
  END LOOP;
END $$;
