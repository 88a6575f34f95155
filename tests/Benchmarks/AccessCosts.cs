using CoProduction.Host.Postgres;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Limits;
using CoProduction.Stakeholder;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CoProduction.Benchmarks;

/// <summary>What it costs to know who calls and to keep partnerships apart, beside an insert call.</summary>
internal static class AccessCosts
{
    private const int Calls = 4_000;
    private const int Checks = 400_000;
    private const int Transactions = 20_000;
    private const int Rounds = 5;
    private const int AtOnce = 16;

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        var database = await postgres.NewDatabaseAsync("stakeholder");
        await using var module = await RunningModule.StartAsync(new StakeholderModule(), database);
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System)
            .CreatePartnershipAsync(new() { RequestId = NewId(), Name = "Benchmark" });
        var partnership = Guid.Parse(created.Partnership.PartnershipId);
        await using var connection = await postgres.OpenAsSuperuserAsync(database);
        return
        [
            .. await ShareOfAnInsertAsync(module, connection, partnership),
            await RowSecurityAsync(database, connection, partnership),
        ];
    }

    private static async Task<List<(string, string, string)>> ShareOfAnInsertAsync(RunningModule module, NpgsqlConnection connection, Guid partnership)
    {
        var client = module.Client<StakeholderService.StakeholderServiceClient>(Callers.Facilitator(partnership));
        var insert = await ProcessorTime.OfAsync(connection, Calls, AtOnce, async () =>
            await client.CreateProjectAsync(new() { RequestId = NewId(), Name = NewId(), Purpose = "To measure." }));
        var check = await CheckAsync(module, connection, partnership);
        var tenancy = await TenancyAsync(module, connection, partnership);
        return
        [
            ("processor time of token, permission, project and tenancy checks, as a share of an insert call's",
                $"{(check.Sum + tenancy.Sum) / insert.Sum:P1} ({check.Sum + tenancy.Sum:N0} of {insert.Sum:N0} µs)", "≤ 15 %"),
            ("of that: token, permission and project", $"{check.Sum / insert.Sum:P1} ({check.Sum:N1} µs)", ""),
            ("of that: tenancy, the statement that names the partnership", $"{tenancy.Sum / insert.Sum:P1} ({tenancy.Here:N0} µs here, {tenancy.Postgres:N0} µs in PostgreSQL)", ""),
            ("the same without PostgreSQL's part on either side", $"{(check.Here + tenancy.Here) / insert.Here:P1} (of {insert.Here:N0} µs)", ""),
        ];
    }

    // With a token that is known already, of somebody who has their role in one project: they are looked at longest.
    private static async Task<ProcessorTime> CheckAsync(RunningModule module, NpgsqlConnection connection, Guid partnership)
    {
        var project = Guid.NewGuid();
        var interceptor = new AccessInterceptor(module.Services.GetRequiredService<TokenValidator>(), module.Services.GetRequiredService<ProjectCheck>(), module.Services.GetRequiredService<LongStreams>());
        var headers = new Metadata { { "authorization", "Bearer " + module.Token(Callers.WithIn(Roles.Facilitator, partnership, project)) } };
        var (request, answer) = (new GetProjectRequest { ProjectId = project.ToString() }, Task.FromResult(new GetProjectResponse()));
        return await ProcessorTime.OfAsync(connection, Checks, 1, () =>
            interceptor.UnaryServerHandler(request, new NoCall("/coproduction.stakeholder.v1.StakeholderService/GetProject", headers), (_, _) => answer));
    }

    // A transaction with nothing in it, with and without the statement; as many at once as the inserts, because waiting alone costs processor time too.
    private static async Task<ProcessorTime> TenancyAsync(RunningModule module, NpgsqlConnection connection, Guid partnership)
    {
        var (database, source) = (module.Services.GetRequiredService<TenantDatabase>(), module.Services.GetRequiredService<AppDatabase>().Source);
        var caller = Callers.Facilitator(partnership);
        var ours = await ProcessorTime.OfAsync(connection, Transactions, AtOnce, async () =>
        {
            await using var transaction = await database.BeginAsync(caller, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        });
        var bare = await ProcessorTime.OfAsync(connection, Transactions, AtOnce, async () =>
        {
            await using var opened = await source.OpenConnectionAsync();
            await using var transaction = await opened.BeginTransactionAsync();
            await transaction.CommitAsync();
        });
        return ours - bare;
    }

    private static async Task<(string, string, string)> RowSecurityAsync(DatabaseAccess database, NpgsqlConnection connection, Guid partnership)
    {
        var app = new NpgsqlConnectionStringBuilder(database.App);
        await connection.ExecuteAsync($"CREATE ROLE benchmark LOGIN PASSWORD 'benchmark' BYPASSRLS; GRANT \"{app.Username}\" TO benchmark");
        await using var fenced = NpgsqlDataSource.Create(database.App);
        await using var free = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.App) { Username = "benchmark", Password = "benchmark" }.ConnectionString);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OfAsync(fenced));
            bare.Add(await OfAsync(free));
        }
        return ("row security: PostgreSQL's processor time for the insert's statements, as a multiple of a role's that goes round it",
            $"{Median(ours) / Median(bare):N2} × ({Median(ours):N0} µs, {Median(bare):N0} µs)", "");

        async Task<double> OfAsync(NpgsqlDataSource source) =>
            (await ProcessorTime.OfAsync(connection, Calls, 1, () => ServiceCalls.BareInsertAsync(source, partnership))).Postgres;
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static string NewId() => Guid.NewGuid().ToString();

    /// <summary>A call that nobody makes.</summary>
    private sealed class NoCall(string method, Metadata headers) : ServerCallContext
    {
        protected override string MethodCore => method;

        protected override Metadata RequestHeadersCore => headers;

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override CancellationToken CancellationTokenCore => default;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new("", []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
