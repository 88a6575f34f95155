using CoProduction.Analytics;
using CoProduction.Gateway;
using CoProduction.Review;
using CoProduction.Shared.Modules;
using CoProduction.Stakeholder;

namespace CoProduction.Host;

/// <summary>Every module, in the order in which they start. The last is the door from outside: it opens when the others are ready.</summary>
internal static class ModuleTable
{
    public static IReadOnlyList<ModuleRow> All { get; } =
    [
        new("stakeholder", () => new StakeholderModule()) { HasDatabase = true },
        new("review", () => new ReviewModule()) { HasDatabase = true, HearsWorkers = true },
        new("analytics", () => new AnalyticsModule()) { Calls = ["review"], WorksHard = true },
        new("gateway", () => new GatewayModule()) { Calls = ["stakeholder", "review"], KeepsFiles = true, KeepsKeyRing = true },
    ];

    /// <summary>The module of that name; throws in one line when there is none.</summary>
    public static ModuleRow Named(string name) => All.FirstOrDefault(row => row.Name == name)
        ?? throw new InvalidOperationException($"There is no module “{name}”. Modules must be all, or one of {string.Join(", ", All.Select(row => row.Name))}.");
}

/// <summary>How to make a module, and what it needs in a process of its own.</summary>
internal sealed record ModuleRow(string Name, Func<IModule> Create)
{
    /// <summary>It has a database, and sends and receives events.</summary>
    public bool HasDatabase { get; init; }

    /// <summary>Theming workers call it.</summary>
    public bool HearsWorkers { get; init; }

    /// <summary>It computes more than it waits, so what .NET makes of its code matters from the first second.</summary>
    public bool WorksHard { get; init; }

    /// <summary>The modules that it calls.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>It makes the keys that it signs with, and publishes them.</summary>
    public bool KeepsKeyRing { get; init; }

    /// <summary>It keeps files in a data folder.</summary>
    public bool KeepsFiles { get; init; }
}
