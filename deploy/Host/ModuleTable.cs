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
        new(() => new StakeholderModule(), HasDatabase: true),
        new(() => new ReviewModule(), HasDatabase: true),
        new(() => new AnalyticsModule()),
        new(() => new GatewayModule()),
    ];
}

/// <summary>How to make a module, and whether it has a database.</summary>
internal sealed record ModuleRow(Func<IModule> Create, bool HasDatabase = false);
