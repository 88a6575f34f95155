-- Who changed it last, by number too: so that the name goes when they are erased.

ALTER TABLE opportunity ADD COLUMN changed_by_id uuid;
