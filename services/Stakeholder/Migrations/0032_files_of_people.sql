-- How a file of people was read; and ways to reach somebody that are the same however they are written: a number that has lost its first 0, or has words beside it, an
-- address behind “mailto:” or a name.

ALTER TABLE person_import ADD COLUMN findings text[] NOT NULL DEFAULT '{}'; -- plain sentences, without anybody's words

-- The digits of the first number in the words, as they are dialled within the United Kingdom or, from elsewhere, behind +.
CREATE FUNCTION phone_digits(detail text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(
  coalesce(substring(regexp_replace(detail, '^\D*1800[12]\s*(?=[(+0])', '') FROM '[+(]*\d[\d() .\-]{4,}\d'), detail),
  '\D', '', 'g'), '^00', ''), '^44(?=0?\d{9,10}$)0?', '0'), '^(?=[12378]\d{9}$)', '0');

ALTER TABLE person_contact DROP COLUMN detail_key;

CREATE OR REPLACE FUNCTION contact_key(channel text, detail text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN channel = 'email' THEN nullif('email:' || lower(coalesce(
    substring(detail FROM '[^\s<>:;,"]+@[^\s<>:;,"?]+'), regexp_replace(detail, '\s', '', 'g'))), 'email:')
  WHEN channel IN ('phone', 'text') AND length(regexp_replace(detail, '\D', '', 'g')) >= 6 THEN 'phone:' || phone_digits(detail)
  WHEN channel = 'post' THEN nullif('post:' || lower(regexp_replace(detail, '[^[:alnum:]]', '', 'g')), 'post:')
END;

ALTER TABLE person_contact ADD COLUMN detail_key text GENERATED ALWAYS AS (contact_key(channel, detail)) STORED;
CREATE INDEX person_contact_key ON person_contact (partnership_id, detail_key) WHERE detail_key IS NOT NULL;
