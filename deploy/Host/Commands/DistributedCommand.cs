using System.CommandLine;
using CoProduction.Host.Distributed;
using CoProduction.Host.Sample;

namespace CoProduction.Host.Commands;

/// <summary><c>distributed</c>: every module in a process of its own on this machine, with RabbitMQ and PostgreSQL, until Ctrl-C.</summary>
internal static class DistributedCommand
{
    public static Command Create()
    {
        var sample = new Option<bool>("--sample") { Description = "Set up the sample partnership when there is none yet, and theme its reviews." };
        var workers = new Option<int>("--workers") { Description = "How many theming workers.", DefaultValueFactory = _ => 2 };
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
                result.AddError("--workers must be a number from 1 to 100.");
        });
        var dataDir = PlaceOptions.DataDir();
        var port = PlaceOptions.Port();
        var command = new Command("distributed", "Runs each module in a process of its own on this machine, with a RabbitMQ and a PostgreSQL of their own.") { sample, workers, dataDir, port };
        command.SetAction((parsed, cancel) => RunAsync(
            Path.GetFullPath(parsed.GetRequiredValue(dataDir)), parsed.GetValue(port), parsed.GetValue(workers), parsed.GetValue(sample), cancel));
        return command;
    }

    private static Task<int> RunAsync(string dataDir, int port, int workers, bool withSample, CancellationToken stopping) => StartFailure.GuardAsync(port, async () =>
    {
        await using var host = await DistributedHost.StartAsync(dataDir, port, workers, stopping);
        await FirstStart.EnsureAdministratorAsync(host.CallSettings(), stopping);
        if (withSample)
            await SampleSetup.RunAsync(host.CallSettings(), stopping);
        await host.WaitForFirstPageAsync(stopping);
        Console.WriteLine($"ready: {host.Url}");
        await Task.Delay(Timeout.Infinite, stopping);
    }, stopping);
}
