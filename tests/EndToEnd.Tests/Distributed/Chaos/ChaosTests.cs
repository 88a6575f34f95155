using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.RabbitMq;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>It wants the machine for itself: everything else on it would be killed time.</summary>
[CollectionDefinition(nameof(ChaosTests), DisableParallelization = true)]
public sealed class AloneOnTheMachine;

/// <summary>
/// Kills one part of the system after the other while it is being worked with. How many and in which order is for CHAOS_KILLS and CHAOS_SEED to say.
/// </summary>
[Collection(nameof(ChaosTests))]
public sealed class ChaosTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly int _kills = Number("CHAOS_KILLS") ?? 5;
    private readonly int _seed = Number("CHAOS_SEED") ?? Random.Shared.Next(100_000);

    private readonly string _backups = HostProcess.NewDataFolder();

    public void Dispose()
    {
        HostProcess.DeleteFolder(_folder);
        HostProcess.DeleteFolder(_backups);
    }

    [Fact]
    public async Task Distributed_PartsAreKilledUnderLoad_NothingIsLostOrDoubledAndAllGoesOn()
    {
        Console.WriteLine($"Chaos: {_kills} kills, seed {_seed}.");
        var random = new Random(_seed);
        await using var host = await HostProcess.StartAsync(_folder, withSample: true, verb: "distributed");
        var parts = new Parts(_folder);
        await using var client = await StubbornClient.ConnectAsync(await host.EnterAsync(), parts.CallSettings());
        await NodeFiles.KnowQueueAsync(_folder, "coproduction.stakeholder");
        var recoveries = new Recoveries();
        var probe = new Probe(client, await client.CreateProjectAsync("Probes"));
        await recoveries.MeasureAsync("nothing", probe, () => { });

        var load = new Load(client, await client.CreateProjectAsync("Load"));
        load.Start(people: 2);
        await using var backups = BackupsMeanwhile.Start(_folder, _backups);
        foreach (var part in parts.Deck(random).Take(_kills))
        {
            await load.GoOnAsync(steps: random.Next(1, 20));
            var underWay = load.RunsUnderWay;
            await recoveries.MeasureAsync(part.Name, probe, () => parts.KillOne(part, random), async () =>
            {
                await parts.AllThereAsync(part);
                await load.FinishedAsync(underWay);
            });
        }
        await load.StopAsync();
        await backups.StopAsync();
        Console.WriteLine(recoveries.Table());

        await new Afterwards(_folder, client).HoldAsync([.. load.Cycles, .. probe.Cycles]);
        await backups.HoldAsync();
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
