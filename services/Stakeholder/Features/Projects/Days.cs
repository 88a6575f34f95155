using System.Globalization;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;

namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>Days as ISO dates.</summary>
internal static class Days
{
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The day that it is. Summer time is an hour ahead of UTC: what people here call today is never refused as being in the future.</summary>
    public static string Today(TenantTransaction transaction) => transaction.Now.UtcDateTime.AddHours(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day that has come, or today when empty; INVALID_ARGUMENT for one that has not.</summary>
    public static string PastOrToday(TenantTransaction transaction, string value, string field)
    {
        var (day, today) = (Parse.OptionalDate(value, field), Today(transaction));
        if (day.Length == 0)
            return today;
        return string.CompareOrdinal(day, today) <= 0 ? day : throw Problem.Invalid(field, "This date is in the future. Give a day that has come.");
    }

    /// <summary>Such as: 24 November 2026.</summary>
    public static string InWords(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", _british);

    /// <summary>The day of a moment (UTC), such as: 24 November 2026.</summary>
    public static string InWords(DateTime moment) => moment.ToString("d MMMM yyyy", _british);
}
