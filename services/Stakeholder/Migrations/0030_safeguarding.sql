-- Harm that somebody's words may tell of, and the people who answer for it.
--
--   responder       hours of members with the role "responder"; the role itself is theirs in membership
--   response_time   within how long somebody looks, where a partnership has said so itself
--   concern         what may be harm, where its words are, by when somebody looks, and when somebody is told next
--   concern_event   what happened with it and who did it

CREATE TABLE responder (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  is_lead        boolean NOT NULL,
  days           smallint[] NOT NULL, -- ISO weekdays; none: every day
  from_time      time,                -- of the United Kingdom; null: round the clock
  until_time     time,
  PRIMARY KEY (partnership_id, person_id)
);
CALL make_tenant_table('responder', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE response_time (
  partnership_id uuid NOT NULL,
  kind           smallint NOT NULL, -- HarmKind of the contract
  minutes        int NOT NULL,
  PRIMARY KEY (partnership_id, kind)
);
CALL make_tenant_table('response_time', 'SELECT, INSERT, UPDATE');

CREATE TABLE concern (
  partnership_id uuid NOT NULL,
  concern_id     uuid NOT NULL,
  kind           smallint NOT NULL, -- HarmKind of the contract
  state          smallint NOT NULL, -- 1 new, 2 taken, 3 closed
  project_id     uuid NOT NULL,
  statement_id   uuid,              -- in Review, where its words are
  message_id     uuid,
  about          text NOT NULL DEFAULT '', -- of a message, as it was said: others may redact theirs meanwhile
  words          text NOT NULL DEFAULT '',
  rather         text NOT NULL DEFAULT '',
  raised_at      timestamptz NOT NULL,
  due_at         timestamptz,       -- null when closed
  tell_at        timestamptz,       -- when responders are told next; null when there is nothing to tell
  taken_by_id    uuid,
  taken_by       text NOT NULL DEFAULT '',
  events         int NOT NULL,      -- how many; the last one's place
  version        int NOT NULL DEFAULT 1, -- counts what responders do
  told_words     text NOT NULL DEFAULT '', -- to the person who wrote
  PRIMARY KEY (partnership_id, concern_id),
  UNIQUE (partnership_id, statement_id),
  UNIQUE (partnership_id, message_id),
  FOREIGN KEY (partnership_id, message_id) REFERENCES voice_message,
  CHECK (statement_id IS NULL OR message_id IS NULL)
);
CREATE INDEX concern_open ON concern (partnership_id, due_at, concern_id) WHERE state <> 3;
CREATE INDEX concern_closed ON concern (partnership_id, raised_at DESC, concern_id) WHERE state = 3;
CREATE INDEX concern_to_tell ON concern (tell_at) WHERE tell_at IS NOT NULL;
CALL make_tenant_table('concern', 'SELECT, INSERT, UPDATE');

CREATE TABLE concern_event (
  partnership_id uuid NOT NULL,
  concern_id     uuid NOT NULL,
  place          int NOT NULL,
  step           smallint NOT NULL, -- ConcernStep of the contract
  at             timestamptz NOT NULL,
  done_by_id     uuid,
  done_by        text NOT NULL DEFAULT '',
  words          text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, concern_id, place),
  FOREIGN KEY (partnership_id, concern_id) REFERENCES concern
);
CALL make_tenant_table('concern_event', 'SELECT, INSERT, UPDATE');

ALTER TABLE voice_message ALTER COLUMN referred_to SET DEFAULT '';

-- Messages that may be about harm and still wait become concerns: as urgent as any, for nobody knows which kind.
WITH waiting AS (
  INSERT INTO concern (partnership_id, concern_id, kind, state, project_id, message_id, about, words, rather, raised_at, due_at, tell_at, events)
  SELECT partnership_id, gen_random_uuid(), 0, 1, project_id, message_id, about, words, rather, came_at, came_at + interval '1 hour', came_at, 1
  FROM voice_message WHERE state = 1 AND may_be_harm
  RETURNING partnership_id, concern_id, raised_at)
INSERT INTO concern_event (partnership_id, concern_id, place, step, at) SELECT partnership_id, concern_id, 1, 1, raised_at FROM waiting;

-- In which partnerships somebody is to be told now; nothing else of them.
CREATE FUNCTION partnerships_with_concerns_to_tell(now timestamptz)
RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT partnership_id FROM concern WHERE tell_at <= now LIMIT 100
$$;
REVOKE ALL ON FUNCTION partnerships_with_concerns_to_tell(timestamptz) FROM PUBLIC;
DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION partnerships_with_concerns_to_tell(timestamptz) TO %I', current_setting('coproduction.app_role')); END $$;
