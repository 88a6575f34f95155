using System.CommandLine;
using CoProduction.Host.Distributed;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging.Stuck;
using CoProduction.Shared.Settings;

namespace CoProduction.Host.Commands;

/// <summary><c>redeliver</c>: shows which updates between modules are stuck and why, and has them tried again.</summary>
internal static class RedeliverCommand
{
    public static Command Create()
    {
        var ids = new Argument<Guid[]>("event-id") { Description = "Updates to try again at once.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Try all of them again at once." };
        var modules = RunCommand.ModulesOption();
        var dataDir = PlaceOptions.DataDir();
        var command = new Command("redeliver", "Shows the updates between modules that are stuck and why; with ids or --all, has them tried again.") { ids, all, modules, dataDir };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(ids) is { Length: > 0 })
                result.AddError("Name updates, or say --all; not both.");
        });
        command.SetAction((parsed, cancel) => StartFailure.GuardAsync(null, () =>
        {
            var databases = DatabasesOf(parsed.GetRequiredValue(modules), Path.GetFullPath(parsed.GetRequiredValue(dataDir)));
            return parsed.GetValue(ids) is { Length: > 0 } some ? RedeliverAsync(databases, some, cancel)
                : parsed.GetValue(all) ? RedeliverAsync(databases, null, cancel)
                : ListAsync(databases, cancel);
        }, cancel));
        return command;
    }

    // One module by its settings, as it runs itself; all of them in a data folder of this machine.
    private static Dictionary<string, DatabaseSettings> DatabasesOf(string modules, string dataDir)
    {
        if (modules == RunCommand.AllModules)
            return ModuleTable.All.Where(row => row.HasDatabase).ToDictionary(row => row.Name, row => InFolder(row.Name, dataDir));
        var row = ModuleTable.Named(modules);
        if (!row.HasDatabase)
            throw new InvalidOperationException($"The module {modules} has no database.");
        var configuration = ModuleProcess.Configuration();
        Setting.Check([ProcessSettings.DatabaseOf("App"), ProcessSettings.DatabaseOf("Relay")], configuration, modules);
        return new() { [modules] = DatabaseSettings.From(configuration, modules) };
    }

    private static DatabaseSettings InFolder(string module, string dataDir)
    {
        var access = EmbeddedPostgres.AccessTo(module, dataDir);
        return new(null, access.App, access.Relay);
    }

    private static async Task ListAsync(Dictionary<string, DatabaseSettings> databases, CancellationToken cancel)
    {
        var count = 0;
        foreach (var (module, database) in databases)
        {
            using var stuck = new StuckEvents(database);
            await foreach (var update in stuck.ReadAsync().WithCancellation(cancel))
            {
                count++;
                Console.WriteLine($"{module}: {update.EventId} {update.Type} for {update.Consumer}, from {update.OccurredAt:u}, {Tries(update)}: {update.Failure}");
            }
        }
        Console.WriteLine(count == 0 ? "Nothing is stuck." : $"{Updates(count)} stuck. To try again: redeliver --all, or redeliver EVENT-ID …");
    }

    private static async Task RedeliverAsync(Dictionary<string, DatabaseSettings> databases, IReadOnlyCollection<Guid>? ids, CancellationToken cancel)
    {
        var redelivered = new List<Guid>();
        foreach (var database in databases.Values)
        {
            using var stuck = new StuckEvents(database);
            redelivered.AddRange(await stuck.RedeliverAsync(ids, cancel));
        }
        Console.WriteLine($"{Updates(redelivered.Count)} tried again now.");
        if (ids?.Except(redelivered).ToList() is { Count: > 0 } unknown)
            throw new ServerException($"Not stuck, or not here: {string.Join(", ", unknown)}");
    }

    private static string Updates(int count) => count == 1 ? "1 update is" : $"{count:N0} updates are";

    private static string Tries(StuckEvent update) =>
        (update.Attempts == 1 ? "1 try" : $"{update.Attempts} tries") + (update.IsGivenUp ? " and given up" : "");
}
