-- Who speaks for the groups that a project affects, and how they compare with the people of the place.
--
--   representation        somebody of the register speaks for a group from a day; it ends, and is never taken away
--   representation_stage  when they were engaged at which of the five steps
--   left_out_of_counts    people who do not want to be counted; they stay in lists
--   population_area       an area with figures, and where they come from
--   population_figure     how many people of it have a value of a characteristic
--   about_me              what somebody says of themselves, for counting alone: read by themselves, and by nobody else but as a sum

CREATE TABLE representation (
  partnership_id    uuid NOT NULL,
  representation_id uuid NOT NULL,
  project_id        uuid NOT NULL,
  group_id          uuid NOT NULL,
  person_id         uuid NOT NULL,
  experience        smallint NOT NULL, -- 1 confident expert, 2 current needs, 3 staff
  found_through     smallint NOT NULL, -- 1 organisation led by people who draw on support, 2 led by carers, 3 staff, 4 asked themselves, 5 other
  from_on           date NOT NULL,
  until_on          date, -- the first day on which they speak for it no longer
  until_because     text NOT NULL DEFAULT '',
  recorded_by_id    uuid NOT NULL,
  recorded_at       timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, representation_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project,
  FOREIGN KEY (partnership_id, group_id) REFERENCES affected_group,
  FOREIGN KEY (partnership_id, person_id) REFERENCES person,
  CHECK (until_on >= from_on)
);
CREATE INDEX representation_of_project ON representation (partnership_id, project_id, group_id);
CREATE INDEX representation_of_person ON representation (partnership_id, person_id, representation_id DESC);
CREATE UNIQUE INDEX representation_now ON representation (partnership_id, group_id, person_id) WHERE until_on IS NULL;
CALL make_tenant_table('representation', 'SELECT, INSERT, UPDATE');

CREATE TABLE representation_stage (
  partnership_id    uuid NOT NULL,
  representation_id uuid NOT NULL,
  stage             smallint NOT NULL, -- 1 identify, 2 engage, 3 empower, 4 govern, 5 deliver
  engaged_on        date NOT NULL,
  ended_on          date, -- the first day of no longer
  PRIMARY KEY (partnership_id, representation_id, stage, engaged_on),
  FOREIGN KEY (partnership_id, representation_id) REFERENCES representation,
  CHECK (ended_on >= engaged_on)
);
CREATE UNIQUE INDEX representation_stage_now ON representation_stage (partnership_id, representation_id, stage) WHERE ended_on IS NULL;
CALL make_tenant_table('representation_stage', 'SELECT, INSERT, UPDATE');

CREATE TABLE left_out_of_counts (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  since          timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, person_id),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE
);
CALL make_tenant_table('left_out_of_counts', 'SELECT, INSERT, DELETE');

CREATE TABLE population_area (
  partnership_id uuid NOT NULL,
  area           text NOT NULL,
  source         text NOT NULL,
  figures_on     date NOT NULL,
  imported_by_id uuid NOT NULL,
  imported_at    timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, area)
);
CREATE UNIQUE INDEX population_area_name ON population_area (partnership_id, lower(area));
CALL make_tenant_table('population_area', 'SELECT, INSERT, DELETE');

CREATE TABLE population_figure (
  partnership_id uuid NOT NULL,
  area           text NOT NULL,
  characteristic text NOT NULL,
  value          text NOT NULL,
  people         bigint NOT NULL CHECK (people >= 0),
  place          int NOT NULL, -- where it stands in the file, and so in lists
  PRIMARY KEY (partnership_id, area, characteristic, value),
  FOREIGN KEY (partnership_id, area) REFERENCES population_area ON DELETE CASCADE
);
CALL make_tenant_table('population_figure', 'SELECT, INSERT, DELETE');

CREATE TABLE about_me (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  characteristic text NOT NULL,
  value          text NOT NULL, -- empty: would rather not say
  PRIMARY KEY (partnership_id, person_id, characteristic),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE
);
CALL make_tenant_table('about_me', 'SELECT, INSERT, DELETE');
