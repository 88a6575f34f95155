-- A wish to be counted or not holds for a while, so the day of its last change is kept; and whoever wrote it down for somebody else said why.

ALTER TABLE left_out_of_counts ADD COLUMN until timestamptz; -- since when they are counted again; empty while they are left out
ALTER TABLE left_out_of_counts ADD COLUMN written_by_id uuid; -- empty: they did it themselves
ALTER TABLE left_out_of_counts ADD COLUMN because text NOT NULL DEFAULT '';
CALL grant_table('left_out_of_counts', 'UPDATE', 'app');
