using CoProduction.Shared.Settings;

namespace CoProduction.Shared.Access;

/// <summary>Accounts of our own, beside those of a provider.</summary>
public static class BuiltInAccounts
{
    /// <summary>Gateway and Stakeholder are told the same.</summary>
    public static Setting<bool> AreUsed { get; } = Setting.YesNo("Identity:BuiltInAccounts", "whether people sign in with accounts of our own", true);
}
