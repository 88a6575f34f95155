namespace CoProduction.Host.Postgres;

/// <summary>Where the private cluster lies, which binaries run it (null: looked for), and settings beyond the usual, such as fsync=off for a test.</summary>
public sealed record EmbeddedPostgresOptions(string DataDir, string? BinDir = null, params string[] Settings);

/// <summary>A module's three ways into its database, as connection strings.</summary>
public sealed record DatabaseAccess(string Migrator, string App, string Relay);
