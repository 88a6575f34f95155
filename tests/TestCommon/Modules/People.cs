using CoProduction.Shared.Access;

namespace CoProduction.TestCommon.Modules;

/// <summary>Made-up colleagues.</summary>
public static class People
{
    /// <summary>Somebody who themes, in a partnership of their own unless one is named.</summary>
    public static Caller Analyst(string name, Guid? partnershipId = null) =>
        new(Guid.CreateVersion7(), name, partnershipId ?? Guid.CreateVersion7(), [Roles.Analyst, Roles.Facilitator]);
}
