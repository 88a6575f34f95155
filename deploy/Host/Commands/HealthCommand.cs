using System.CommandLine;
using CoProduction.Host.Distributed;

namespace CoProduction.Host.Commands;

/// <summary><c>health</c>: asks an address whether all is well, where whoever watches over a process has no other client.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = $"Such as http://127.0.0.1:5000{ModuleHost.ReadyPath} ({ModuleHost.AlivePath}: the process lives)." };
        var command = new Command("health", "Ends with 0 when the address answers 200, or says in one line what is wrong and ends with 1.") { url };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(url), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string url, CancellationToken cancel)
    {
        var fault = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            ? await HealthProbe.FindFaultAsync(address, cancel)
            : $"“{url}” is no address that starts with http://.";
        if (fault is null)
            return 0;
        await Console.Error.WriteLineAsync(fault);
        return 1;
    }
}
