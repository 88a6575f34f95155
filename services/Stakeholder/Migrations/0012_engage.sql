-- Whom a project has told, what stands in people's way, and what is open to everybody.
--
--   invitation            somebody of an affected group, or a number of them at once, was told or came by themselves, and what they answered
--   barrier               what stands in the way of taking part, and how it was removed or why it stays; never about one person
--   opportunity           a way to take part that is open to all: a working group, training, a job, ...; it ends, and is never taken away
--   opportunity_interest  somebody would like to, and what came of it
--   opportunity_told      somebody whose interests fit was told of it

INSERT INTO person_choice (kind, place, code, words) VALUES
  ('told-by', 1, 'email', 'Email'),
  ('told-by', 2, 'phone', 'Telephone call'),
  ('told-by', 3, 'text', 'Text message'),
  ('told-by', 4, 'post', 'Letter'),
  ('told-by', 5, 'somebody', 'Through somebody they trust'),
  ('told-by', 6, 'in-person', 'In person'),
  ('told-by', 7, 'meeting', 'Meeting or event'),
  ('told-by', 8, 'poster', 'Poster or leaflet'),
  ('told-by', 9, 'organisation', 'Through an organisation'),
  ('told-by', 10, 'online', 'Website or social media'),
  ('told-by', 11, 'press', 'Radio or newspaper'),
  ('barrier', 1, 'money', 'Money'),
  ('barrier', 2, 'place', 'The place'),
  ('barrier', 3, 'time', 'The time'),
  ('barrier', 4, 'communication', 'How we communicate'),
  ('barrier', 5, 'caring', 'Caring for somebody'),
  ('barrier', 6, 'transport', 'Getting there'),
  ('barrier', 7, 'confidence', 'Confidence'),
  ('barrier', 8, 'digital', 'Being online'),
  ('barrier', 9, 'other', 'Something else'),
  ('opportunity', 1, 'working-group', 'Working group'),
  ('opportunity', 2, 'peer-research', 'Peer research'),
  ('opportunity', 3, 'recruitment-panel', 'Recruitment panel'),
  ('opportunity', 4, 'volunteering', 'Volunteering'),
  ('opportunity', 5, 'training-others', 'Training others'),
  ('opportunity', 6, 'job', 'Job'),
  ('opportunity', 7, 'other', 'Something else');

CREATE TABLE invitation (
  partnership_id uuid NOT NULL,
  invitation_id  uuid NOT NULL,
  project_id     uuid NOT NULL,
  group_id       uuid NOT NULL,
  told_on        date NOT NULL,
  person_id      uuid,              -- of the register; null: a number of people at once
  people         int NOT NULL CHECK (people > 0), -- about how many; 1 for a person
  whom           text NOT NULL,     -- who they were, in words; empty for a person
  channel        text NOT NULL,     -- kind told-by
  came_to_us     boolean NOT NULL,  -- they asked, and were not asked
  through        text NOT NULL,     -- the team or organisation that told them; empty: whoever wrote it down
  answer         smallint NOT NULL, -- 1 none yet, 2 yes, 3 no, 4 wants to be kept informed, 5 could not be reached, 6 later perhaps, 7 none came, 8 written down by mistake
  said_yes       int NOT NULL CHECK (said_yes BETWEEN 0 AND people),
  answered_on    date,
  recorded_by_id uuid NOT NULL,
  recorded_by    text NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, invitation_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, group_id) REFERENCES affected_group,
  FOREIGN KEY (partnership_id, person_id) REFERENCES person
);
CREATE INDEX invitation_of_project ON invitation (partnership_id, project_id, told_on DESC, invitation_id DESC);
CREATE INDEX invitation_of_person ON invitation (partnership_id, person_id) WHERE person_id IS NOT NULL;
CALL make_tenant_table('invitation', 'SELECT, INSERT, UPDATE');

CREATE TABLE barrier (
  partnership_id uuid NOT NULL,
  barrier_id     uuid NOT NULL,
  project_id     uuid NOT NULL,
  group_id       uuid,              -- whose; null: everybody's
  category       text NOT NULL,     -- kind barrier
  words          text NOT NULL,
  noticed_on     date NOT NULL,
  state          smallint NOT NULL, -- 1 stands, 2 removed, 3 stays
  how            text NOT NULL,     -- how it was removed, or why it stays
  settled_on     date,
  PRIMARY KEY (partnership_id, barrier_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, group_id) REFERENCES affected_group
);
CREATE INDEX barrier_of_project ON barrier (partnership_id, project_id, barrier_id);
CALL make_tenant_table('barrier', 'SELECT, INSERT, UPDATE');

CREATE TABLE opportunity (
  partnership_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  project_id     uuid,              -- null: the partnership's own
  kind           text NOT NULL,     -- kind opportunity
  title          text NOT NULL,
  what           text NOT NULL,
  takes          text NOT NULL,     -- how much time
  pay            smallint NOT NULL, -- 1 paid, 2 expenses only, 3 neither
  money          text NOT NULL,     -- what is paid, and how expenses are met
  say_yes        text NOT NULL,     -- how to say yes without email
  interests      text[] NOT NULL,
  closes_on      date NOT NULL DEFAULT 'infinity',
  ended_on       date,
  ended_because  text NOT NULL DEFAULT '',
  version        bigint NOT NULL DEFAULT 1,
  changed_by     text NOT NULL,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, opportunity_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX opportunity_by_closing ON opportunity (partnership_id, closes_on, opportunity_id);
CREATE INDEX opportunity_of_project ON opportunity (partnership_id, project_id, closes_on) WHERE ended_on IS NULL;
CALL make_tenant_table('opportunity', 'SELECT, INSERT, UPDATE');

CREATE TABLE opportunity_interest (
  partnership_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  said_on        date NOT NULL,
  recorded_by_id uuid NOT NULL,     -- the person themself, or somebody who wrote it down for them
  outcome        smallint NOT NULL, -- 1 open, 2 takes part, 3 no place this time, 4 taken back
  outcome_on     date,
  PRIMARY KEY (partnership_id, opportunity_id, person_id),
  FOREIGN KEY (partnership_id, opportunity_id) REFERENCES opportunity,
  FOREIGN KEY (partnership_id, person_id) REFERENCES person
);
CREATE INDEX opportunity_interest_of_person ON opportunity_interest (partnership_id, person_id);
CALL make_tenant_table('opportunity_interest', 'SELECT, INSERT, UPDATE');

CREATE TABLE opportunity_told (
  partnership_id uuid NOT NULL,
  opportunity_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  told_on        date NOT NULL,
  channel        text NOT NULL,     -- kind told-by
  told_by_id     uuid NOT NULL,
  PRIMARY KEY (partnership_id, opportunity_id, person_id),
  FOREIGN KEY (partnership_id, opportunity_id) REFERENCES opportunity,
  FOREIGN KEY (partnership_id, person_id) REFERENCES person
);
CREATE INDEX opportunity_told_of_person ON opportunity_told (partnership_id, person_id);
CALL make_tenant_table('opportunity_told', 'SELECT, INSERT, UPDATE');
