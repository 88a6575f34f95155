using CoProduction.Host;
using CoProduction.Shared.Modules;

namespace CoProduction.TestCommon.Modules;

/// <summary>The modules of the host that have a database of their own.</summary>
public static class ServiceModules
{
    public static IReadOnlyList<IModule> All { get; } = [.. ModuleTable.All.Where(row => row.HasDatabase).Select(row => row.Create())];
}
