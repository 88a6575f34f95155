using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Limits;

/// <summary>Limits are settings under <c>Limits</c>, each a whole number, and each may be left out.</summary>
public static class LimitSettings
{
    private const int Highest = 100_000_000;

    /// <summary>The number in <c>Limits:{name}</c>, or the usual one; throws in one line when it is none from 1 to 100,000,000.</summary>
    public static int Read(IConfiguration configuration, string module, string name, int usual) => configuration[$"Limits:{name}"] switch
    {
        null or "" => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Highest => number,
        _ => throw new InvalidOperationException(
            $"{module}: the setting Limits:{name} (environment variable Limits__{name}) is wrong. It must be a whole number from 1 to {Highest}, such as {usual}."),
    };
}
