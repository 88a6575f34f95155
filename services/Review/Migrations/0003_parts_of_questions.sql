-- A question with many statements is fitted once, on a sample, and then assigned part by part, by as many workers as there are.
--
--   theming_piece     stage: 1 a whole question, 2 its fitting, 3 a part of it: the statements after after_id and up to last_id
--   theming_fit       what fitting gave: the themes and the model (both as they came), for as long as parts need them
--   proposed_placement  what the parts done so far gave; they come into force together, with the last one

ALTER TABLE theming_piece
  ADD stage    smallint NOT NULL DEFAULT 1 CHECK (stage IN (1, 2, 3)),
  ADD after_id uuid,
  ADD last_id  uuid;

CREATE TABLE theming_fit (
  partnership_id uuid NOT NULL,
  run_id         uuid NOT NULL,
  question       smallint NOT NULL,
  themes         bytea NOT NULL,
  model          bytea NOT NULL,
  PRIMARY KEY (partnership_id, run_id, question),
  FOREIGN KEY (partnership_id, run_id) REFERENCES theming_run
);
CALL make_tenant_table('theming_fit', 'SELECT, INSERT, DELETE');

CREATE TABLE proposed_placement (
  partnership_id uuid NOT NULL,
  run_id         uuid NOT NULL,
  question       smallint NOT NULL,
  statement_id   uuid NOT NULL,
  theme          int NOT NULL, -- place among the fit's themes, -1: none
  similarity     real NOT NULL,
  reason         smallint NOT NULL
);
CREATE INDEX proposed_placement_of_question ON proposed_placement (partnership_id, run_id, question);
CALL make_tenant_table('proposed_placement', 'SELECT, INSERT, DELETE');
