-- A page token carries the sort keys of a page's last row, which may be somebody's name. It is sealed with this module's own key, so that every process of the
-- module reads the tokens of all others, before and after a restart. Whoever wants all tokens that are out to end makes a new key and restarts the module.

CREATE TABLE page_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key bytea NOT NULL CHECK (length(key) = 32)
);
COMMENT ON TABLE page_key IS 'no tenant: one random key for the page tokens of a whole module; whose a token is, and for which list, is sealed into each';
-- 244 random bits, from the source that PostgreSQL has for secrets.
INSERT INTO page_key (key) VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
CALL grant_table('page_key', 'SELECT', 'app');
