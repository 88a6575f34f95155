-- A statement may speak of a second theme nearly as much as of its own. People place statements in one theme; the second is the machine's word only.
--
--   placement.second_theme_id     another theme of the same question that is still there; only beside a theme. Sizes of themes do not count it
--   proposed_placement.second_theme   its place among the fit's themes, -1: none
--   act_move.second_theme_id      what it was before the act

ALTER TABLE placement
  ADD second_theme_id uuid,
  ADD CONSTRAINT second_theme_beside_another CHECK (second_theme_id IS NULL OR (theme_id IS NOT NULL AND second_theme_id <> theme_id));
CREATE INDEX placement_of_second_theme ON placement (partnership_id, second_theme_id, statement_id) WHERE second_theme_id IS NOT NULL;

ALTER TABLE proposed_placement ADD second_theme int NOT NULL DEFAULT -1;

ALTER TABLE act_move ADD second_theme_id uuid;
