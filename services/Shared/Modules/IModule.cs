using CoProduction.Shared.Settings;
using Microsoft.AspNetCore.Builder;

namespace CoProduction.Shared.Modules;

/// <summary>One part of the system: a web application of its own inside the executable, alone in its process or beside others.</summary>
public interface IModule
{
    /// <summary>Lower-case name, as in <c>--modules review</c>, in configuration and as database name.</summary>
    string Name { get; }

    /// <summary>What it may be told beside where it is and where others are; checked before it starts.</summary>
    IEnumerable<Setting> Settings => [];

    /// <summary>Registers what the module needs; everything else comes from configuration.</summary>
    void AddServices(WebApplicationBuilder builder);

    /// <summary>Maps its RPCs or pages.</summary>
    void Map(WebApplication app);
}
