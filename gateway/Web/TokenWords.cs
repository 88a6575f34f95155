using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>How a program's token stands, in plain English.</summary>
internal static class TokenWords
{
    /// <summary>From so many days before its end on, a token is pointed out.</summary>
    public const int Soon = 30;
    private const int VerySoon = 7;

    public static bool Works(ApiToken token, DateTimeOffset now) => token.RevokedAt is null && token.EndedAt is null && token.ExpiresAt.ToDateTimeOffset() > now;

    /// <summary>Whose it is.</summary>
    public static string Owner(ApiToken token) => token.OwnerName.Length > 0 ? token.OwnerName : "Somebody who is not here any more";

    /// <summary>Such as: Runs out in 3 days; null when there is time, or it does not work any more.</summary>
    public static (string Words, string Tag)? RunsOut(ApiToken token, DateTimeOffset now)
    {
        var left = token.ExpiresAt.ToDateTimeOffset() - now;
        if (!Works(token, now) || left.TotalDays > Soon)
            return null;
        return (left.TotalDays < 1 ? "Runs out within a day" : $"Runs out in {Names.Count((long)left.TotalDays, "day")}", left.TotalDays > VerySoon ? "nhsuk-tag--yellow" : "nhsuk-tag--red");
    }

    /// <summary>Why it does not work any more; null while it does.</summary>
    public static string? Over(ApiToken token, DateTimeOffset now) => token switch
    {
        { RevokedAt: { } at } => $"Taken back {Names.When(at)}",
        { EndedAt: { } at } => $"Stopped {Names.When(at)}: its owner does not look after the partnership any more. If the program is to go on, make a new token.",
        _ => Works(token, now) ? null : "Has run out",
    };

    /// <summary>The day on which it was used last.</summary>
    public static string LastUsed(ApiToken token) => token.LastUsedOn.Length > 0 ? ProjectWords.Day(token.LastUsedOn) : "Never";
}
