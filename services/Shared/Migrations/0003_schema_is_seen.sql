-- A process that does not migrate itself looks whether somebody has.
CALL grant_table('schema_version', 'SELECT', 'relay');
