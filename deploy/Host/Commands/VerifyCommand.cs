using System.CommandLine;
using System.CommandLine.Parsing;
using CoProduction.Host.Distributed;
using CoProduction.Host.Postgres;
using CoProduction.Host.Processes;
using CoProduction.Shared.Audit;
using CoProduction.Shared.Settings;

namespace CoProduction.Host.Commands;

/// <summary><c>verify</c>: checks the chain of hashes over the audit, and shows its heads so that they can be written down elsewhere.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var expect = new Option<AuditHead[]>("--expect")
        {
            Description = "A head that was shown earlier, as PARTNERSHIP=SEQ:HASH; it must still be in its chain. May be repeated.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = HeadsOf,
        };
        var modules = RunCommand.ModulesOption();
        var dataDir = PlaceOptions.DataDir();
        var command = new Command("verify", "Finds audit entries that were changed, moved or taken away; else shows how many there are and the head of each chain.") { expect, modules, dataDir };
        command.SetAction((parsed, cancel) => StartFailure.GuardAsync(null, () => RunAsync(
            MigratorsOf(parsed.GetRequiredValue(modules), Path.GetFullPath(parsed.GetRequiredValue(dataDir))), parsed.GetValue(expect) ?? [], cancel), cancel));
        return command;
    }

    private static AuditHead[]? HeadsOf(ArgumentResult result)
    {
        var heads = result.Tokens.Select(token => AuditHead.Parse(token.Value)).ToList();
        if (!heads.Contains(null))
            return [.. heads.OfType<AuditHead>()];
        result.AddError("--expect takes a head as verify shows it: PARTNERSHIP=SEQ:HASH.");
        return null;
    }

    // The migrator's role is the one that sees all partnerships. One module by its settings; all of them in a data folder of this machine.
    private static Dictionary<string, string> MigratorsOf(string modules, string dataDir)
    {
        if (modules == RunCommand.AllModules)
            return ModuleTable.All.Where(row => row.HasDatabase).ToDictionary(row => row.Name, row => EmbeddedPostgres.AccessTo(row.Name, dataDir).Migrator);
        if (!ModuleTable.Named(modules).HasDatabase)
            throw new InvalidOperationException($"The module {modules} has no database.");
        var configuration = ModuleProcess.Configuration();
        Setting.Check([ProcessSettings.DatabaseOf("Migrator")], configuration, modules);
        return new() { [modules] = configuration["Database:Migrator"]! };
    }

    private static async Task RunAsync(Dictionary<string, string> migrators, IReadOnlyCollection<AuditHead> expect, CancellationToken cancel)
    {
        var problems = 0L;
        var expected = expect.ToHashSet();
        foreach (var (module, migrator) in migrators)
        {
            var heads = await new AuditVerifier(migrator).VerifyAsync(expected, problem =>
            {
                problems++;
                Console.WriteLine($"{module}: partnership {problem.PartnershipId}, {(problem.Seq is { } seq ? $"seal {seq}" : "no seal")}, entry {problem.AuditId}: {problem.What}");
            }, cancel);
            foreach (var head in heads)
                Console.WriteLine($"{module}: {head.Seq:N0} {(head.Seq == 1 ? "entry" : "entries")}, head {head}");
        }
        foreach (var head in expected)
            Console.WriteLine($"expected, and in no chain here: {head}. The end of its chain was cut off, or the chain was written anew.");
        problems += expected.Count;
        if (problems > 0)
            throw new ServerException(problems == 1 ? "The audit is not as it was written: 1 problem." : $"The audit is not as it was written: {problems:N0} problems.");
    }
}
