-- Figures of people stand still, and change only when enough people have changed.
--
--   published_figure   a table of numbers as it was made on a day, and as it is shown until the next one
--   published_answer   whose answers were in it: compared with the next one, and read by nobody. Whoever is forgotten has a number here that is nobody's.

CREATE TABLE published_figure (
  partnership_id uuid NOT NULL,
  figure_id      uuid NOT NULL,
  project_id     uuid NOT NULL,
  topic          text NOT NULL, -- what the answers are to: only figures of one topic are compared
  as_of          date NOT NULL,
  shown          bytea NOT NULL, -- the message that the answer holds
  PRIMARY KEY (partnership_id, figure_id),
  FOREIGN KEY (partnership_id, project_id) REFERENCES project
);
CREATE UNIQUE INDEX published_figure_of_day ON published_figure (partnership_id, project_id, topic, as_of);
CALL make_tenant_table('published_figure', 'SELECT, INSERT');

CREATE TABLE published_answer (
  partnership_id uuid NOT NULL,
  figure_id      uuid NOT NULL,
  person_id      uuid NOT NULL, -- of the register, or made of the name for whom somebody wrote it down
  answer         text NOT NULL,
  PRIMARY KEY (partnership_id, figure_id, person_id),
  FOREIGN KEY (partnership_id, figure_id) REFERENCES published_figure
);
CREATE INDEX published_answer_of_person ON published_answer (partnership_id, person_id);
CALL make_tenant_table('published_answer', 'SELECT, INSERT, UPDATE');
