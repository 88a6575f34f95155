using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>Brings a module's database to the newest schema: numbered SQL scripts, forward only, one process at a time.</summary>
/// <remarks><paramref name="wanted"/> picks scripts by name, such as all but the newest; without it all are run.</remarks>
public sealed class Migrator(DatabaseSettings settings, IReadOnlyList<Assembly> scripts, Predicate<string>? wanted = null)
{
    private const long LockKey = 0x436F50726F64; // "CoProd": any number, as long as every process takes the same

    /// <summary>The scripts of a module's own assembly after those of the mechanisms that all share.</summary>
    public static Migrator Of(Assembly module, DatabaseSettings settings) => new(settings, [typeof(Migrator).Assembly, module]);

    /// <summary>Whether this process has the migrator's connection.</summary>
    public bool MayMigrate => settings.Migrator is not null;

    /// <summary>Runs the scripts that the database has not had yet, in order, each in a transaction of its own; throws on the first that fails.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        // The library that runs the scripts takes no lock of its own.
        await using var guard = new NpgsqlConnection(settings.Migrator);
        await guard.OpenAsync(cancel);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", guard) { CommandTimeout = 0 })
            await take.ExecuteNonQueryAsync(cancel);

        foreach (var assembly in scripts)
            Run(assembly);
    }

    /// <summary>Throws, in one line, when the database cannot be reached or has not had every script.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(settings.Relay);
            await connection.OpenAsync(cancel);
            var had = (await connection.QueryAsync<string>(new CommandDefinition("SELECT scriptname FROM schema_version", cancellationToken: cancel))).ToHashSet();
            if (ScriptsOf(scripts).FirstOrDefault(name => !had.Contains(name)) is { } missing)
                throw new InvalidOperationException($"The database {connection.Database} lacks {missing}. Migrate it first.");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException($"The database has not been migrated ({e.MessageText}). Migrate it first.", e);
        }
        catch (NpgsqlException e)
        {
            throw new InvalidOperationException($"The database cannot be reached: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>The names of all scripts in the order in which they run.</summary>
    public static IEnumerable<string> ScriptsOf(IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(assembly => assembly.GetManifestResourceNames().Where(IsScript).Order(StringComparer.Ordinal));

    private static bool IsScript(string name) => name.EndsWith(".sql", StringComparison.Ordinal);

    private void Run(Assembly assembly)
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(WithRoleNames())
            .WithScriptsEmbeddedInAssembly(assembly, name => IsScript(name) && wanted?.Invoke(name) != false)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .JournalToPostgresqlTable("public", "schema_version")
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    // Scripts grant to roles whose names are the installation's own, and one that rewrites a large table takes as long as it takes.
    private string WithRoleNames() => new NpgsqlConnectionStringBuilder(settings.Migrator)
    {
        CommandTimeout = 0,
        Options = $"-c coproduction.app_role={Escaped(settings.AppRole)} -c coproduction.relay_role={Escaped(settings.RelayRole)}",
    }.ConnectionString;

    private static string Escaped(string role) => role.Replace("\\", "\\\\").Replace(" ", "\\ ");
}
