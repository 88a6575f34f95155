-- Every table belongs to a tenant and has row security, or stands here (a module's own: beside the table) with the reason why not.

COMMENT ON TABLE outbox IS 'no tenant: the relay takes the events of all partnerships in one order; ids and numbers only';
COMMENT ON TABLE inbox IS 'no tenant: events of all partnerships wait in one queue until they are applied, each in its own partnership; ids and numbers only';
COMMENT ON TABLE schema_version IS 'no tenant: the list of migrations that this database has had';
