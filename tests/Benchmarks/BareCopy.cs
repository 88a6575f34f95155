using System.Diagnostics;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using Npgsql;
using NpgsqlTypes;

namespace CoProduction.Benchmarks;

/// <summary>The yardstick for imports: a binary COPY of the same statements into a table with the same columns, keys and indexes, and nothing else.</summary>
internal static class BareCopy
{
    public static async Task<TimeSpan> RunAsync(string dataFolder, IEnumerable<(int Question, string Text)> statements)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(new ClusterFolder(dataFolder, ServerAccount.Choose())));
        await connection.OpenAsync();
        await ExecuteAsync(connection,
            """
            DROP TABLE IF EXISTS bare_statement, bare_import;
            CREATE TABLE bare_import (LIKE import INCLUDING ALL);
            CREATE TABLE bare_statement (LIKE statement INCLUDING ALL, FOREIGN KEY (partnership_id, import_id) REFERENCES bare_import);
            INSERT INTO bare_import SELECT (import).* FROM import LIMIT 1;
            """);
        await using var one = new NpgsqlCommand("SELECT partnership_id, import_id, cycle_id FROM bare_import", connection);
        Guid partnership, import, cycle;
        await using (var reader = await one.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (partnership, import, cycle) = (reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2));
        }

        var rows = statements.ToList();
        var start = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY bare_statement (partnership_id, statement_id, cycle_id, import_id, review_id, question, state, text) FROM STDIN (FORMAT binary)"))
        {
            foreach (var (question, text) in rows)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(partnership, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                await copy.WriteAsync(cycle, NpgsqlDbType.Uuid);
                await copy.WriteAsync(import, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                await copy.WriteAsync((short)question, NpgsqlDbType.Smallint);
                await copy.WriteAsync((short)1, NpgsqlDbType.Smallint);
                await copy.WriteAsync(text, NpgsqlDbType.Text);
            }
            await copy.CompleteAsync();
        }
        var elapsed = Stopwatch.GetElapsedTime(start);
        await ExecuteAsync(connection, "DROP TABLE bare_statement, bare_import");
        return elapsed;
    }

    private static string ConnectionString(ClusterFolder folder) =>
        new NpgsqlConnectionStringBuilder(folder.SuperuserConnectionString) { Database = "coproduction_review" }.ConnectionString;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
