using System.CommandLine;
using CoProduction.Host.Backups;

namespace CoProduction.Host.Commands;

/// <summary><c>restore</c>: makes an installation of a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A backup." };
        var dataDir = PlaceOptions.DataDir();
        var command = new Command("restore", "Checks a backup and puts it into an empty data folder, from which run then goes on.") { folder, dataDir };
        command.SetAction((parsed, cancel) => StartFailure.GuardToEndAsync(async () =>
        {
            var (path, into) = (Path.GetFullPath(parsed.GetRequiredValue(folder)).TrimEnd('/'), Path.GetFullPath(parsed.GetRequiredValue(dataDir)).TrimEnd('/'));
            var info = await Restore.RunAsync(path, into, cancel);
            Console.WriteLine($"restored: {into} is as it was in the backup that was begun {info.Begun:u}");
        }, cancel));
        return command;
    }
}
