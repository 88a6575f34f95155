using CoProduction.Host.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.TestCommon.Postgres;

/// <summary>What a module's connections are doing.</summary>
public static class BusyConnections
{
    /// <summary>The queries of those connections that are at work or in a transaction: what others cannot use.</summary>
    public static async Task<List<string>> ReadAsync(NpgsqlConnection asSuperuser, DatabaseAccess database) =>
        (await asSuperuser.QueryAsync<string>(
            "SELECT state || ': ' || left(query, 200) FROM pg_stat_activity WHERE datname = @Database AND usename = @Username AND state <> 'idle'",
            new NpgsqlConnectionStringBuilder(database.App))).AsList();
}
