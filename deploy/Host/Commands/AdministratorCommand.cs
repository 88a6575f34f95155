using System.CommandLine;
using CoProduction.Host.Distributed;

namespace CoProduction.Host.Commands;

/// <summary><c>administrator</c>: makes the first administrator of an installation whose services run elsewhere.</summary>
internal static class AdministratorCommand
{
    public static Command Create()
    {
        var command = new Command("administrator", "Makes the first administrator when there is none, and prints the one-time password; told by the same settings as sample where the services are.");
        command.SetAction((_, cancel) => StartFailure.GuardAsync(null, () =>
            FirstStart.EnsureAdministratorAsync(OperatorClients.Settings(ModuleProcess.Configuration(), "administrator"), cancel), cancel));
        return command;
    }
}
