using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(CoProduction.Review.Tests.ReviewUnderTest))]

namespace CoProduction.Review.Tests;

/// <summary>The Review module on a database of its own, for all tests of this project. Tests keep apart by partnership.</summary>
public sealed class ReviewUnderTest : IAsyncLifetime
{
    private readonly TestPostgres _postgres = new();

    public RunningModule Module { get; private set; } = null!;

    /// <summary>The service, called on somebody's behalf.</summary>
    public ReviewService.ReviewServiceClient As(Caller caller) => new(Module.As(caller));

    /// <summary>The module once more, on a database that no other test's work is in, by a clock that the test may turn.</summary>
    public async Task<RunningModule> StartApartAsync(ReviewModule module, TimeProvider time) =>
        await RunningModule.StartAsync(module, await _postgres.NewDatabaseAsync("review"), time: time);

    /// <summary>The module once more, with so many connections, and one second's patience for one of them.</summary>
    public async Task<RunningModule> StartWithFewConnectionsAsync(int connections)
    {
        var database = await _postgres.NewDatabaseAsync("review");
        return await RunningModule.StartAsync(
            new ReviewModule(), database with { App = new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = connections, Timeout = 1 }.ConnectionString });
    }

    /// <summary>Opens a module's database with every right.</summary>
    public Task<NpgsqlConnection> OpenAsync(RunningModule module) => _postgres.OpenAsSuperuserAsync(module.Database);

    /// <summary>Reads a table that no call gives; <c>@partnership</c> is the caller's.</summary>
    public async Task<List<T>> BehindTheScenesAsync<T>(Caller caller, string sql)
    {
        await using var connection = await _postgres.OpenAsSuperuserAsync(Module.Database);
        return (await connection.QueryAsync<T>(sql, new { partnership = caller.PartnershipId })).AsList();
    }

    /// <summary>What the caller's partnership has in its audit: who did what, and in which detail, in order.</summary>
    public Task<List<(Guid Actor, string Action, string Detail)>> AuditAsync(Caller caller) =>
        BehindTheScenesAsync<(Guid, string, string)>(caller, "SELECT actor_id, action, detail FROM audit WHERE partnership_id = @partnership ORDER BY at, audit_id");

    public async ValueTask InitializeAsync() =>
        Module = await RunningModule.StartAsync(new ReviewModule(), await _postgres.NewDatabaseAsync("review"));

    public async ValueTask DisposeAsync()
    {
        if (Module is not null)
            await Module.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
