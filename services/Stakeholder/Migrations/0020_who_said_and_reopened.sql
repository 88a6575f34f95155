-- Who said it and who opened it again, by number too: so that their name goes when they are erased.

ALTER TABLE empty_category ADD COLUMN said_by_id uuid;
ALTER TABLE close_out ADD COLUMN reopened_by_id uuid;
