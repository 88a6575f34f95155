-- How a project looks at itself while it runs and when it ends.
--
--   project.closed_on    since when it is closed; what is recorded stays readable
--   ladder_rating        where one person saw the project on the ladder of co-production; a person's newest of a level counts, the rest is history
--   sitting              a group's self-assessment on one day
--   sitting_score        its score of one statement
--   checkpoint           a look back while the project runs
--   close_out            the joint review; a new one after the project was opened again
--   close_out_signature  one side's verdict on one version of it; the newest of a side counts
--   story                a lesson or good news, and whether others may hear of it

ALTER TABLE project ADD COLUMN closed_on date;

CREATE TABLE ladder_rating (
  partnership_id uuid NOT NULL,
  rating_id      uuid NOT NULL,
  project_id     uuid NOT NULL,
  rater          text NOT NULL,     -- whose newest counts: the id of whoever rated, or the name under which somebody wrote it down for them
  on_behalf_of   text NOT NULL,     -- that name; empty: their own
  level          smallint NOT NULL, -- 1 strategic, 2 service, 3 individual
  rung           smallint NOT NULL CHECK (rung BETWEEN 1 AND 7),
  perspective    smallint NOT NULL, -- 1 lived experience, 2 carer, 3 staff, 4 other
  evidence       text NOT NULL,
  rated_on       date NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, rating_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX ladder_rating_of_project ON ladder_rating (partnership_id, project_id, rated_on DESC, rating_id DESC);
CALL make_tenant_table('ladder_rating', 'SELECT, INSERT');

CREATE TABLE sitting (
  partnership_id   uuid NOT NULL,
  sitting_id       uuid NOT NULL,
  project_id       uuid NOT NULL,
  held_on          date NOT NULL,
  lived_experience int NOT NULL, -- how many of each were there
  carers           int NOT NULL,
  staff            int NOT NULL,
  others           int NOT NULL,
  recorded_by_id   uuid NOT NULL,
  recorded_by      text NOT NULL,
  recorded_at      timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, sitting_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX sitting_of_project ON sitting (partnership_id, project_id, held_on DESC, sitting_id DESC);
CALL make_tenant_table('sitting', 'SELECT, INSERT');

CREATE TABLE sitting_score (
  partnership_id uuid NOT NULL,
  sitting_id     uuid NOT NULL,
  statement      text NOT NULL,
  score          smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
  note           text NOT NULL,
  PRIMARY KEY (partnership_id, sitting_id, statement),
  FOREIGN KEY (partnership_id, sitting_id) REFERENCES sitting
);
CALL make_tenant_table('sitting_score', 'SELECT, INSERT');

CREATE TABLE checkpoint (
  partnership_id uuid NOT NULL,
  checkpoint_id  uuid NOT NULL,
  project_id     uuid NOT NULL,
  held_on        date NOT NULL,
  reviewed_by    text NOT NULL,
  goes_well      text NOT NULL,
  less_well      text NOT NULL,
  to_change      text NOT NULL,
  next_on        date,
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, checkpoint_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX checkpoint_of_project ON checkpoint (partnership_id, project_id, held_on DESC, checkpoint_id DESC);
CALL make_tenant_table('checkpoint', 'SELECT, INSERT');

CREATE TABLE close_out (
  partnership_id   uuid NOT NULL,
  close_out_id     uuid NOT NULL,
  project_id       uuid NOT NULL,
  version          int NOT NULL, -- of the words: whoever signed another version signs again
  went_well        text NOT NULL,
  less_well        text NOT NULL,
  do_better        text NOT NULL,
  written_by_id    uuid NOT NULL,
  written_by       text NOT NULL,
  written_at       timestamptz NOT NULL,
  closed_on        date,
  reopened_on      date,
  reopened_by      text NOT NULL DEFAULT '',
  reopened_because text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, close_out_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX close_out_of_project ON close_out (partnership_id, project_id, close_out_id DESC);
CREATE UNIQUE INDEX close_out_open ON close_out (partnership_id, project_id) WHERE reopened_on IS NULL;
CALL make_tenant_table('close_out', 'SELECT, INSERT, UPDATE');

CREATE TABLE close_out_signature (
  partnership_id uuid NOT NULL,
  signature_id   uuid NOT NULL,
  close_out_id   uuid NOT NULL,
  version        int NOT NULL,
  side           smallint NOT NULL, -- 1 management, 2 experts by experience
  verdict        smallint NOT NULL, -- 1 throughout, 2 intended, 3 some elements, 4 not
  signed_by      text NOT NULL,
  words          text NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_by    text NOT NULL,
  signed_at      timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, signature_id),
  FOREIGN KEY (partnership_id, close_out_id) REFERENCES close_out
);
CREATE INDEX close_out_signature_of_close_out ON close_out_signature (partnership_id, close_out_id, side, signature_id DESC);
CALL make_tenant_table('close_out_signature', 'SELECT, INSERT');

CREATE TABLE story (
  partnership_id uuid NOT NULL,
  story_id       uuid NOT NULL,
  project_id     uuid NOT NULL,
  kind           smallint NOT NULL, -- 1 lesson, 2 good news
  title          text NOT NULL,
  words          text NOT NULL,
  may_share      boolean NOT NULL,
  agreed_by      text NOT NULL,
  added_at       timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, story_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX story_of_project ON story (partnership_id, project_id, story_id);
CALL make_tenant_table('story', 'SELECT, INSERT, DELETE');
