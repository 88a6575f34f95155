using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>Within how many minutes somebody looks at a concern of each kind: a partnership's own, or what stands here until it says so.</summary>
internal static class ResponseMinutes
{
    private const int Shortest = 15, Longest = 7 * 24 * 60;

    private static readonly Dictionary<HarmKind, int> _usual = new() { [HarmKind.Life] = 60, [HarmKind.Abuse] = 4 * 60, [HarmKind.Neglect] = 24 * 60, [HarmKind.Unspecified] = 60 };

    public static async Task<IReadOnlyDictionary<HarmKind, int>> ReadAsync(TenantTransaction transaction, CancellationToken cancel)
    {
        var own = await transaction.QueryAsync<(short Kind, int Minutes)>("SELECT kind, minutes FROM response_time WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel);
        var times = new Dictionary<HarmKind, int>(_usual);
        foreach (var (kind, minutes) in own)
            times[(HarmKind)kind] = minutes;
        return times;
    }

    public static ResponseTimes ToTimes(IReadOnlyDictionary<HarmKind, int> minutes) =>
        new() { Life = minutes[HarmKind.Life], Abuse = minutes[HarmKind.Abuse], Neglect = minutes[HarmKind.Neglect], Other = minutes[HarmKind.Unspecified] };

    /// <summary>INVALID_ARGUMENT naming the field of a time that is too short or too long.</summary>
    public static IReadOnlyDictionary<HarmKind, int> From(ResponseTimes? times)
    {
        times ??= new();
        return new Dictionary<HarmKind, int>
        {
            [HarmKind.Life] = Minutes(times.Life, "times.life"),
            [HarmKind.Abuse] = Minutes(times.Abuse, "times.abuse"),
            [HarmKind.Neglect] = Minutes(times.Neglect, "times.neglect"),
            [HarmKind.Unspecified] = Minutes(times.Other, "times.other"),
        };
    }

    private static int Minutes(int minutes, string field) =>
        minutes is >= Shortest and <= Longest ? minutes : throw Problem.Invalid(field, "Give a time from 15 minutes to 7 days.");
}
