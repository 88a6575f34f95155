using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Health.V1;
using Npgsql;

namespace CoProduction.Shared.Tests.Modules;

public sealed class HealthTests(TestPostgres postgres)
{
    [Fact]
    public async Task Check_DatabaseGoesAwayAndComesBack_SaysSoToAnybody()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var health = module.ClientWithToken<Health.HealthClient>(null);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync());

        await AllowConnectionsAsync(module, false);
        await Eventually.GetAsync(StatusAsync, status => status == HealthCheckResponse.Types.ServingStatus.NotServing);
        await AllowConnectionsAsync(module, true);
        await Eventually.GetAsync(StatusAsync, status => status == HealthCheckResponse.Types.ServingStatus.Serving);

        async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync() => (await health.CheckAsync(new())).Status;
    }

    private async Task AllowConnectionsAsync(RunningModule module, bool allow)
    {
        await using var connection = new NpgsqlConnection(await postgres.SuperuserConnectionStringAsync());
        var database = new NpgsqlConnectionStringBuilder(module.Database.App).Database;
        await connection.ExecuteAsync(
            $"ALTER DATABASE {database} ALLOW_CONNECTIONS {allow}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }
}
