using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>A module's three ways into its database, as connection strings.</summary>
public sealed record DatabaseSettings(string Migrator, string App, string Relay)
{
    /// <summary>Reads <c>Database:Migrator</c>, <c>Database:App</c> and <c>Database:Relay</c>; throws with the missing name.</summary>
    public static DatabaseSettings From(IConfiguration configuration, string module)
    {
        return new(Required("Migrator"), Required("App"), Required("Relay"));

        string Required(string role) => configuration[$"Database:{role}"]
            ?? throw new InvalidOperationException($"The setting Database:{role} of the module {module} is missing: a PostgreSQL connection string.");
    }

    internal string AppRole => new NpgsqlConnectionStringBuilder(App).Username!;

    internal string RelayRole => new NpgsqlConnectionStringBuilder(Relay).Username!;
}
