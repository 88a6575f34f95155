using System.Reflection;
using CoProduction.Host.Postgres;
using CoProduction.Shared.Data;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>A module's migrated database, seen by each of its roles.</summary>
internal sealed class ModuleSchema(DatabaseSettings settings, NpgsqlConnection superuser, IReadOnlyList<Assembly> assemblies) : IAsyncDisposable
{
    public NpgsqlConnection Superuser => superuser;

    public string AppRole => settings.AppRole;

    public string RelayRole => settings.RelayRole;

    public static async Task<ModuleSchema> CreateAsync(TestPostgres postgres, string module)
    {
        var schema = await EmptyAsync(postgres, module);
        await schema.MigrateAsync(ScriptsOf(module));
        return schema;
    }

    /// <summary>The module's database as it is before the first migration.</summary>
    public static async Task<ModuleSchema> EmptyAsync(TestPostgres postgres, string module) =>
        await OfAsync(postgres, module, await postgres.NewDatabaseAsync(module));

    /// <summary>The same for a database that is there.</summary>
    public static async Task<ModuleSchema> OfAsync(TestPostgres postgres, string module, DatabaseAccess access)
    {
        return new(new(access.Migrator, access.App, access.Relay), await postgres.OpenAsSuperuserAsync(access), AssembliesOf(module));
    }

    /// <summary>All of the module's migrations in their order.</summary>
    public static IReadOnlyList<string> ScriptsOf(string module) => [.. Migrator.ScriptsOf(AssembliesOf(module))];

    /// <summary>Runs those of these migrations that the database has not had yet.</summary>
    public Task MigrateAsync(IEnumerable<string> scripts) => new Migrator(settings, assemblies, scripts.ToHashSet().Contains).MigrateAsync(CancellationToken.None);

    /// <summary>Tables with rows of partnerships.</summary>
    public async Task<IReadOnlyList<string>> TenantTablesAsync() =>
        (await superuser.QueryAsync<string>(
            """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'partnership_id'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity ORDER BY 1
            """)).AsList();

    public async Task<NpgsqlConnection> OpenAsAppAsync(Guid? partnership)
    {
        var connection = new NpgsqlConnection(settings.App + ";Pooling=false");
        await connection.OpenAsync();
        if (partnership is not null)
            await connection.ExecuteAsync("SELECT set_config('coproduction.partnership_id', @id, false)", new { id = partnership.ToString() });
        return connection;
    }

    /// <summary>Puts a row into the table, whatever the table is about; the first of a partnership's refers to the first of its rows in other tables.</summary>
    public async Task InsertAnyRowAsync(string table, Guid partnership) =>
        // Without triggers, and before what it refers to is there.
        await superuser.ExecuteAsync(
            $"""
            SET session_replication_role = replica;
            {await InsertOfAnyRowAsync(table, partnership)};
            SET session_replication_role = origin
            """);

    /// <summary>The statement that puts a made-up row of this partnership into the table.</summary>
    public async Task<string> InsertOfAnyRowAsync(string table, Guid partnership)
    {
        var columns = (await superuser.QueryAsync<(string Name, string Type, string? Row)>(
            """
            SELECT attname, format_type(atttypid, NULL), coalesce(
              (SELECT min(confrelid::regclass::text) FROM pg_constraint WHERE contype = 'f' AND conrelid = attrelid AND attnum = ANY(conkey)),
              (SELECT min(confrelid::regclass::text) FROM pg_constraint WHERE contype = 'f' AND confrelid = attrelid AND attnum = ANY(confkey)))
            FROM pg_attribute
            WHERE attrelid = @table::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND NOT atthasdef AND attidentity = ''
            """, new { table })).AsList();
        var values = columns.Select(column =>
            column.Name == "partnership_id" ? $"'{partnership}'"
            : column is { Type: "uuid", Row: { } row } ? $"md5('{row} {partnership}')::uuid"
            : AnyOf(column.Type));
        return $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", values)})";
    }

    public ValueTask DisposeAsync() => superuser.DisposeAsync();

    private static Assembly[] AssembliesOf(string module) =>
        [typeof(ServiceModuleExtensions).Assembly, ServiceModules.All.Append(new NoteModule()).Single(m => m.Name == module).GetType().Assembly];

    private static string AnyOf(string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "text" => "gen_random_uuid()::text",
        "bytea" => "uuid_send(gen_random_uuid())",
        "boolean" => "false",
        "smallint" or "integer" or "bigint" or "real" or "double precision" => "1",
        "timestamp with time zone" or "date" => "now()",
        "jsonb" => "'{}'",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
        _ => throw new NotSupportedException($"Say here what a {type} may look like."),
    };
}
