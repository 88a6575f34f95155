-- Whom a project affects, and somebody else's look whether nobody is missing.
--
--   affected_group    a group in one of the seven categories; it ends, and is never taken away
--   empty_category    a category in which there is nobody, because
--   verification      somebody else's finding, one for each time that they looked
--
-- A round lasts until somebody finds the groups complete. Whoever named a group in a round does not verify it.

ALTER TABLE project ADD COLUMN groups_round int NOT NULL DEFAULT 1;

CREATE TABLE affected_group (
  partnership_id uuid NOT NULL,
  group_id       uuid NOT NULL,
  project_id     uuid NOT NULL,
  category       smallint NOT NULL, -- 1 receive the outcome, 2 positively affected, 3 negatively affected, 4 secondary, 5 staff who use, 6 staff who maintain, 7 project team
  name           text NOT NULL,     -- in the group's own preferred words
  effect         smallint NOT NULL, -- 1 positive, 2 negative, 3 both
  reach          smallint NOT NULL, -- 1 direct, 2 indirect
  estimated_size int,               -- people, where somebody has an idea
  seldom_heard   text NOT NULL,     -- which seldom-heard people they are; empty: they are not
  round          int NOT NULL,      -- in which it was named, or opened again
  named_by_id    uuid NOT NULL,     -- who did that
  named_at       timestamptz NOT NULL,
  ended_on       date,
  ended_because  text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, group_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX affected_group_of_project ON affected_group (partnership_id, project_id, category, group_id);
CREATE UNIQUE INDEX affected_group_name ON affected_group (partnership_id, project_id, category, lower(name)) WHERE ended_on IS NULL;
CALL make_tenant_table('affected_group', 'SELECT, INSERT, UPDATE');

CREATE TABLE empty_category (
  partnership_id uuid NOT NULL,
  project_id     uuid NOT NULL,
  category       smallint NOT NULL,
  because        text NOT NULL,
  said_by        text NOT NULL,
  said_at        timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, project_id, category),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CALL make_tenant_table('empty_category', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE verification (
  partnership_id  uuid NOT NULL,
  verification_id uuid NOT NULL,
  project_id      uuid NOT NULL,
  complete        boolean NOT NULL,
  missing         text NOT NULL, -- which groups, when some are
  verified_by_id  uuid NOT NULL,
  verified_by     text NOT NULL,
  verified_at     timestamptz NOT NULL,
  reopened_at     timestamptz, -- when a group was named, or opened again, afterwards
  PRIMARY KEY (partnership_id, verification_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX verification_of_project ON verification (partnership_id, project_id, verification_id DESC);
CALL make_tenant_table('verification', 'SELECT, INSERT, UPDATE');
