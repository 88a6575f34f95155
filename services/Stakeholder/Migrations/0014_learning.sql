-- What people want to learn and what they had, staff and experts by experience alike, and who stands by newcomers.
--
--   learning   one thing that somebody wants to learn or had; when it is wanted no longer it ends, and is not taken away
--   peer       somebody with a good experience of taking part who stands by a newcomer, from a day until another

CREATE TABLE learning (
  partnership_id uuid NOT NULL,
  learning_id    uuid NOT NULL,
  person_id      uuid NOT NULL,
  project_id     uuid,                     -- NULL: not for one project
  kind           text NOT NULL,            -- a code of kind learning
  wanted_on      date,                     -- NULL: it was offered, and nobody had to ask
  had_on         date,
  how_it_went    text NOT NULL DEFAULT '', -- in their own words, for them alone
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  ended_on       date,                     -- since when it is wanted no longer
  PRIMARY KEY (partnership_id, learning_id),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person,
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX learning_of_person ON learning (partnership_id, person_id, learning_id);
CREATE INDEX learning_of_project ON learning (partnership_id, project_id, person_id) WHERE project_id IS NOT NULL AND ended_on IS NULL;
CREATE UNIQUE INDEX learning_wanted_once ON learning (partnership_id, person_id, project_id, kind) NULLS NOT DISTINCT WHERE had_on IS NULL AND ended_on IS NULL;
CALL make_tenant_table('learning', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE peer (
  partnership_id uuid NOT NULL,
  pairing_id     uuid NOT NULL,
  newcomer_id    uuid NOT NULL,
  peer_id        uuid NOT NULL,
  project_id     uuid,          -- NULL: in everything
  from_on        date NOT NULL,
  until_on       date,
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, pairing_id),
  FOREIGN KEY (partnership_id, newcomer_id) REFERENCES person (partnership_id, person_id),
  FOREIGN KEY (partnership_id, peer_id) REFERENCES person (partnership_id, person_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX peer_of_newcomer ON peer (partnership_id, newcomer_id);
CREATE INDEX peer_of_peer ON peer (partnership_id, peer_id);
CREATE UNIQUE INDEX peer_once ON peer (partnership_id, newcomer_id, peer_id, project_id) NULLS NOT DISTINCT WHERE until_on IS NULL;
CALL make_tenant_table('peer', 'SELECT, INSERT, UPDATE, DELETE');

-- Who takes part in a project, by the person.
CREATE INDEX governing_member_person ON governing_member (partnership_id, project_id, person_id) WHERE person_id IS NOT NULL AND left_on IS NULL;

INSERT INTO person_choice (kind, place, code, words) VALUES
  ('learning', 1, 'induction', 'Induction: what this is about and how it works'),
  ('learning', 2, 'meetings', 'Taking part in meetings'),
  ('learning', 3, 'speaking-for-others', 'Speaking for a group, and not only for oneself'),
  ('learning', 4, 'chairing', 'Chairing a meeting'),
  ('learning', 5, 'assertiveness', 'Saying with confidence what one thinks'),
  ('learning', 6, 'it', 'Computers, email and telephone'),
  ('learning', 7, 'co-production', 'Co-production itself'),
  ('learning', 8, 'other', 'Something else');
