-- What workers submit, one row a piece with its five lists as they came, instead of a row for each statement: half of the work of storing them.
--
--   submitted_piece  statement_ids and beside each its theme (place among the question's themes, -1: none), similarity, reason and second theme;
--                    theme_ids: of pieces that join, the themes that places mean
--
-- Read once, when the question's last piece comes in; not compressed, for they would not grow much smaller.

CREATE TABLE submitted_piece (
  partnership_id uuid NOT NULL,
  run_id         uuid NOT NULL,
  question       smallint NOT NULL,
  piece          int NOT NULL,
  statement_ids  uuid[] NOT NULL,
  themes         int[] NOT NULL,
  similarities   real[] NOT NULL,
  reasons        smallint[] NOT NULL,
  second_themes  int[] NOT NULL,
  theme_ids      uuid[] NOT NULL,
  PRIMARY KEY (partnership_id, run_id, question, piece)
);
ALTER TABLE submitted_piece
  ALTER statement_ids SET STORAGE EXTERNAL,
  ALTER themes SET STORAGE EXTERNAL,
  ALTER similarities SET STORAGE EXTERNAL,
  ALTER reasons SET STORAGE EXTERNAL,
  ALTER second_themes SET STORAGE EXTERNAL;
CALL make_tenant_table('submitted_piece', 'SELECT, INSERT, DELETE');

-- What runs that go on have so far, as one piece of each question beside those that are to come.
INSERT INTO submitted_piece
SELECT partnership_id, run_id, question, -1, array_agg(statement_id ORDER BY place), array_agg(CASE WHEN theme_id IS NULL THEN theme ELSE place - 1 END ORDER BY place),
  array_agg(similarity ORDER BY place), array_agg(reason ORDER BY place), array_agg(second_theme ORDER BY place), array_agg(theme_id ORDER BY place)
FROM (SELECT *, row_number() OVER (PARTITION BY partnership_id, run_id, question)::int AS place FROM proposed_placement) AS p
GROUP BY partnership_id, run_id, question;

DROP TABLE proposed_placement;
