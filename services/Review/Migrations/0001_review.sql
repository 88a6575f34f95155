-- Working Together for Change, from a file of reviews to themes.
--
--   cycle             one turn of the eight steps for a project; its version counts everything that people do to it
--   import            one file of reviews, with import_problem for the rows that would not do
--   review            who it was recorded for and by: identity, apart from the words
--   statement         the words. Only state clear or redacted may be themed or shown outside the held-back pages
--   hint              why a statement is held back, and where in its text
--   statement_original, referral   what a redaction replaced; to whom a statement was given
--   theming_run       one theming of a cycle; theming_piece is the workers' queue of its parts (ids only)
--   theme, theme_quote, placement  the result: each statement has at most one placement
--   act, act_theme, act_move       what people did to themes, with what stood before, so that it can be undone
--
-- Every table belongs to a tenant. theming_piece is also open to the relay role, which leases pieces across partnerships.

CREATE TABLE cycle (
  partnership_id uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  project_id     uuid NOT NULL,
  name           text NOT NULL,
  created_at     timestamptz NOT NULL,
  version        bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (partnership_id, cycle_id)
);
CREATE UNIQUE INDEX cycle_name ON cycle (partnership_id, project_id, lower(name));
CALL make_tenant_table('cycle', 'SELECT, INSERT, UPDATE');

CREATE TABLE import (
  partnership_id     uuid NOT NULL,
  import_id          uuid NOT NULL,
  cycle_id           uuid NOT NULL,
  file_name          text NOT NULL,
  file_hash          bytea NOT NULL,
  state              smallint NOT NULL CHECK (state IN (1, 2)), -- added, refused
  imported_at        timestamptz NOT NULL,
  imported_by_id     uuid NOT NULL,
  imported_by        text NOT NULL,
  rows               bigint NOT NULL,
  rows_with_problems bigint NOT NULL,
  statements         bigint NOT NULL,
  held_back          bigint NOT NULL,
  headers            text[] NOT NULL,
  meanings           text[] NOT NULL,
  PRIMARY KEY (partnership_id, import_id),
  FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle
);
-- The same file is added to a cycle once; a refused one may come again.
CREATE UNIQUE INDEX import_once ON import (partnership_id, cycle_id, file_hash) WHERE state = 1;
CREATE INDEX import_newest ON import (partnership_id, cycle_id, import_id DESC);
CALL make_tenant_table('import', 'SELECT, INSERT');

CREATE TABLE import_problem (
  partnership_id uuid NOT NULL,
  import_id      uuid NOT NULL,
  place          int NOT NULL,
  row            bigint NOT NULL,
  header         text NOT NULL,
  message        text NOT NULL,
  PRIMARY KEY (partnership_id, import_id, place),
  FOREIGN KEY (partnership_id, import_id) REFERENCES import
);
CALL make_tenant_table('import_problem', 'SELECT, INSERT');

CREATE TABLE review (
  partnership_id uuid NOT NULL,
  review_id      uuid NOT NULL,
  import_id      uuid NOT NULL,
  row            bigint NOT NULL,
  reference      text NOT NULL,
  captured_by    text NOT NULL,
  PRIMARY KEY (partnership_id, review_id)
);
CALL make_tenant_table('review', 'SELECT, INSERT');

CREATE TABLE statement (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  import_id      uuid NOT NULL,
  review_id      uuid NOT NULL,
  question       smallint NOT NULL CHECK (question IN (1, 2, 3)), -- working, not working, future
  state          smallint NOT NULL CHECK (state IN (1, 2, 3, 4)), -- clear, held back, redacted, referred
  text           text NOT NULL,
  held_since     timestamptz,
  settled_at     timestamptz,
  settled_by_id  uuid,
  PRIMARY KEY (partnership_id, statement_id),
  FOREIGN KEY (partnership_id, import_id) REFERENCES import
);
CREATE INDEX statement_of_question ON statement (partnership_id, cycle_id, question, state, statement_id);
CREATE INDEX statement_held ON statement (partnership_id, cycle_id, statement_id) WHERE state = 2;
CALL make_tenant_table('statement', 'SELECT, INSERT, UPDATE');

CREATE TABLE hint (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  place          smallint NOT NULL,
  cycle_id       uuid NOT NULL,
  kind           smallint NOT NULL, -- HeldKind of the contract
  start          int NOT NULL,
  length         int NOT NULL,
  alike_key      text NOT NULL,     -- the same for statements that one decision can serve
  detail         text NOT NULL,
  PRIMARY KEY (partnership_id, statement_id, place),
  FOREIGN KEY (partnership_id, statement_id) REFERENCES statement
);
CREATE INDEX hint_alike ON hint (partnership_id, cycle_id, alike_key);
CALL make_tenant_table('hint', 'SELECT, INSERT');

CREATE TABLE statement_original (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  text           text NOT NULL,
  PRIMARY KEY (partnership_id, statement_id),
  FOREIGN KEY (partnership_id, statement_id) REFERENCES statement
);
CALL make_tenant_table('statement_original', 'INSERT');

CREATE TABLE referral (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  referred_to    text NOT NULL,
  referred_at    timestamptz NOT NULL,
  referred_by_id uuid NOT NULL,
  PRIMARY KEY (partnership_id, statement_id),
  FOREIGN KEY (partnership_id, statement_id) REFERENCES statement
);
CALL make_tenant_table('referral', 'SELECT, INSERT');

CREATE TABLE theming_run (
  partnership_id uuid NOT NULL,
  run_id         uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  state          smallint NOT NULL CHECK (state IN (1, 2, 3, 4)), -- queued, running, proposed, failed
  statements     bigint NOT NULL,
  started_at     timestamptz NOT NULL,
  started_by_id  uuid NOT NULL,
  finished_at    timestamptz,
  failure        text NOT NULL DEFAULT '',
  PRIMARY KEY (partnership_id, run_id),
  FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle
);
CREATE UNIQUE INDEX theming_run_under_way ON theming_run (partnership_id, cycle_id) WHERE state IN (1, 2);
CREATE INDEX theming_run_newest ON theming_run (partnership_id, cycle_id, run_id DESC);
CALL make_tenant_table('theming_run', 'SELECT, INSERT, UPDATE');

CREATE TABLE theming_piece (
  partnership_id uuid NOT NULL,
  run_id         uuid NOT NULL,
  piece          int NOT NULL,
  cycle_id       uuid NOT NULL,
  question       smallint NOT NULL,
  state          smallint NOT NULL CHECK (state IN (1, 2, 3, 4)), -- queued, running, proposed, failed
  statements     bigint NOT NULL,
  themes         int NOT NULL, -- wanted; 0 proposes a number
  seed           int NOT NULL,
  progress       double precision NOT NULL DEFAULT 0,
  attempts       int NOT NULL DEFAULT 0,
  fence          bigint NOT NULL DEFAULT 0, -- grows with every lease: the holder of an older one has lost it
  worker         text NOT NULL DEFAULT '',
  leased_until   timestamptz,
  failure        text NOT NULL DEFAULT '',
  PRIMARY KEY (run_id, piece)
);
CREATE INDEX theming_piece_open ON theming_piece (run_id, piece) WHERE state IN (1, 2);
CALL make_tenant_table('theming_piece', 'SELECT, INSERT, UPDATE');
CALL grant_table('theming_piece', 'SELECT, UPDATE', 'relay');
DO $$ BEGIN
  EXECUTE format('CREATE POLICY lease ON theming_piece TO %I USING (true)', current_setting('coproduction.relay_role'));
END $$;
CREATE TRIGGER wake AFTER INSERT OR UPDATE OF state ON theming_piece FOR EACH STATEMENT EXECUTE FUNCTION wake('theming_piece');

CREATE TABLE theme (
  partnership_id uuid NOT NULL,
  theme_id       uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  question       smallint NOT NULL CHECK (question IN (1, 2, 3)),
  name           text NOT NULL,
  i_statement    text NOT NULL, -- empty: none good enough
  i_by_people    boolean NOT NULL DEFAULT false,
  confidence     double precision NOT NULL,
  alternatives   text[] NOT NULL,
  key_phrases    text[] NOT NULL,
  state          smallint NOT NULL CHECK (state IN (1, 2)), -- proposed, ready for people
  touched        boolean NOT NULL DEFAULT false,
  merged_into    uuid,
  version        bigint NOT NULL DEFAULT 1,
  changed_by     text NOT NULL DEFAULT '',
  changed_at     timestamptz NOT NULL,
  change         text NOT NULL DEFAULT '',  -- the latest change in words, for whoever comes second
  PRIMARY KEY (partnership_id, theme_id),
  FOREIGN KEY (partnership_id, cycle_id) REFERENCES cycle
);
CREATE INDEX theme_of_cycle ON theme (partnership_id, cycle_id, question);
CALL make_tenant_table('theme', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE theme_quote (
  partnership_id uuid NOT NULL,
  theme_id       uuid NOT NULL,
  place          smallint NOT NULL,
  statement_id   uuid NOT NULL,
  PRIMARY KEY (partnership_id, theme_id, place),
  FOREIGN KEY (partnership_id, theme_id) REFERENCES theme ON DELETE CASCADE
);
CALL make_tenant_table('theme_quote', 'SELECT, INSERT, DELETE');

CREATE TABLE placement (
  partnership_id uuid NOT NULL,
  statement_id   uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  question       smallint NOT NULL,
  theme_id       uuid,           -- none: reason says why
  similarity     real NOT NULL,
  reason         smallint NOT NULL, -- SetAsideReason of the contract; 6: taken out by people
  PRIMARY KEY (partnership_id, statement_id)
);
CREATE INDEX placement_of_theme ON placement (partnership_id, theme_id, similarity DESC, statement_id) WHERE theme_id IS NOT NULL;
CREATE INDEX placement_in_none ON placement (partnership_id, cycle_id, question, reason, statement_id) WHERE theme_id IS NULL;
CALL make_tenant_table('placement', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE act (
  partnership_id uuid NOT NULL,
  act_id         uuid NOT NULL,
  cycle_id       uuid NOT NULL,
  seq            bigint NOT NULL, -- the cycle's version after it
  kind           smallint NOT NULL, -- ActKind of the contract
  actor_id       uuid NOT NULL,
  actor          text NOT NULL,
  at             timestamptz NOT NULL,
  summary        text NOT NULL,
  can_undo       boolean NOT NULL,
  undone_at      timestamptz,
  PRIMARY KEY (partnership_id, act_id)
);
CREATE UNIQUE INDEX act_latest ON act (partnership_id, cycle_id, seq DESC) WHERE undone_at IS NULL;
CALL make_tenant_table('act', 'SELECT, INSERT, UPDATE');

CREATE TABLE act_theme (
  partnership_id uuid NOT NULL,
  act_id         uuid NOT NULL,
  theme_id       uuid NOT NULL,
  before         jsonb NOT NULL, -- the theme's row as it was
  PRIMARY KEY (partnership_id, act_id, theme_id)
);
CALL make_tenant_table('act_theme', 'SELECT, INSERT');

CREATE TABLE act_move (
  partnership_id uuid NOT NULL,
  act_id         uuid NOT NULL,
  statement_id   uuid NOT NULL,
  from_theme_id  uuid,
  similarity     real NOT NULL,
  reason         smallint NOT NULL,
  PRIMARY KEY (partnership_id, act_id, statement_id)
);
CALL make_tenant_table('act_move', 'SELECT, INSERT');
