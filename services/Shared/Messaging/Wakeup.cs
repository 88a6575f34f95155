using Npgsql;

namespace CoProduction.Shared.Messaging;

/// <summary>Waits for a PostgreSQL notification on one channel, on a connection of its own.</summary>
public sealed class Wakeup : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private Wakeup(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The listening connection, also good for session locks.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>Opens a connection and listens.</summary>
    public static async Task<Wakeup> ListenAsync(NpgsqlDataSource source, string channel, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        await using var listen = new NpgsqlCommand($"LISTEN {channel}", connection);
        await listen.ExecuteNonQueryAsync(cancel);
        return new(connection);
    }

    /// <summary>Returns at the next notification, at once for one that came meanwhile, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancel) => _connection.WaitAsync(longest, cancel);

    /// <summary>Closes the connection; its session locks go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var unlisten = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _connection))
        {
            if (_connection.FullState == System.Data.ConnectionState.Open)
                await unlisten.ExecuteNonQueryAsync();
        }
        await _connection.DisposeAsync();
    }
}
