using System.CommandLine;
using CoProduction.Host.Distributed;
using CoProduction.Host.Sample;

namespace CoProduction.Host.Commands;

/// <summary><c>sample</c>: sets up the sample partnership in services that run elsewhere.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var command = new Command("sample", "Sets up the sample partnership when there is none yet, and themes its reviews; told by settings where the services are and what key it signs with.");
        command.SetAction((_, cancel) => StartFailure.GuardAsync(null, () => RunAsync(ModuleProcess.Configuration(), cancel), cancel));
        return command;
    }

    private static async Task RunAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var callSettings = OperatorClients.Settings(configuration, "sample");
        await FirstStart.EnsureAdministratorAsync(callSettings, cancel);
        await SampleSetup.RunAsync(callSettings, cancel);
    }
}
