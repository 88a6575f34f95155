using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
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

    public async ValueTask InitializeAsync() =>
        Module = await RunningModule.StartAsync(new ReviewModule(), await _postgres.NewDatabaseAsync("review"));

    public async ValueTask DisposeAsync()
    {
        if (Module is not null)
            await Module.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
