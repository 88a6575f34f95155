using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Tests.Grpc;

/// <summary>How services call each other over the network.</summary>
public sealed class ServiceClientTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-key-").FullName;
    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Call_TwoReplicas_TheyTakeTurnsAndOneGoesOnAlone()
    {
        var first = await Replica.StartAsync();
        await using var second = await Replica.StartAsync();
        var client = Client<StakeholderService.StakeholderServiceClient>($"{first.Address},{second.Address}");
        while (first.Calls == 0 || second.Calls == 0)
            await client.GetPartnershipAsync(new(), cancellationToken: TestContext.Current.CancellationToken);

        await first.DisposeAsync();
        var before = second.Calls;
        for (var i = 0; i < 10; i++)
            await client.GetPartnershipAsync(new(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(before + 10, second.Calls);
    }

    [Fact]
    public async Task Call_Name_ResolvedToItsProcesses()
    {
        await using var replica = await Replica.StartAsync();
        var client = Client<StakeholderService.StakeholderServiceClient>($"dns:///localhost:{new Uri(replica.Address).Port}");

        await client.GetPartnershipAsync(new(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, replica.Calls);
    }

    [Fact]
    public async Task Call_UnavailableForAMoment_MadeAgainWhenItDoesNoHarm()
    {
        await using var replica = await Replica.StartAsync(refuses: 1);
        var client = Client<StakeholderService.StakeholderServiceClient>(replica.Address);

        await client.GetPartnershipAsync(new(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, replica.Calls);
    }

    [Fact]
    public async Task Call_UnavailableForAMoment_CommandWithARequestIdIsMadeAgain()
    {
        await using var replica = await Replica.StartAsync(refuses: 1);
        var client = Client<StakeholderService.StakeholderServiceClient>(replica.Address);

        await client.CreateProjectAsync(new() { RequestId = Guid.NewGuid().ToString() }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, replica.Calls);
    }

    [Fact]
    public async Task Call_UnavailableForAMoment_NotMadeAgainWhenItCouldHappenTwice()
    {
        await using var replica = await Replica.StartAsync(refuses: 1);
        var client = Client<ThemingWorkService.ThemingWorkServiceClient>(replica.Address);

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => client.LeasePieceAsync(new(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Equal((StatusCode.Unavailable, 1), (failure.StatusCode, replica.Calls));
    }

    [Fact]
    public async Task Call_OfAnyKind_HasADeadline()
    {
        await using var replica = await Replica.StartAsync();
        var client = Client<ThemingWorkService.ThemingWorkServiceClient>(replica.Address);

        await client.LeasePieceAsync(new(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEqual(DateTime.MaxValue, replica.Deadline);

        using var stream = client.ReadPiece(new(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.NotEqual(DateTime.MaxValue, replica.Deadline);
    }

    [Theory]
    [InlineData("unix:/run/review.sock", true)]
    [InlineData("http://review:5000", true)]
    [InlineData("http://10.0.0.1:5000, http://10.0.0.2:5000", true)]
    [InlineData("dns:///review:5000", true)]
    [InlineData("unix:", false)]
    [InlineData("review:5000", false)]
    [InlineData("http://10.0.0.1:5000,10.0.0.2", false)]
    [InlineData("https://review:5000", false)]
    [InlineData("", false)]
    public void IsValid_Address_TellsWhetherItCanBeCalled(string address, bool valid) => Assert.Equal(valid, ServiceAddress.IsValid(address));

    private T Client<T>(string address) where T : ClientBase<T>
    {
        var key = Path.Combine(_folder, "key.pem");
        KeyFile.CreateIfMissing(key);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Identity:KeyFile"] = key, ["Services:any"] = address }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddServiceClient<T>(configuration, "any");
        _services = services.BuildServiceProvider();
        var scope = _services.CreateScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.Gateway;
        return scope.ServiceProvider.GetRequiredService<T>();
    }
}
