-- A cycle that was removed leaves a row that is not shown: news of it that comes late must not bring it back.

ALTER TABLE cycle_activity ADD COLUMN removed boolean NOT NULL DEFAULT false;
