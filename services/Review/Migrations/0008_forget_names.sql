-- So that the name of somebody who asked to be forgotten can be taken out: who changed it last is known by number too, and what stood before an act holds no name.

ALTER TABLE theme ADD COLUMN changed_by_id uuid;
ALTER TABLE bank_entry ADD COLUMN changed_by_id uuid;
UPDATE act_theme SET before = before - 'changed_by' WHERE before ? 'changed_by';

CREATE INDEX import_by ON import (partnership_id, imported_by_id);
CREATE INDEX act_by ON act (partnership_id, actor_id);
CREATE INDEX theme_changed_by ON theme (partnership_id, changed_by_id);

DO $$ BEGIN
  EXECUTE format('GRANT UPDATE (imported_by) ON import TO %I', current_setting('coproduction.app_role'));
END $$;
