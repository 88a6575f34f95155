using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;

namespace CoProduction.Shared.Tests.Data;

public sealed class MigratorTests(TestPostgres postgres)
{
    // Tables that there are no more, and where a migration has put their rows.
    private static readonly Dictionary<string, string> _goesOnIn = new() { ["proposed_placement"] = "submitted_piece" };

    public static TheoryData<string> Modules => [.. ServiceModules.All.Select(module => module.Name).Append("note")];

    [Theory]
    [MemberData(nameof(Modules))]
    public async Task Migrate_FromEveryEarlierSchemaWithRowsOfTwoPartnerships_KeepsThemAll(string module)
    {
        var scripts = ModuleSchema.ScriptsOf(module);
        await using var schema = await ModuleSchema.EmptyAsync(postgres, module);
        var rows = new Dictionary<string, int>();

        for (var version = 1; version < scripts.Count; version++)
        {
            await schema.MigrateAsync(scripts.Take(version));
            Guid[] partnerships = [Guid.NewGuid(), Guid.NewGuid()];
            foreach (var table in await schema.TenantTablesAsync())
            {
                foreach (var partnership in partnerships)
                    await schema.InsertAnyRowAsync(table, partnership);
                rows[table] = rows.GetValueOrDefault(table) + 2;
            }
        }
        await schema.MigrateAsync(scripts);

        Assert.NotEmpty(rows);
        foreach (var (table, expected) in rows.GroupBy(table => _goesOnIn.GetValueOrDefault(table.Key, table.Key)).Select(tables => (tables.Key, tables.Sum(table => table.Value))))
            Assert.Equal((table, expected), (table, await schema.Superuser.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM {table}")));
    }

    [Fact]
    public async Task Migrate_ChangingRowsBehindRowSecurity_ChangesThoseOfEveryPartnership()
    {
        await using var schema = await ModuleSchema.EmptyAsync(postgres, "note");
        var scripts = ModuleSchema.ScriptsOf("note");
        await schema.MigrateAsync(scripts.Where(script => !script.Contains("0002_short", StringComparison.Ordinal)));
        await schema.Superuser.ExecuteAsync("INSERT INTO note (partnership_id, note_id, text) SELECT gen_random_uuid(), gen_random_uuid(), 'four' FROM generate_series(1, 3)");

        await schema.MigrateAsync(scripts);

        Assert.Equal(3, await schema.Superuser.ExecuteScalarAsync<int>("SELECT count(*)::int FROM note WHERE length = 4"));
    }

    [Fact]
    public async Task Migrate_FourAtOnce_EachScriptIsRunOnce()
    {
        await using var schema = await ModuleSchema.EmptyAsync(postgres, "review");
        var scripts = ModuleSchema.ScriptsOf("review");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => schema.MigrateAsync(scripts))));

        Assert.Equal(scripts.Order(StringComparer.Ordinal), await schema.Superuser.QueryAsync<string>("SELECT scriptname FROM schema_version ORDER BY scriptname COLLATE \"C\""));
    }
}
