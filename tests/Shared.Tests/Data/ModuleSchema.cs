using CoProduction.Shared.Data;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>A module's migrated database, seen by each of its roles.</summary>
internal sealed class ModuleSchema(DatabaseSettings settings, NpgsqlConnection superuser) : IAsyncDisposable
{
    public NpgsqlConnection Superuser => superuser;

    public string AppRole => settings.AppRole;

    public string RelayRole => settings.RelayRole;

    public static async Task<ModuleSchema> CreateAsync(TestPostgres postgres, string module)
    {
        var access = await postgres.NewDatabaseAsync(module);
        var settings = new DatabaseSettings(access.Migrator, access.App, access.Relay);
        var assembly = ServiceModules.All.Single(m => m.Name == module).GetType().Assembly;
        await Migrator.Of(assembly, settings).MigrateAsync(CancellationToken.None);
        return new(settings, await postgres.OpenAsSuperuserAsync(access));
    }

    public async Task<NpgsqlConnection> OpenAsAppAsync(Guid? partnership)
    {
        var connection = new NpgsqlConnection(settings.App + ";Pooling=false");
        await connection.OpenAsync();
        if (partnership is not null)
            await connection.ExecuteAsync("SELECT set_config('coproduction.partnership_id', @id, false)", new { id = partnership.ToString() });
        return connection;
    }

    /// <summary>The rows that the app role sees, or null when it may not read the table.</summary>
    public async Task<int?> CountAsAppAsync(string table, Guid? partnership)
    {
        await using var connection = await OpenAsAppAsync(partnership);
        return await connection.ExecuteScalarAsync<bool>("SELECT has_table_privilege(@table, 'SELECT')", new { table })
            ? await connection.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM {table}")
            : null;
    }

    /// <summary>Puts a row into the table, whatever the table is about.</summary>
    public async Task InsertAnyRowAsync(string table, Guid partnership)
    {
        var columns = (await superuser.QueryAsync<(string Name, string Type)>(
            """
            SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
            WHERE attrelid = @table::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND NOT atthasdef AND attidentity = ''
            """, new { table })).AsList();
        var values = columns.Select(column => column.Name == "partnership_id" ? $"'{partnership}'" : AnyOf(column.Type));
        // Without triggers and references: what the row is about does not matter.
        await superuser.ExecuteAsync(
            $"""
            SET session_replication_role = replica;
            INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", values)});
            SET session_replication_role = origin
            """);
    }

    public ValueTask DisposeAsync() => superuser.DisposeAsync();

    private static string AnyOf(string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "text" or "bytea" => "''",
        "boolean" => "false",
        "smallint" or "integer" or "bigint" or "real" or "double precision" => "1",
        "timestamp with time zone" => "now()",
        "jsonb" => "'{}'",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
        _ => throw new NotSupportedException($"Say here what a {type} may look like."),
    };
}
