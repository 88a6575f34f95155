using System.CommandLine;
using CoProduction.Host.Sample;

namespace CoProduction.Host.Commands;

/// <summary><c>run</c>: all modules in one process until Ctrl-C.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var sample = new Option<bool>("--sample") { Description = "Set up the sample partnership when there is none yet, and theme its reviews." };
        var dataDir = new Option<string>("--data-dir")
        {
            Description = "Folder for everything that is kept (or DATA_DIR).",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATA_DIR") is { Length: > 0 } folder ? folder : "data",
        };
        var port = new Option<int>("--port")
        {
            Description = "Port of the pages, on this machine only (or PORT).",
            DefaultValueFactory = result => PortFromEnvironment(result.AddError),
        };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 1 or > 65535)
                result.AddError("PORT must be a number from 1 to 65535.");
        });
        var command = new Command("run", "Runs everything on this machine, with a PostgreSQL of its own.") { sample, dataDir, port };
        command.SetAction((parsed, cancel) =>
            RunAsync(Path.GetFullPath(parsed.GetRequiredValue(dataDir)), parsed.GetValue(port), parsed.GetValue(sample), cancel));
        return command;
    }

    private static int PortFromEnvironment(Action<string> error)
    {
        var text = Environment.GetEnvironmentVariable("PORT");
        if (string.IsNullOrEmpty(text))
            return 8080;
        if (int.TryParse(text, out var port))
            return port;
        error($"PORT must be a number from 1 to 65535, not “{text}”.");
        return 0;
    }

    private static async Task<int> RunAsync(string dataDir, int port, bool withSample, CancellationToken stopping)
    {
        try
        {
            await using var host = await StandaloneHost.StartAsync(dataDir, port, stopping);
            if (withSample)
                await SampleSetup.RunAsync(host, stopping);
            Console.WriteLine($"ready: {host.Url}");
            await Task.Delay(Timeout.Infinite, stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e, port) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return 1;
        }    }
}
