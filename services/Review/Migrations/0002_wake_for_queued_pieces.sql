-- A worker that looks for a piece and finds none must not wake itself: a trigger for each statement fires even when no row was changed.

DROP TRIGGER wake ON theming_piece;
CREATE TRIGGER wake AFTER INSERT ON theming_piece FOR EACH STATEMENT EXECUTE FUNCTION wake('theming_piece');
CREATE TRIGGER wake_again AFTER UPDATE OF state ON theming_piece FOR EACH ROW WHEN (new.state = 1) EXECUTE FUNCTION wake('theming_piece');
