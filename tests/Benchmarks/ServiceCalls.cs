using System.Diagnostics;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Modules;
using CoProduction.Stakeholder;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoProduction.Benchmarks;

/// <summary>What a call costs on top of what it does: token, permission and errors around a no-op; tenancy, repeats, audit and gRPC around an insert.</summary>
internal static class ServiceCalls
{
    private const int AtOnce = 16;
    private const int Rounds = 21;
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    // One caller makes all the calls, as fast as they go, and none waits for a turn: what a limit costs is asked, and not what it withholds.
    private static readonly Dictionary<string, string> _roomy = new() { ["Limits:CallsPerMinute"] = "100000000", ["Limits:CallsAtOnce"] = $"{AtOnce}" };

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        return [await NoOpAsync(postgres), await LimitsAsync(postgres), await InsertAsync(postgres)];
    }

    private static async Task<(string, string, string)> NoOpAsync(TestPostgres postgres)
    {
        await using var guarded = await RunningModule.StartAsync(new NoOpModule(), await postgres.NewDatabaseAsync("noop"), with: _roomy);
        var ours = new StakeholderService.StakeholderServiceClient(guarded.As(Callers.Administrator(Guid.NewGuid())));
        await using var bare = await BareServer.StartAsync();
        var yardstick = new StakeholderService.StakeholderServiceClient(bare.Channel);
        var (share, mine, theirs) = await CompareAsync(
            async () => await ours.GetPartnershipAsync(new()),
            async () => await yardstick.GetPartnershipAsync(new()));
        return ("no-op call through our interceptors, as a share of a bare gRPC no-op", $"{share:P0} ({mine:N0}/s, bare: {theirs:N0}/s)", "≥ 80 %");
    }

    private static async Task<(string, string, string)> LimitsAsync(TestPostgres postgres)
    {
        await using var limited = await RunningModule.StartAsync(new NoOpModule(), await postgres.NewDatabaseAsync("noop"), with: _roomy);
        await using var free = await RunningModule.StartAsync(new NoOpModule { IsLimited = false }, await postgres.NewDatabaseAsync("noop"));
        var with = new StakeholderService.StakeholderServiceClient(limited.As(Callers.Administrator(Guid.NewGuid())));
        var without = new StakeholderService.StakeholderServiceClient(free.As(Callers.Administrator(Guid.NewGuid())));
        var (share, mine, theirs) = await CompareAsync(
            async () => await with.GetPartnershipAsync(new()),
            async () => await without.GetPartnershipAsync(new()));
        return ("no-op call with limits, as a share of one without", $"{share:P1} ({mine:N0}/s, without: {theirs:N0}/s)", "≥ 97 %");
    }

    private static async Task<(string, string, string)> InsertAsync(TestPostgres postgres)
    {
        var database = await postgres.NewDatabaseAsync("stakeholder");
        await using var module = await RunningModule.StartAsync(new StakeholderModule(), database, with: _roomy);
        var created = await new StakeholderService.StakeholderServiceClient(module.As(Caller.System))
            .CreatePartnershipAsync(new() { RequestId = Guid.NewGuid().ToString(), Name = "Benchmark" });
        var partnership = Guid.Parse(created.Partnership.PartnershipId);
        var client = new StakeholderService.StakeholderServiceClient(module.As(Callers.Facilitator(partnership)));
        await using var source = NpgsqlDataSource.Create(database.App);
        var (share, mine, theirs) = await CompareAsync(
            async () => await client.CreateProjectAsync(new() { RequestId = Guid.NewGuid().ToString(), Name = Guid.NewGuid().ToString(), Purpose = "To measure." }),
            async () => await BareInsertAsync(source, partnership));
        return ("an insert call, as a share of its statements in one bare transaction", $"{share:P0} ({mine:N0}/s, bare: {theirs:N0}/s)", "≥ 50 %");
    }

    // The very statements that CreateProject comes to, without a server, a token or a mapper.
    internal static async Task BareInsertAsync(NpgsqlDataSource source, Guid partnership)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (request, project, now) = (Guid.NewGuid(), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await ExecuteAsync("SELECT set_config('coproduction.partnership_id', $1, true)", partnership.ToString());
        await ExecuteAsync("INSERT INTO request (partnership_id, request_id, rpc, content_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            partnership, request, "coproduction.stakeholder.v1.CreateProjectRequest", new byte[32], now);
        await ExecuteAsync("INSERT INTO project (partnership_id, project_id, name, purpose, sponsor, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            partnership, project, project.ToString(), "To measure.", "", now);
        await ExecuteAsync("INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            partnership, Guid.CreateVersion7(), now, Guid.Empty, "project.create", "project", project, "");
        await ExecuteAsync("UPDATE request SET response = $1 WHERE partnership_id = $2 AND request_id = $3", new byte[100], partnership, request);
        await transaction.CommitAsync();

        async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Calls of each kind per second, in short turns so that a slow moment hits both; medians, of the share too, which is that of a turn beside the next.</summary>
    private static async Task<(double Share, double First, double Second)> CompareAsync(Func<Task> first, Func<Task> second)
    {
        await RoundAsync(first);
        await RoundAsync(second);
        var rounds = new List<(double First, double Second)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await RoundAsync(first), await RoundAsync(second)));
        return (MedianOf(round => round.First / round.Second), MedianOf(round => round.First), MedianOf(round => round.Second));

        double MedianOf(Func<(double First, double Second), double> value) => rounds.Select(value).Order().ElementAt(Rounds / 2);
    }

    private static async Task<double> RoundAsync(Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var calls = 0;
            for (; Stopwatch.GetElapsedTime(start) < _round; calls++)
                await call();
            return calls;
        })));
        return done.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class NoOpService : StakeholderService.StakeholderServiceBase
    {
        private static readonly Task<GetPartnershipResponse> _answer = Task.FromResult(new GetPartnershipResponse());

        public override Task<GetPartnershipResponse> GetPartnership(GetPartnershipRequest request, ServerCallContext context) => _answer;
    }

    private sealed class NoOpModule : IModule
    {
        public string Name => "noop";

        public bool IsLimited { get; init; } = true;

        public void AddServices(WebApplicationBuilder builder)
        {
            builder.AddServiceModule(this);
            if (!IsLimited)
                builder.Services.RemoveAll<CallLimits>();
        }

        public void Map(WebApplication app) => app.MapGrpcService<NoOpService>();
    }

    /// <summary>gRPC as it comes, on a socket like ours.</summary>
    private sealed class BareServer(WebApplication app, string folder, Grpc.Net.Client.GrpcChannel channel) : IAsyncDisposable
    {
        public Grpc.Net.Client.GrpcChannel Channel => channel;

        public static async Task<BareServer> StartAsync()
        {
            var folder = Directory.CreateTempSubdirectory("coproduction-bare-").FullName;
            var socket = Path.Combine(folder, "bare.sock");
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddGrpc();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2));
            var app = builder.Build();
            app.MapGrpcService<NoOpService>();
            await app.StartAsync();
            return new(app, folder, ServiceAddress.Open($"unix:{socket}"));
        }

        public async ValueTask DisposeAsync()
        {
            channel.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
