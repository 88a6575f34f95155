using CoProduction.Stakeholder.V1;

namespace CoProduction.TestCommon.Modules;

/// <summary>Made-up people for a register.</summary>
public static class SomePeople
{
    /// <summary>Somebody with a name and what is added.</summary>
    public static CreatePersonRequest Named(string name, Action<Profile>? with = null)
    {
        var profile = new Profile { DisplayName = name };
        with?.Invoke(profile);
        return new() { RequestId = Guid.NewGuid().ToString(), Profile = profile, Agreed = true };
    }
}
