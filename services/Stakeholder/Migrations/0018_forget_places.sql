-- Where tries came from is forgotten by the clock, and not only when the next one comes.

CALL grant_table('place_key', 'SELECT, DELETE', 'relay');
CALL grant_table('sign_in_failure', 'SELECT, DELETE', 'relay');
