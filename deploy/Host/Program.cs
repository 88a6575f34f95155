using System.CommandLine;
using System.CommandLine.Invocation;
using CoProduction.Host.Commands;

var root = new RootCommand("CoProduction: public-service work in co-production, from who is affected to what came of their words.")
{
    RunCommand.Create(),
    MigrateCommand.Create(),
    KeysCommand.Create(),
    HealthCommand.Create(),
    AdministratorCommand.Create(),
    SampleCommand.Create(),
    DistributedCommand.Create(),
    RedeliverCommand.Create(),
    VerifyCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    ThemeCommand.Create(),
    SuggestCommand.Create(),
};
var parsed = root.Parse(args);
// One line says what is wrong; all that could be said is there for whoever says nothing.
if (parsed.Action is ParseErrorAction fault)
    fault.ShowHelp = args.Length == 0;
// Stopping takes as long as PostgreSQL needs to write everything down.
return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
