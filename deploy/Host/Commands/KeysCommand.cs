using System.CommandLine;
using CoProduction.Host.Distributed;

namespace CoProduction.Host.Commands;

/// <summary><c>keys</c>: makes the keys of the tokens of whoever runs the installation, and of the workers. The gateway makes its own.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where they go: operator/key.pem and workers/key.pem, which are private, and public/operator.pem and public/worker.pem, which services are given." };
        var command = new Command("keys", "Makes the keys with which whoever runs the installation and the workers sign, unless they are there.") { folder };
        command.SetAction((parsed, cancel) => StartFailure.GuardAsync(null, () =>
        {
            new KeyFolder(Path.GetFullPath(parsed.GetRequiredValue(folder))).CreateMissing();
            return Task.CompletedTask;
        }, cancel));
        return command;
    }
}
