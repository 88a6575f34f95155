using System.CommandLine;
using CoProduction.Host.Distributed;
using CoProduction.Host.Postgres;
using CoProduction.Shared.Data;
using CoProduction.Shared.Settings;

namespace CoProduction.Host.Commands;

/// <summary><c>migrate</c>: brings one module's database to the newest schema, before its processes start.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var modules = RunCommand.ModulesOption();
        var command = new Command("migrate", "Makes a module's database and roles when Database:Admin is given, and brings its schema up to date.") { modules };
        command.SetAction((parsed, cancel) => StartFailure.GuardAsync(null, () => RunAsync(parsed.GetRequiredValue(modules), ModuleProcess.Configuration(), cancel), cancel));
        return command;
    }

    private static async Task RunAsync(string name, IConfiguration configuration, CancellationToken cancel)
    {
        var row = ModuleTable.Named(name);
        if (!row.HasDatabase)
            throw new InvalidOperationException($"The module {name} has no database.");
        Setting.Check(ProcessSettings.OfMigration(), configuration, name);
        var settings = DatabaseSettings.From(configuration, name);
        if (configuration["Database:Admin"] is { Length: > 0 } admin)
            await DatabaseProvisioning.RunAsync(admin, settings, cancel);
        await Migrator.Of(row.Create().GetType().Assembly, settings).MigrateAsync(cancel);
        Console.WriteLine($"{name}: the database is up to date");
    }
}
