using CoProduction.Shared.Modules;

namespace CoProduction.Shared.Telemetry;

/// <summary>What all metrics of the system's own have in common. Labels name modules and states, never partnerships or people.</summary>
public static class Metering
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CoProduction";

    /// <summary>The label that says whose figure it is.</summary>
    public static KeyValuePair<string, object?> Of(IModule module) => new("module", module.Name);
}
