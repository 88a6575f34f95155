using CoProduction.Shared.Settings;

namespace CoProduction.Shared.Limits;

/// <summary>Limits are settings under <c>Limits</c>, each a whole number, and each may be left out.</summary>
public static class LimitSettings
{
    private const int Highest = 100_000_000;

    /// <summary>The setting <c>Limits:{name}</c>.</summary>
    public static Setting<int> Of(string name, int usual, string meaning) => Setting.Number($"Limits:{name}", meaning, usual, 1, Highest);
}
