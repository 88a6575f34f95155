-- New statements join the themes that are there, and what people decided in one cycle serves the next.
--
--   theming_run         kind: 1 themes are found anew, 2 new statements join
--   theming_piece       stage 4: new statements of a question that join its themes, those after after_id and up to last_id
--   proposed_placement  of a piece that joins: theme_id, the theme that is meant; theme is then -1 or of no meaning
--   theme               carried_from: the theme of an earlier cycle that it was copied from, whose statements show what belongs in it
--   suggestion          where people would likely put a statement that is near no theme, and its words that speak for it

ALTER TABLE theming_run ADD kind smallint NOT NULL DEFAULT 1 CHECK (kind IN (1, 2));

ALTER TABLE theming_piece DROP CONSTRAINT theming_piece_stage_check, ADD CHECK (stage IN (1, 2, 3, 4));

ALTER TABLE proposed_placement ADD theme_id uuid;

ALTER TABLE theme ADD carried_from uuid;

CREATE TABLE suggestion (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  theme_id       uuid NOT NULL,
  words          text[] NOT NULL,
  PRIMARY KEY (partnership_id, statement_id),
  FOREIGN KEY (partnership_id, statement_id) REFERENCES statement,
  FOREIGN KEY (partnership_id, theme_id) REFERENCES theme ON DELETE CASCADE
);
CREATE INDEX suggestion_of_theme ON suggestion (partnership_id, theme_id);
CALL make_tenant_table('suggestion', 'SELECT, INSERT, UPDATE, DELETE');
