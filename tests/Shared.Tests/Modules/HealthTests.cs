using CoProduction.Shared.Data;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task Check_NoConnectionIsFree_SaysSoUntilOneIs()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var health = module.ClientWithToken<Health.HealthClient>(null);
        var source = module.Services.GetRequiredService<AppDatabase>().Source;
        var taken = new List<NpgsqlConnection>();
        for (var number = new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize; number > 0; number--)
            taken.Add(await source.OpenConnectionAsync(TestContext.Current.CancellationToken));

        await Eventually.GetAsync(() => StatusAsync("database"), status => status == HealthCheckResponse.Types.ServingStatus.NotServing);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await StatusAsync(""));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync("keys"));

        foreach (var connection in taken)
            await connection.DisposeAsync();
        await Eventually.GetAsync(() => StatusAsync(""), status => status == HealthCheckResponse.Types.ServingStatus.Serving);

        async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(string part) =>
            (await health.CheckAsync(new() { Service = part }, cancellationToken: TestContext.Current.CancellationToken)).Status;
    }

    [Fact]
    public async Task Check_KeyFileGone_SaysSoAndWhichPartItIs()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var health = module.ClientWithToken<Health.HealthClient>(null);
        File.Move(module.PrivateKeyFile, module.PrivateKeyFile + ".away");

        await Eventually.GetAsync(() => StatusAsync("keys"), status => status == HealthCheckResponse.Types.ServingStatus.NotServing);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await StatusAsync("database"));

        async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(string part) =>
            (await health.CheckAsync(new() { Service = part }, cancellationToken: TestContext.Current.CancellationToken)).Status;
    }

    private async Task AllowConnectionsAsync(RunningModule module, bool allow)
    {
        await using var connection = new NpgsqlConnection(await postgres.SuperuserConnectionStringAsync());
        var database = new NpgsqlConnectionStringBuilder(module.Database.App).Database;
        await connection.ExecuteAsync(
            $"ALTER DATABASE {database} ALLOW_CONNECTIONS {allow}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }
}
