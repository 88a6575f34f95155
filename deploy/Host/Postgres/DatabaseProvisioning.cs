using CoProduction.Shared.Data;
using Npgsql;

namespace CoProduction.Host.Postgres;

/// <summary>Makes a module's database and its three roles where they are missing, with the names and passwords of their connection strings.</summary>
internal static class DatabaseProvisioning
{
    private const long LockKey = 0x50726F76; // "Prov": roles are the whole server's, so one at a time

    /// <summary>The admin's role may make roles and databases; it is used for nothing else.</summary>
    public static async Task RunAsync(string admin, DatabaseSettings settings, CancellationToken cancel)
    {
        var migrator = new NpgsqlConnectionStringBuilder(settings.Migrator);
        var app = new NpgsqlConnectionStringBuilder(settings.App);
        var relay = new NpgsqlConnectionStringBuilder(settings.Relay);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await ScalarAsync(connection, $"SELECT pg_advisory_lock({LockKey})", [], cancel);

        await MakeRoleAsync(connection, migrator, "BYPASSRLS", cancel);
        await MakeRoleAsync(connection, app, "NOBYPASSRLS", cancel);
        await MakeRoleAsync(connection, relay, "NOBYPASSRLS", cancel);
        if (await ScalarAsync(connection, "SELECT 1 FROM pg_database WHERE datname = $1", [migrator.Database!], cancel) is null)
        {
            await RunAsync(connection, "CREATE DATABASE %I OWNER %I", [migrator.Database!, migrator.Username!], cancel);
            await RunAsync(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", [migrator.Database!], cancel);
        }
        await RunAsync(connection, "GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I", [migrator.Database!, app.Username!], cancel);
        await RunAsync(connection, "GRANT CONNECT ON DATABASE %I TO %I", [migrator.Database!, relay.Username!], cancel);
    }

    private static async Task MakeRoleAsync(NpgsqlConnection connection, NpgsqlConnectionStringBuilder role, string rights, CancellationToken cancel)
    {
        var verb = await ScalarAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = $1", [role.Username!], cancel) is null ? "CREATE" : "ALTER";
        await RunAsync(connection, $"{verb} ROLE %I LOGIN {rights} PASSWORD %L", [role.Username!, role.Password ?? ""], cancel);
    }

    // These statements take no parameters; the server itself puts the names in, quoted.
    private static async Task RunAsync(NpgsqlConnection connection, string template, string[] names, CancellationToken cancel)
    {
        var places = string.Concat(names.Select((_, i) => $", ${i + 2}::text"));
        var statement = (string)(await ScalarAsync(connection, $"SELECT format($1{places})", [template, .. names], cancel))!;
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string[] values, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancel);
    }
}
