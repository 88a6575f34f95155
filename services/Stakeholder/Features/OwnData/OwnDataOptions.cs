using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>How long a call waits for a copy before it says that it is being made (<c>OwnData:WaitSeconds</c>, 4; 0: not at all).</summary>
internal sealed record OwnDataOptions(TimeSpan Patience)
{
    public static OwnDataOptions From(IConfiguration configuration) => configuration["OwnData:WaitSeconds"] switch
    {
        null => new(TimeSpan.FromSeconds(4)),
        var text when int.TryParse(text, out var seconds) && seconds is >= 0 and <= 60 => new(TimeSpan.FromSeconds(seconds)),
        var text => throw new InvalidOperationException($"The setting OwnData:WaitSeconds is “{text}”. It must be a whole number from 0 to 60."),
    };
}
