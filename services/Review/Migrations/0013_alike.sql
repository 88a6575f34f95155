-- Which share of a theme's statements are nearly the same words, as when many send one letter.

ALTER TABLE theme ADD COLUMN alike_share double precision NOT NULL DEFAULT 0;
