-- Flags are worked out when they are looked at; what people say about them is kept.
--
--   flag_override   what somebody decided about a flag, and why; the newest counts, the rest is its history

CREATE TABLE flag_override (
  partnership_id uuid NOT NULL,
  override_id    uuid NOT NULL,
  project_id     uuid NOT NULL,
  flag           text NOT NULL,
  decision       smallint NOT NULL, -- 1 as the evidence says, 2 put up, 3 set aside
  evidence       text NOT NULL,     -- what the flag rested on then
  reason         text NOT NULL,
  decided_by_id  uuid NOT NULL,
  decided_by     text NOT NULL,
  decided_at     timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, override_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE INDEX flag_override_of_project ON flag_override (partnership_id, project_id, override_id DESC);
CALL make_tenant_table('flag_override', 'SELECT, INSERT');
