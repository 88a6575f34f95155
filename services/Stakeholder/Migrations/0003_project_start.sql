-- How a project starts, before anybody is asked.
--
--   project            more of it: who answers for it, when, how; counts up with each change of it or of anything below it
--   project_change     who changed which parts of a project when: what the second of two editors is told
--   project_link       projects that belong together, a row for each direction
--   method             ways of working, the same list everywhere
--   readiness          somebody's answers to whether the partnership is ready; a new row each time, the newest counts
--   readiness_answer   one answer
--   outcome            what people hope for, and who proposed it
--   known_before       what is known from earlier work, so that nobody has to tell their story again

ALTER TABLE project
  ADD COLUMN responsible        text NOT NULL DEFAULT '',
  ADD COLUMN budget_heading     text NOT NULL DEFAULT '',
  ADD COLUMN starts_on          date,
  ADD COLUMN ends_on            date,
  ADD COLUMN methods            text[] NOT NULL DEFAULT '{}',
  ADD COLUMN other_method       text NOT NULL DEFAULT '',
  ADD COLUMN level              smallint NOT NULL DEFAULT 0, -- 0 not said, 1 strategic, 2 service, 3 individual
  ADD COLUMN unintended_welcome smallint NOT NULL DEFAULT 0, -- 0 not said, 1 yes, 2 no, 3 not sure
  ADD COLUMN blank_start        boolean NOT NULL DEFAULT false,
  ADD COLUMN version            bigint NOT NULL DEFAULT 1;
CALL grant_table('project', 'UPDATE', 'app');

CREATE TABLE project_change (
  partnership_id uuid NOT NULL,
  project_id     uuid NOT NULL,
  version        bigint NOT NULL, -- the project's after the change
  parts          text[] NOT NULL,
  changed_by_id  uuid NOT NULL,
  changed_by     text NOT NULL,
  changed_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, project_id, version),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CALL make_tenant_table('project_change', 'SELECT, INSERT');

CREATE TABLE project_link (
  partnership_id    uuid NOT NULL,
  project_id        uuid NOT NULL,
  linked_project_id uuid NOT NULL,
  linked_at         timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, project_id, linked_project_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, linked_project_id) REFERENCES project
);
CALL make_tenant_table('project_link', 'SELECT, INSERT, DELETE');

CREATE TABLE method (
  code  text PRIMARY KEY,
  name  text NOT NULL,
  place int NOT NULL -- where it stands in the list
);
COMMENT ON TABLE method IS 'no tenant: ways of working that every partnership chooses from; says nothing of any';
CALL grant_table('method', 'SELECT', 'app');
INSERT INTO method (code, name, place) VALUES
  ('wtfc', 'Working Together for Change', 1),
  ('working_group', 'Working group', 2),
  ('enquiry_group', 'Enquiry group', 3),
  ('survey', 'Survey', 4),
  ('peer_research', 'Peer research', 5),
  ('other', 'Something else', 6);

CREATE TABLE readiness (
  partnership_id uuid NOT NULL,
  readiness_id   uuid NOT NULL,
  project_id     uuid NOT NULL,
  answered_by    text NOT NULL, -- the sponsor, by name
  answered_on    date NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_by    text NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, readiness_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX readiness_of_project ON readiness (partnership_id, project_id, readiness_id DESC);
CALL make_tenant_table('readiness', 'SELECT, INSERT');

CREATE TABLE readiness_answer (
  partnership_id uuid NOT NULL,
  readiness_id   uuid NOT NULL,
  question       text NOT NULL,
  answer         smallint NOT NULL, -- 1 yes, 2 no, 3 not sure
  note           text NOT NULL,
  PRIMARY KEY (partnership_id, readiness_id, question),
  FOREIGN KEY (partnership_id, readiness_id) REFERENCES readiness
);
CALL make_tenant_table('readiness_answer', 'SELECT, INSERT');

CREATE TABLE outcome (
  partnership_id uuid NOT NULL,
  outcome_id     uuid NOT NULL,
  project_id     uuid NOT NULL,
  words          text NOT NULL,
  proposed_by    smallint NOT NULL, -- 1 people with lived experience, 2 carers, 3 staff, 4 together
  proposed_on    date NOT NULL,
  ended_on       date,
  PRIMARY KEY (partnership_id, outcome_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX outcome_of_project ON outcome (partnership_id, project_id, outcome_id);
CALL make_tenant_table('outcome', 'SELECT, INSERT, UPDATE');

CREATE TABLE known_before (
  partnership_id uuid NOT NULL,
  known_id       uuid NOT NULL,
  project_id     uuid NOT NULL,
  words          text NOT NULL,
  source         text NOT NULL,
  consent        smallint NOT NULL, -- whether those who said it agree that it is used again: 1 yes, 2 no, 3 not sure
  added_at       timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, known_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX known_before_of_project ON known_before (partnership_id, project_id, known_id);
CALL make_tenant_table('known_before', 'SELECT, INSERT, DELETE');
