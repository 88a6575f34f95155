using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>A module's ways into its database, as connection strings. The migrator's is there only for whoever migrates.</summary>
public sealed record DatabaseSettings(string? Migrator, string App, string Relay)
{
    /// <summary>Reads <c>Database:App</c>, <c>Database:Relay</c> and, when it is there, <c>Database:Migrator</c>; throws with the missing name.</summary>
    public static DatabaseSettings From(IConfiguration configuration, string module)
    {
        return new(configuration["Database:Migrator"], Required("App"), Required("Relay"));

        string Required(string role) => configuration[$"Database:{role}"]
            ?? throw new InvalidOperationException($"The setting Database:{role} of the module {module} is missing: a PostgreSQL connection string.");
    }

    internal string AppRole => new NpgsqlConnectionStringBuilder(App).Username!;

    internal string RelayRole => new NpgsqlConnectionStringBuilder(Relay).Username!;
}
