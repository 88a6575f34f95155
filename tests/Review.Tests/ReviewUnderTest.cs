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
    private TestPostgres? _postgres;

    public RunningModule Module { get; private set; } = null!;

    /// <summary>The service, called on somebody's behalf.</summary>
    public ReviewService.ReviewServiceClient As(Caller caller) => new(Module.As(caller));

    public async ValueTask InitializeAsync()
    {
        _postgres = await TestPostgres.StartAsync();
        Module = await RunningModule.StartAsync(new ReviewModule(), _postgres);
    }

    public async ValueTask DisposeAsync()
    {
        if (Module is not null)
            await Module.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}
