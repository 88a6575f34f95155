-- Statements get random ids: those that counted up within a file told which ones were of one review. Everything that names a statement names it by the new id.
--
--   runs under way   begin again: workers hold ids that there are no more. Nobody has anything to do, but that it takes its time again
--   kept answers     those that hold quotes go; who sends such a change a second time is told that the theme has changed meanwhile
--   the audit        has no id of a statement, and stays as it is
--
-- The two large tables are written anew in the order of the new ids: quicker than changing each row, and where rows lay told the same.

SET LOCAL work_mem = '64MB';

CREATE TEMPORARY TABLE was ON COMMIT DROP AS SELECT gen_random_uuid() AS becomes, s.* FROM statement s;
CREATE TEMPORARY TABLE new_id ON COMMIT DROP AS SELECT partnership_id, statement_id AS was, becomes FROM was;
CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
  SELECT partnership_id, statement_id, cycle_id, question, theme_id, second_theme_id, similarity, reason FROM placement;
ANALYZE was, new_id, placed;

ALTER TABLE hint DROP CONSTRAINT hint_partnership_id_statement_id_fkey;
ALTER TABLE statement_original DROP CONSTRAINT statement_original_partnership_id_statement_id_fkey;
ALTER TABLE referral DROP CONSTRAINT referral_partnership_id_statement_id_fkey;
ALTER TABLE suggestion DROP CONSTRAINT suggestion_partnership_id_statement_id_fkey;
ALTER TABLE statement DROP CONSTRAINT statement_partnership_id_import_id_fkey;

TRUNCATE statement, placement;
INSERT INTO statement (partnership_id, statement_id, cycle_id, import_id, review_id, question, state, text, held_since, settled_at, settled_by_id)
SELECT partnership_id, becomes, cycle_id, import_id, review_id, question, state, text, held_since, settled_at, settled_by_id FROM was ORDER BY becomes;
INSERT INTO placement (partnership_id, statement_id, cycle_id, question, theme_id, similarity, reason, second_theme_id)
SELECT p.partnership_id, coalesce(n.becomes, p.statement_id), p.cycle_id, p.question, p.theme_id, p.similarity, p.reason, p.second_theme_id
FROM placed p LEFT JOIN new_id n ON n.partnership_id = p.partnership_id AND n.was = p.statement_id ORDER BY 2;

DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['hint', 'statement_original', 'referral', 'suggestion', 'theme_quote', 'act_move'] LOOP
    EXECUTE format('UPDATE %I t SET statement_id = n.becomes FROM new_id n WHERE n.partnership_id = t.partnership_id AND n.was = t.statement_id', tbl);
  END LOOP;
END $$;

ALTER TABLE statement ADD FOREIGN KEY (partnership_id, import_id) REFERENCES import;
ALTER TABLE hint ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement;
ALTER TABLE statement_original ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement;
ALTER TABLE referral ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement;
ALTER TABLE suggestion ADD FOREIGN KEY (partnership_id, statement_id) REFERENCES statement;
ANALYZE statement, placement;

-- Questions whose themes are not there yet. A higher fence takes the lease from whoever works on them.
CREATE TEMPORARY TABLE begun ON COMMIT DROP AS SELECT DISTINCT run_id, question FROM theming_piece WHERE state IN (1, 2);

DELETE FROM submitted_piece s USING begun b WHERE b.run_id = s.run_id AND b.question = s.question;
DELETE FROM theming_fit f USING begun b WHERE b.run_id = f.run_id AND b.question = f.question;
DELETE FROM theming_piece p USING begun b WHERE b.run_id = p.run_id AND b.question = p.question AND p.stage = 3;
-- What joins begins again in one piece: where it was divided, no id stands any more.
UPDATE theming_piece p SET statements = (SELECT sum(a.statements) FROM theming_piece a WHERE a.run_id = p.run_id AND a.question = p.question AND a.stage = 4)
FROM begun b WHERE b.run_id = p.run_id AND b.question = p.question AND p.stage = 4;
DELETE FROM theming_piece p USING begun b
WHERE b.run_id = p.run_id AND b.question = p.question AND p.stage = 4
  AND EXISTS (SELECT 1 FROM theming_piece a WHERE a.run_id = p.run_id AND a.question = p.question AND a.stage = 4 AND a.piece < p.piece);
UPDATE theming_piece p SET state = 1, progress = 0, attempts = 0, fence = fence + 1, worker = '', leased_until = NULL
FROM begun b WHERE b.run_id = p.run_id AND b.question = p.question;
UPDATE theming_piece SET after_id = NULL, last_id = NULL WHERE after_id IS NOT NULL OR last_id IS NOT NULL;

DELETE FROM request WHERE rpc IN (
  'coproduction.review.v1.EditThemeRequest', 'coproduction.review.v1.MergeThemesRequest', 'coproduction.review.v1.ConfirmThemeRequest');
