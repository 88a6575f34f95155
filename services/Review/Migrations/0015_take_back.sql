-- A file can be taken back until its statements are themed; a cycle can be closed, and removed while nobody's words are in it.
--
--   import   state 3: taken back, by whom and when; its statements and reviews are gone, and the same file may come again
--   cycle    closed_at: nothing new comes into it
--
-- With a statement goes what hangs on it; with a cycle its imports, runs and themes. While there are statements or harm, the database refuses to remove either.

ALTER TABLE cycle ADD COLUMN closed_at timestamptz;

ALTER TABLE import
  DROP CONSTRAINT import_state_check, ADD CHECK (state IN (1, 2, 3)), -- added, refused, taken back
  ADD COLUMN taken_back_at    timestamptz,
  ADD COLUMN taken_back_by_id uuid,
  ADD COLUMN taken_back_by    text NOT NULL DEFAULT '';
CREATE INDEX import_taken_back_by ON import (partnership_id, taken_back_by_id) WHERE taken_back_by_id IS NOT NULL;
CREATE INDEX statement_of_import ON statement (partnership_id, import_id);

ALTER TABLE hint DROP CONSTRAINT hint_partnership_id_statement_id_fkey, ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement ON DELETE CASCADE;
ALTER TABLE statement_original DROP CONSTRAINT statement_original_partnership_id_statement_id_fkey, ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement ON DELETE CASCADE;
ALTER TABLE referral DROP CONSTRAINT referral_partnership_id_statement_id_fkey, ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement ON DELETE CASCADE;
ALTER TABLE suggestion DROP CONSTRAINT suggestion_partnership_id_statement_id_fkey, ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement ON DELETE CASCADE;
ALTER TABLE import DROP CONSTRAINT import_partnership_id_cycle_id_fkey, ADD FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle ON DELETE CASCADE;
ALTER TABLE theming_run DROP CONSTRAINT theming_run_partnership_id_cycle_id_fkey, ADD FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle ON DELETE CASCADE;
ALTER TABLE theme DROP CONSTRAINT theme_partnership_id_cycle_id_fkey, ADD FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle ON DELETE CASCADE;
ALTER TABLE import_problem DROP CONSTRAINT import_problem_partnership_id_import_id_fkey, ADD FOREIGN KEY (partnership_id, import_id) REFERENCES import ON DELETE CASCADE;
ALTER TABLE theming_fit DROP CONSTRAINT theming_fit_partnership_id_run_id_fkey, ADD FOREIGN KEY (partnership_id, run_id) REFERENCES theming_run ON DELETE CASCADE;

CALL grant_table('statement', 'DELETE', 'app');
CALL grant_table('review', 'DELETE', 'app');
CALL grant_table('cycle', 'DELETE', 'app');
CALL grant_table('theming_piece', 'DELETE', 'app');
CALL grant_table('act', 'DELETE', 'app');
CALL grant_table('act_theme', 'DELETE', 'app');
CALL grant_table('act_move', 'DELETE', 'app');
CALL grant_table('import', 'UPDATE (state, taken_back_at, taken_back_by_id, taken_back_by)', 'app');
