using System.Diagnostics;
using CoProduction.Host.Distributed;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>A part of the system of which one process is killed at a time.</summary>
internal sealed record Part(string Name, Func<string, IEnumerable<int>> Find);

/// <summary>The parts of a system that runs in a data folder, as processes.</summary>
internal sealed class Parts(string dataFolder)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly Part[] _all =
    [
        Module("stakeholder"), Module("review"), Module("gateway"), Module("analytics") with { Name = "a worker" },
        new("RabbitMQ", folder => StartedProcesses.Of(folder).Select(process => process.Id).Where(id => StartedProcesses.ProgramOf(id) == "beam.smp")),
        new("PostgreSQL", Postmaster),
    ];

    private readonly Dictionary<string, int> _counts = _all.ToDictionary(part => part.Name, part => part.Find(dataFolder).Count());

    /// <summary>All parts in a random order, then all in another, without end.</summary>
    public IEnumerable<Part> Deck(Random random)
    {
        while (true)
        {
            var deck = _all.ToArray();
            random.Shuffle(deck);
            foreach (var part in deck)
                yield return part;
        }
    }

    /// <summary>Ends one process of the part at once, as a power cut would.</summary>
    public void KillOne(Part part, Random random)
    {
        var processes = part.Find(dataFolder).Order().ToArray();
        using var process = Process.GetProcessById(processes[random.Next(processes.Length)]);
        process.Kill();
    }

    /// <summary>Waits until the part has as many processes as at first.</summary>
    public Task AllThereAsync(Part part) =>
        Eventually.GetAsync(() => Task.FromResult(part.Find(dataFolder).Count()), count => count == _counts[part.Name], _patience);

    /// <summary>Where the gateway calls the others, with colons, and the key of whoever runs them all.</summary>
    public Dictionary<string, string?> CallSettings()
    {
        var gateway = Assert.Single(StartedProcesses.Of(dataFolder), process => process.Environment.Contains("Modules=gateway"));
        return gateway.Environment.Select(variable => variable.Split('=', 2)).Where(pair => pair[0].Contains("__"))
            .Append(["Identity:KeyFile", new KeyFolder(Path.Combine(dataFolder, "keys")).Operator])
            .ToDictionary(pair => pair[0].Replace("__", ":"), pair => (string?)pair[1]);
    }

    private static Part Module(string name) =>
        new(name, folder => StartedProcesses.ModulesOf(folder).Where(process => process.Module == name).Select(process => process.Id));

    // PostgreSQL's first process: the others end with it.
    private static IEnumerable<int> Postmaster(string folder) =>
        from file in Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories)
        let id = int.Parse(File.ReadLines(file).First())
        where StartedProcesses.ProgramOf(id) == "postgres"
        select id;
}
