-- What people said, spoke for and offered themselves for is taken out with the rest of what is held about them.

CALL grant_table('opportunity_interest', 'DELETE', 'app');
CALL grant_table('opportunity_told', 'DELETE', 'app');
CALL grant_table('voice_answer', 'UPDATE (answered_by)', 'app');
