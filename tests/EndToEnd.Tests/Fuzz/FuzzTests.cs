using System.Globalization;
using System.Text.RegularExpressions;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>
/// Whatever is sent, nothing is answered with a mistake of ours. FUZZ_REQUESTS and FUZZ_SEED make a longer run, or another one; FUZZ_VERB=distributed sends it to modules
/// in processes of their own.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 20_000;
    private const int Seed = 1311;
    private const double LeastDone = 0.1;

    // One person and one token ask as a thousand would; and it is the sample's people that sign in.
    private static readonly Dictionary<string, string> _settings = new(
        new[] { "PersonPerMinute", "TokenPerMinute", "AddressPerMinute", "CallsPerMinute" }.Select(limit => KeyValuePair.Create($"Limits__{limit}", "100000000"))) { ["Identity__OfferDemo"] = "True" };

    [Fact]
    public async Task Requests_MadeUpFromTheDescriptions_AreNeverAnsweredWithAMistakeOfOurs()
    {
        var folder = HostProcess.NewDataFolder();
        try
        {
            var verb = Environment.GetEnvironmentVariable("FUZZ_VERB") ?? "run";
            if (verb == "run")
                await SampleFolder.CopyToAsync(folder);
            await using var host = await HostProcess.StartAsync(folder, withSample: true, verb: verb, settings: _settings);
            using var run = await FuzzRun.StartAsync(await host.EnterAsync(), folder, Setting("FUZZ_SEED", Seed));

            await run.MakeAsync(Setting("FUZZ_REQUESTS", Requests));

            output.WriteLine(run.Summary());
            var unforeseen = Unforeseen(host.Output + string.Concat(Logs(folder)));
            var faults = run.Faults.GroupBy(fault => (fault.Tried.Kind.Split(' ')[0], fault.Tried.Operation)).Select(group => $"{group.Count()} ×, first number {group.First().Number}: {group.First().Tried}").ToList();
            Assert.True(faults.Count == 0, $"{run.Summary()}\n{string.Join("\n\n", faults)}\n\n{unforeseen}");
            // Refused at the door they would all be well answered, and nothing tried.
            Assert.All(new[] { "RPC", "REST", "page", "form" }, kind => Assert.InRange(run.DoneShare(kind), LeastDone, 1));
            // What only the database refused is answered as the caller's mistake, but is to be looked for before.
            Assert.True(unforeseen.Length == 0, unforeseen);
        }
        finally
        {
            HostProcess.DeleteFolder(folder);
        }
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    // Of processes of their own, which do not write where the host does.
    private static IEnumerable<string> Logs(string folder) =>
        Directory.Exists(Path.Combine(folder, "logs")) ? Directory.GetFiles(Path.Combine(folder, "logs"), "*.log").Select(File.ReadAllText) : [];

    private static string Unforeseen(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.Contains("quoted as", StringComparison.Ordinal)).DistinctBy(line => Number().Replace(line, "")).Take(60));

    [GeneratedRegex("^[0-9:]+|[0-9a-f]{32}")]
    private static partial Regex Number();
}
