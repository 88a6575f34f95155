-- Messages get random ids: those that sorted by time told the millisecond in which somebody spoke, and beside whom. Answers and kept answers name them by the new id.
-- The audit is never changed: what it says of earlier messages names ids that there are no more, and so no longer tells which of them somebody sent.

CREATE TEMPORARY TABLE new_id ON COMMIT DROP AS SELECT partnership_id, message_id AS was, gen_random_uuid() AS becomes FROM voice_message;
ALTER TABLE new_id ADD PRIMARY KEY (partnership_id, was);
ANALYZE new_id;

ALTER TABLE voice_answer DROP CONSTRAINT voice_answer_partnership_id_message_id_fkey;
UPDATE voice_message m SET message_id = n.becomes FROM new_id n WHERE n.partnership_id = m.partnership_id AND n.was = m.message_id;
UPDATE voice_answer a SET message_id = n.becomes FROM new_id n WHERE n.partnership_id = a.partnership_id AND n.was = a.message_id;
ALTER TABLE voice_answer ADD FOREIGN KEY (partnership_id, message_id) REFERENCES voice_message;

-- Both answers begin with the message's id as text: a repeat gets the new one, and nothing is said twice.
UPDATE request r SET response = overlay(r.response PLACING convert_to(n.becomes::text, 'UTF8') FROM 3 FOR 36)
FROM new_id n
WHERE r.rpc IN ('coproduction.stakeholder.v1.RecordMessageRequest', 'coproduction.stakeholder.v1.ChallengeDecisionRequest')
  AND n.partnership_id = r.partnership_id AND substring(r.response FROM 1 FOR 38) = '\x0a24'::bytea || convert_to(n.was::text, 'UTF8');

-- Newest day first; of one day in an order that tells nothing.
DROP INDEX voice_message_of_project, voice_message_of_person;
CREATE INDEX voice_message_of_project ON voice_message (partnership_id, project_id, state, said_on DESC, message_id);
CREATE INDEX voice_message_of_person ON voice_message (partnership_id, said_by_id, said_on DESC, message_id) WHERE said_by_id IS NOT NULL;
