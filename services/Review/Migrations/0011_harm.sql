-- What may tell of harm is kept for safeguarding responders as it came in, whatever becomes of the statement: others may redact it, or take its file back.

CREATE TABLE harm (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  question       smallint NOT NULL,
  text           text NOT NULL,
  reference      text NOT NULL,
  captured_by    text NOT NULL,
  PRIMARY KEY (partnership_id, statement_id),
  FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle
);
CALL make_tenant_table('harm', 'SELECT, INSERT');

ALTER TABLE referral ALTER COLUMN referred_to SET DEFAULT '';

-- Signs of harm that nobody has settled reach the responders now: an event for each, with the bytes of HarmFound.
WITH waiting AS (
  INSERT INTO harm (partnership_id, statement_id, cycle_id, question, text, reference, captured_by)
  SELECT s.partnership_id, s.statement_id, s.cycle_id, s.question, s.text, r.reference, r.captured_by
  FROM statement s JOIN review r ON r.partnership_id = s.partnership_id AND r.review_id = s.review_id
  WHERE s.state = 2 AND EXISTS (SELECT 1 FROM hint h WHERE h.partnership_id = s.partnership_id AND h.statement_id = s.statement_id AND h.kind = 1)
  RETURNING partnership_id, statement_id, cycle_id)
INSERT INTO outbox (event_id, type, partnership_id, aggregate_id, aggregate_version, occurred_at, payload)
SELECT gen_random_uuid(), 'coproduction.review.v1.HarmFound', w.partnership_id, w.cycle_id, c.version, now(),
  '\x0a24'::bytea || convert_to(w.cycle_id::text, 'UTF8') || '\x1224'::bytea || convert_to(c.project_id::text, 'UTF8') || '\x1a260a24'::bytea || convert_to(w.statement_id::text, 'UTF8')
FROM waiting w JOIN cycle c ON c.partnership_id = w.partnership_id AND c.cycle_id = w.cycle_id;
