using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>How long a call waits for a copy before it says that it is being made.</summary>
internal sealed record OwnDataOptions(TimeSpan Patience)
{
    private static readonly Setting<int> _wait = Setting.Number("OwnData:WaitSeconds", "how many seconds a call waits for a copy of what is held about somebody", 4, 0, 60);

    public static IEnumerable<Setting> Settings => [_wait];

    public static OwnDataOptions From(IConfiguration configuration) => new(TimeSpan.FromSeconds(_wait.Read(configuration)));
}
