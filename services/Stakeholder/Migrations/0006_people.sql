-- The register: one record for staff and experts by experience alike. Nobody needs a sign-in, an email address or a telephone to be in it.
--
--   person          what somebody brings and how they want to take part; has the id of their account when there is one
--   person_contact  how to reach them, apart from the rest: fewer may see it
--   adjustment      what they need, by category; the adjustment, never the diagnosis
--   consent         what they have said yes to, use by use, and whether they have taken it back
--   person_choice   what forms offer; a row can be added without a new version

CREATE FUNCTION search_text(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(array_to_string(words, ' · '));

CREATE TABLE person (
  partnership_id uuid NOT NULL REFERENCES partnership,
  person_id      uuid NOT NULL, -- random: a person must not be guessed
  display_name   text NOT NULL,
  own_words      text NOT NULL DEFAULT '', -- how they speak of themselves, such as: carer, expert by experience
  pronouns       text NOT NULL DEFAULT '',
  experience     text[] NOT NULL DEFAULT '{}',
  journey        text NOT NULL DEFAULT '',
  skills         text[] NOT NULL DEFAULT '{}',
  interests      text[] NOT NULL DEFAULT '{}',
  routes         text[] NOT NULL DEFAULT '{}',
  availability   text NOT NULL DEFAULT '',
  heard_from     text NOT NULL DEFAULT '',
  job_title      text NOT NULL DEFAULT '',
  version        bigint NOT NULL DEFAULT 1,
  contact_version bigint NOT NULL DEFAULT 1,
  created_at     timestamptz NOT NULL,
  ended_at       timestamptz,
  sort_name      text NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED,
  skill_text     text NOT NULL GENERATED ALWAYS AS (search_text(skills)) STORED,
  interest_text  text NOT NULL GENERATED ALWAYS AS (search_text(interests)) STORED,
  PRIMARY KEY (partnership_id, person_id)
);
CALL make_tenant_table('person', 'SELECT, INSERT, UPDATE');

INSERT INTO person (partnership_id, person_id, display_name, created_at)
SELECT m.partnership_id, m.person_id, a.display_name, now() FROM membership m JOIN account a ON a.person_id = m.person_id;

CREATE TABLE person_contact (
  partnership_id uuid NOT NULL,
  person_id      uuid NOT NULL,
  place          int NOT NULL, -- 1, 2, 3, … as the person wants to be tried
  channel        text NOT NULL,
  detail         text NOT NULL,
  round_supporter boolean NOT NULL DEFAULT false, -- a private way, which whoever acts for the person never sees
  PRIMARY KEY (partnership_id, person_id, place),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE
);
CALL make_tenant_table('person_contact', 'SELECT, INSERT, DELETE');

CREATE TABLE adjustment (
  partnership_id uuid NOT NULL,
  adjustment_id  uuid NOT NULL,
  person_id      uuid NOT NULL,
  category       text NOT NULL,
  wording        text NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_at    timestamptz NOT NULL,
  review_on      date,
  PRIMARY KEY (partnership_id, adjustment_id),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX adjustment_of_person ON adjustment (partnership_id, person_id, category);
CREATE INDEX adjustment_by_category ON adjustment (partnership_id, category, person_id);
CREATE INDEX adjustment_to_review ON adjustment (partnership_id, review_on) WHERE review_on IS NOT NULL;
CALL make_tenant_table('adjustment', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE consent (
  partnership_id  uuid NOT NULL,
  person_id       uuid NOT NULL,
  use             text NOT NULL,
  given_at        timestamptz NOT NULL,
  given_by_id     uuid NOT NULL, -- who wrote it down: the person themself, or somebody to whom they said it
  withdrawn_at    timestamptz,
  withdrawn_by_id uuid,
  PRIMARY KEY (partnership_id, person_id, use),
  FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE
);
CREATE INDEX consent_in_force ON consent (partnership_id, use, person_id) WHERE withdrawn_at IS NULL;
CALL make_tenant_table('consent', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE person_choice (
  kind  text NOT NULL,
  code  text NOT NULL,
  words text NOT NULL,
  place int NOT NULL,
  PRIMARY KEY (kind, code)
);
COMMENT ON TABLE person_choice IS 'no tenant: words that every partnership''s forms offer; nothing about anybody';
CALL grant_table('person_choice', 'SELECT', 'app');

INSERT INTO person_choice (kind, place, code, words) VALUES
  ('experience', 1, 'lived', 'Lived experience of care or support'),
  ('experience', 2, 'carer', 'Carer'),
  ('experience', 3, 'family', 'Family or friend'),
  ('experience', 4, 'bereaved', 'Family of somebody who has died'),
  ('experience', 5, 'learned', 'Learned: training, study or research'),
  ('experience', 6, 'staff', 'Works in care, health or a council'),
  ('experience', 7, 'voluntary', 'Works or helps in a voluntary organisation'),
  ('journey', 1, 'curious', 'Finding out about it'),
  ('journey', 2, 'starting', 'Just started'),
  ('journey', 3, 'taking-part', 'Takes part'),
  ('journey', 4, 'leading', 'Leads or chairs'),
  ('journey', 5, 'supporting-others', 'Helps others to take part'),
  ('journey', 6, 'resting', 'Has a break'),
  ('route', 1, 'first-views', 'Give my views at the start only'),
  ('route', 2, 'informed', 'Be kept informed'),
  ('route', 3, 'from-home', 'By telephone, letter or email'),
  ('route', 4, 'meetings', 'Come to meetings'),
  ('channel', 1, 'email', 'Email'),
  ('channel', 2, 'phone', 'Telephone call'),
  ('channel', 3, 'text', 'Text message'),
  ('channel', 4, 'post', 'Letter'),
  ('channel', 5, 'somebody', 'Through somebody'),
  ('channel', 6, 'in-person', 'In person'),
  ('adjustment', 1, 'contact-method', 'A way to be contacted'),
  ('adjustment', 2, 'information-format', 'A format for information'),
  ('adjustment', 3, 'communication-professional', 'Somebody to help with communication'),
  ('adjustment', 4, 'communication-support', 'Support to communicate'),
  ('adjustment', 5, 'physical-access', 'Getting in and about'),
  ('adjustment', 6, 'language', 'Another language'),
  ('adjustment', 7, 'other', 'Something else'),
  ('use', 1, 'informed', 'Send me news'),
  ('use', 2, 'new-projects', 'Ask me about new projects'),
  ('use', 3, 'photos', 'Use photographs of me'),
  ('use', 4, 'story', 'Tell my story'),
  ('use', 5, 'research', 'Ask me about research');

-- Somebody without roles or a sign-in can have a supporter too. Not to be looked through: whoever had one was a member, and all members are in the register.
ALTER TABLE support DROP CONSTRAINT support_partnership_id_person_id_fkey;
ALTER TABLE support ADD FOREIGN KEY (partnership_id, person_id) REFERENCES person ON DELETE CASCADE NOT VALID;
