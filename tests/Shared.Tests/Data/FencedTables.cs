using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>
/// Every table of a module that has row security, with a row of each of two partnerships. The app role is given every right on them, so that what it cannot
/// do is row security's doing alone.
/// </summary>
internal sealed class FencedTables(ModuleSchema schema, IReadOnlyList<string> tables) : IAsyncDisposable
{
    public Guid Mine { get; } = Guid.NewGuid();

    public Guid Other { get; } = Guid.NewGuid();

    public IReadOnlyList<string> Tables => tables;

    public static async Task<FencedTables> CreateAsync(TestPostgres postgres, string module)
    {
        var schema = await ModuleSchema.CreateAsync(postgres, module);
        var fenced = new FencedTables(schema, await schema.TenantTablesAsync());
        foreach (var table in fenced.Tables)
        {
            await schema.InsertAnyRowAsync(table, fenced.Mine);
            await schema.InsertAnyRowAsync(table, fenced.Other);
            await schema.Superuser.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {schema.AppRole}");
        }
        return fenced;
    }

    public Task<NpgsqlConnection> OpenAsync(Guid? partnership) => schema.OpenAsAppAsync(partnership);

    /// <summary>Puts a made-up row into the table.</summary>
    public async Task<int> InsertAsync(NpgsqlConnection connection, string table, Guid partnership) =>
        await connection.ExecuteAsync(await schema.InsertOfAnyRowAsync(table, partnership));

    /// <summary>All rows of a table, as whoever may see everything sees them.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string table) =>
        (await schema.Superuser.QueryAsync<string>($"SELECT t::text FROM {table} t ORDER BY 1")).AsList();

    public ValueTask DisposeAsync() => schema.DisposeAsync();
}
