using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>What the app role reads and changes of two partnerships' rows, in every table that has row security.</summary>
public sealed class FencedTablesTests(TestPostgres postgres)
{
    public static TheoryData<string> Modules { get; } = [.. ServiceModules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Modules))]
    public async Task Read_NoPartnership_GivesNothing(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);
        await using var connection = await fenced.OpenAsync(null);

        foreach (var table in fenced.Tables)
            Assert.Equal((table, 0), (table, await connection.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM {table}")));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Read_OnePartnership_GivesItsRowsOnly(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);
        await using var connection = await fenced.OpenAsync(fenced.Mine);

        foreach (var table in fenced.Tables)
            Assert.Equal([(table, fenced.Mine)], (await connection.QueryAsync<Guid>($"SELECT partnership_id FROM {table}")).Select(partnership => (table, partnership)));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Change_NoPartnership_TouchesNothing(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);
        await using var connection = await fenced.OpenAsync(null);

        foreach (var table in fenced.Tables)
            await AssertTouchesNothingAsync(fenced, connection, table, "true");
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Change_RowsOfAnotherPartnership_TouchesNothing(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);
        await using var connection = await fenced.OpenAsync(fenced.Mine);

        foreach (var table in fenced.Tables)
            await AssertTouchesNothingAsync(fenced, connection, table, $"partnership_id <> '{fenced.Mine}'");
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Insert_NoPartnershipOrAnother_Refused(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);

        foreach (var partnership in new Guid?[] { null, fenced.Mine })
        {
            await using var connection = await fenced.OpenAsync(partnership);
            foreach (var table in fenced.Tables)
                await AssertRefusedAsync(fenced, table, () => fenced.InsertAsync(connection, table, fenced.Other));
        }
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Move_OwnRowToAnotherPartnership_Refused(string module)
    {
        await using var fenced = await FencedTables.CreateAsync(postgres, module);
        await using var connection = await fenced.OpenAsync(fenced.Mine);

        foreach (var table in fenced.Tables)
            await AssertRefusedAsync(fenced, table, () => connection.ExecuteAsync($"UPDATE {table} SET partnership_id = '{fenced.Other}'"));
    }

    private static async Task AssertTouchesNothingAsync(FencedTables fenced, NpgsqlConnection connection, string table, string rows)
    {
        var before = await fenced.RowsAsync(table);

        Assert.Equal((table, 0), (table, await TouchedAsync(connection, $"UPDATE {table} SET partnership_id = partnership_id WHERE {rows}")));
        Assert.Equal((table, 0), (table, await TouchedAsync(connection, $"DELETE FROM {table} WHERE {rows}")));

        Assert.Equal(before, await fenced.RowsAsync(table));
    }

    // What is only ever added to refuses a change whichever rows it would have touched.
    private static async Task<int> TouchedAsync(NpgsqlConnection connection, string change)
    {
        try
        {
            return await connection.ExecuteAsync(change);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return 0;
        }
    }

    private static async Task AssertRefusedAsync(FencedTables fenced, string table, Func<Task<int>> change)
    {
        var before = await fenced.RowsAsync(table);

        var refusal = await Assert.ThrowsAsync<PostgresException>(change);

        Assert.Equal((table, PostgresErrorCodes.InsufficientPrivilege), (table, refusal.SqlState));
        Assert.Equal(before, await fenced.RowsAsync(table));
    }
}
