using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Shared.Tests.Limits;

/// <summary>How much of a service somebody gets who calls it directly.</summary>
public sealed class CallLimitsTests(TestPostgres postgres)
{
    private readonly Guid _flooding = Guid.NewGuid();

    [Fact]
    public async Task Call_TooOften_IsToldWhenAndAnsweredThenAndOthersAllTheTime()
    {
        await using var module = await StartAsync(new GatedModule(Guid.Empty), ("Limits:CallsPerMinute", "20"));
        var (partnership, open) = (Guid.NewGuid(), new GetPartnershipRequest());
        var (often, other) = (Client(module, Callers.Administrator(partnership)), Client(module, Callers.Administrator(partnership)));

        var refused = await Eventually.GetAsync(() => TryAsync(often), error => error is not null);
        await other.GetPartnershipAsync(open);
        await Eventually.GetAsync(() => TryAsync(often), error => error is null);

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_REQUESTS"), (refused!.Code, refused.Reason));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Contains("Please try again in 3 seconds.", refused.Message);
    }

    [Fact]
    public async Task Call_OneInTwentyPartnershipsFloods_OthersAreAnsweredMeanwhile()
    {
        var gated = new GatedModule(_flooding);
        await using var module = await StartAsync(gated, ("Limits:CallsAtOnce", "2"));
        var flood = Enumerable.Range(0, 50).Select(_ => Client(module, Callers.Administrator(_flooding)).GetPartnershipAsync(new()).ResponseAsync).ToList();
        await Eventually.GetAsync(() => Task.FromResult(gated.Inside), inside => inside == 2);

        for (var other = 0; other < 19; other++)
            await Client(module, Callers.Administrator(Guid.NewGuid())).GetPartnershipAsync(new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));

        Assert.DoesNotContain(flood, call => call.IsCompleted);
        gated.Open();
        await Task.WhenAll(flood);
        Assert.Equal(2, gated.Most);
    }

    [Fact]
    public async Task Call_MoreWaitThanMay_IsRefusedAndWhoWaitsIsAnswered()
    {
        var gated = new GatedModule(_flooding);
        await using var module = await StartAsync(gated, ("Limits:CallsAtOnce", "1"));

        // One is in it and a thousand wait: of all these only the last to come ends before the gate opens.
        var calls = Enumerable.Range(0, 1002).Select(_ => TryAsync(Client(module, Callers.Administrator(_flooding)))).ToList();
        var refused = await await Task.WhenAny(calls);
        gated.Open();
        var others = await Task.WhenAll(calls);

        Assert.Equal((StatusCode.ResourceExhausted, "BUSY"), (refused!.Code, refused.Reason));
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(1001, others.Count(error => error is null));
    }

    [Fact]
    public async Task Call_OfTheSystemItself_IsNotCounted()
    {
        await using var module = await StartAsync(new GatedModule(Guid.Empty), ("Limits:CallsPerMinute", "1"), ("Limits:CallsAtOnce", "1"));
        foreach (var caller in (Caller[])[Caller.Gateway, Caller.Worker, Caller.System])
            for (var i = 0; i < 5; i++)
                Assert.NotEqual(StatusCode.ResourceExhausted, (await TryAsync(Client(module, caller)))?.Code);
    }

    [Fact]
    public async Task Refusal_OfAnyKind_IsCountedAndToldOnceAMinuteWithoutSayingWhose()
    {
        var (clock, gated) = (new FakeTimeProvider(TimeProvider.System.GetUtcNow()), new GatedModule(Guid.Empty));
        await using var module = await StartAsync(gated, clock, ("Limits:CallsPerMinute", "1"));
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Name == "coproduction.limits.refused" && instrument.Meter.Scope == module.Services.GetRequiredService<IMeterFactory>())
                    to.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, number, tags, _) => counted.Enqueue($"{number} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order())}"));
        listener.Start();
        var client = Client(module, Callers.Administrator(Guid.NewGuid()));
        await client.GetPartnershipAsync(new());
        await TryAsync(client);
        await TryAsync(client);

        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.GetAsync(() => Task.FromResult(Told()), lines => lines.Length > 0);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.StartsWith("Limits of gated refused requests in the last minute, by kind: caller 2", Assert.Single(Told()));
        Assert.Equal(Enumerable.Repeat("1 kind=caller module=gated", 2), counted);

        string[] Told() => [.. gated.Log.All.Where(line => line.StartsWith("Limits of", StringComparison.Ordinal))];
    }

    [Theory]
    [InlineData("Limits:CallsPerMinute", "many")]
    [InlineData("Limits:CallsAtOnce", "0")]
    [InlineData("Limits:WorkerCallsAtOnce", "-3")]
    [InlineData("Limits:CallsPerMinute", "100000001")]
    public async Task Start_SettingIsWrong_IsRefusedByName(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new GatedModule(Guid.Empty), (name, value)));

        Assert.StartsWith($"gated: the setting {name} (environment variable {name.Replace(":", "__")}) is wrong. It must be a whole number", refused.Message);
    }

    private static StakeholderService.StakeholderServiceClient Client(RunningModule module, Caller caller) => module.Client<StakeholderService.StakeholderServiceClient>(caller);

    private static async Task<ServiceError?> TryAsync(StakeholderService.StakeholderServiceClient client)
    {
        try
        {
            await client.GetPartnershipAsync(new());
            return null;
        }
        catch (RpcException e)
        {
            return ServiceError.From(e);
        }
    }

    private Task<RunningModule> StartAsync(GatedModule module, params (string Name, string Value)[] settings) => StartAsync(module, TimeProvider.System, settings);

    private async Task<RunningModule> StartAsync(GatedModule module, TimeProvider time, params (string Name, string Value)[] settings) =>
        await RunningModule.StartAsync(module, await postgres.NewDatabaseAsync(module.Name), time: time, with: settings.ToDictionary(one => one.Name, one => one.Value));
}
