using System.CommandLine;
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
    ThemeCommand.Create(),
    SuggestCommand.Create(),
};
// Stopping takes as long as PostgreSQL needs to write everything down.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
