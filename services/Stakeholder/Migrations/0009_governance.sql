-- How a project is run: who answers for what, its governing groups, and the terms that each of them works by.
--
--   governance          who is accountable for what, one row for each project of which anything is said
--   governing_group     a board, a steering group, ...; it ends, and is never taken away
--   governing_member    somebody in a group; they leave, and are never taken away
--   terms               a version of a group's terms of reference: a draft until everybody has agreed
--   terms_agreement     one member's yes, or the accountable person's, to the words as they were then

CREATE TABLE governance (
  partnership_id      uuid NOT NULL,
  project_id          uuid NOT NULL,
  accountable_success text NOT NULL,
  accountable_money   text NOT NULL,
  kept_up             text NOT NULL, -- how co-production is kept up
  PRIMARY KEY (partnership_id, project_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CALL make_tenant_table('governance', 'SELECT, INSERT, UPDATE');

CREATE TABLE governing_group (
  partnership_id     uuid NOT NULL,
  governing_group_id uuid NOT NULL,
  project_id         uuid NOT NULL,
  parent_id          uuid,              -- the group that it reports to
  kind               smallint NOT NULL, -- 1 board, 2 steering group, 3 overview group, 4 working group, 5 other
  name               text NOT NULL,
  purpose            text NOT NULL,
  reporting          text NOT NULL,     -- how it reports to others and talks with them
  lived_role         smallint NOT NULL, -- what people with lived experience do in it: 1 decide, 2 influence, 3 are not in it
  seats              int NOT NULL,
  lived_seats        int NOT NULL CHECK (lived_seats BETWEEN 0 AND seats),
  ended_on           date,
  ended_because      text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, governing_group_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, parent_id) REFERENCES governing_group
);
CREATE INDEX governing_group_of_project ON governing_group (partnership_id, project_id, governing_group_id);
CREATE UNIQUE INDEX governing_group_name ON governing_group (partnership_id, project_id, lower(name)) WHERE ended_on IS NULL;
CALL make_tenant_table('governing_group', 'SELECT, INSERT, UPDATE');

CREATE TABLE governing_member (
  partnership_id     uuid NOT NULL,
  member_id          uuid NOT NULL,
  project_id         uuid NOT NULL,
  governing_group_id uuid NOT NULL,
  person_id          uuid,              -- where they are known as a person
  name               text NOT NULL,
  perspective        smallint NOT NULL, -- 1 lived experience, 2 carer, 3 staff, 4 other
  joined_on          date NOT NULL,
  left_on            date,
  PRIMARY KEY (partnership_id, member_id),
  FOREIGN KEY (partnership_id, governing_group_id) REFERENCES governing_group
);
CREATE INDEX governing_member_of_project ON governing_member (partnership_id, project_id, member_id);
CREATE UNIQUE INDEX governing_member_name ON governing_member (partnership_id, governing_group_id, lower(name)) WHERE left_on IS NULL;
CALL make_tenant_table('governing_member', 'SELECT, INSERT, UPDATE');

CREATE TABLE terms (
  partnership_id     uuid NOT NULL,
  terms_id           uuid NOT NULL,
  project_id         uuid NOT NULL,
  governing_group_id uuid NOT NULL,
  version            int NOT NULL,
  aims               text NOT NULL DEFAULT '',
  roles              text NOT NULL DEFAULT '',
  principles         text NOT NULL DEFAULT '', -- of meetings
  guidelines         text NOT NULL DEFAULT '', -- for working together
  settle_by          smallint NOT NULL DEFAULT 0, -- 0 not said, 1 consensus, 2 majority, 3 mediated, 4 the accountable person decides after hearing everybody
  quorum             int NOT NULL DEFAULT 0,      -- percent of the members who have to be there; of a majority only
  settling           text NOT NULL DEFAULT '',    -- how, in words
  authority          text NOT NULL DEFAULT '',    -- what the group may decide by itself
  reward             text NOT NULL DEFAULT '',
  problems           text NOT NULL DEFAULT '',    -- what to do when there is one
  started_on         date NOT NULL,
  agreed_on          date,                        -- since when it is agreed by everybody, and stays as it is
  PRIMARY KEY (partnership_id, terms_id),
  FOREIGN KEY (partnership_id, governing_group_id) REFERENCES governing_group
);
CREATE UNIQUE INDEX terms_version ON terms (partnership_id, governing_group_id, version);
CREATE UNIQUE INDEX terms_draft ON terms (partnership_id, governing_group_id) WHERE agreed_on IS NULL;
CREATE INDEX terms_of_project ON terms (partnership_id, project_id, terms_id);
CALL make_tenant_table('terms', 'SELECT, INSERT, UPDATE');

CREATE TABLE terms_agreement (
  partnership_id uuid NOT NULL,
  agreement_id   uuid NOT NULL,
  project_id     uuid NOT NULL,
  terms_id       uuid NOT NULL,
  member_id      uuid,          -- NULL: the accountable person
  name           text NOT NULL, -- of who agreed, as it was then
  how            text NOT NULL, -- how they said so, such as: at the meeting
  agreed_on      date NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_by    text NOT NULL,
  void_since     timestamptz,   -- when the words that they had agreed to were changed
  PRIMARY KEY (partnership_id, agreement_id),
  FOREIGN KEY (partnership_id, terms_id) REFERENCES terms
);
CREATE INDEX terms_agreement_of_project ON terms_agreement (partnership_id, project_id, agreement_id);
CREATE UNIQUE INDEX terms_agreement_once ON terms_agreement (partnership_id, terms_id, member_id) NULLS NOT DISTINCT WHERE void_since IS NULL;
CALL make_tenant_table('terms_agreement', 'SELECT, INSERT, UPDATE');
