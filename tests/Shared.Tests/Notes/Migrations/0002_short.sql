-- A later migration that has to see the rows of every partnership.

ALTER TABLE note ADD length int;
UPDATE note SET length = char_length(text);
ALTER TABLE note ALTER length SET NOT NULL, ALTER length SET DEFAULT 0;
