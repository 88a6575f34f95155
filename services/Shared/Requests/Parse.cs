using System.Globalization;
using CoProduction.Shared.Errors;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Shared.Requests;

/// <summary>Reads and checks the fields of a request; INVALID_ARGUMENT naming the field when one will not do.</summary>
public static class Parse
{
    /// <summary>A UUID.</summary>
    public static Guid Id(string value, string field) =>
        Guid.TryParse(value, out var id) ? id : throw Problem.Invalid(field, value.Length == 0 ? "Choose one. (For programs: give its id, a UUID.)" : "This must be an id (UUID).");

    /// <summary>A UUID, or null when empty.</summary>
    public static Guid? OptionalId(string value, string field) => value.Length == 0 ? null : Id(value, field);

    /// <summary>A moment (UTC), or null when absent.</summary>
    public static DateTime? OptionalTime(Timestamp? value, string field)
    {
        try
        {
            return value?.ToDateTime();
        }
        catch (InvalidOperationException)
        {
            throw Problem.Invalid(field, "This must be a date and time.");
        }
    }

    /// <summary>An ISO 8601 date (2026-11-24) of a year from 1900 to 2199, as it is written there; empty when empty.</summary>
    public static string OptionalDate(string value, string field)
    {
        if (value.Length == 0)
            return "";
        return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and < 2200
            ? value
            : throw Problem.Invalid(field, "This must be a real date, such as 24 11 2026.");
    }

    /// <summary>A choice that was made: not the first value, and one of those that there are.</summary>
    public static T Choice<T>(T value, string field, string whenMissing) where T : struct, System.Enum =>
        System.Enum.IsDefined(value) && !value.Equals(default(T)) ? value : throw Problem.Invalid(field, whenMissing);

    /// <summary>One line of text (<see cref="PlainText.OneLine"/>) without blanks at its ends, 1 to <paramref name="longest"/> characters.</summary>
    public static string Text(string value, string field, int longest, string whenMissing) => Required(OptionalText(value, field, longest), field, whenMissing);

    /// <summary>One line of text (<see cref="PlainText.OneLine"/>) without blanks at its ends, at most <paramref name="longest"/> characters; may be empty.</summary>
    public static string OptionalText(string value, string field, int longest) => NotTooLong(PlainText.OneLine(value).Trim(), field, longest);

    /// <summary>Text of one or more lines (<see cref="PlainText.Lines"/>) without blanks at its ends, 1 to <paramref name="longest"/> characters.</summary>
    public static string Lines(string value, string field, int longest, string whenMissing) => Required(OptionalLines(value, field, longest), field, whenMissing);

    /// <summary>Text of one or more lines (<see cref="PlainText.Lines"/>) without blanks at its ends, at most <paramref name="longest"/> characters; may be empty.</summary>
    public static string OptionalLines(string value, string field, int longest) => NotTooLong(PlainText.Lines(value).Trim(), field, longest);

    private static string Required(string text, string field, string whenMissing) => text.Length > 0 ? text : throw Problem.Invalid(field, whenMissing);

    private static string NotTooLong(string text, string field, int longest) =>
        text.Length <= longest ? text : throw Problem.Invalid(field, $"This is too long: {longest:N0} characters at most.");
}
