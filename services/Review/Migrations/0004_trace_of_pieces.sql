-- A worker goes on with the trace of whoever started the run.

ALTER TABLE theming_piece ADD COLUMN traceparent text;
