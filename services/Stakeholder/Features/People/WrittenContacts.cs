using System.Globalization;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>
/// The ways to reach somebody that a cell or field names, each as it is kept, in their order; or why that will not do and what to do, without anybody's words.
/// </summary>
internal sealed record WrittenContacts(IReadOnlyList<string> Details, string? Problem = null)
{
    /// <summary>A number had lost its first 0 or +, which was put back.</summary>
    public bool IsNumberMended { get; init; }

    /// <summary>Words beside an address were left out.</summary>
    public bool LeavesOutWords { get; init; }

    /// <summary>Of a channel of the register; of channels that are neither telephone nor email, the words as they are.</summary>
    public static WrittenContacts Of(string channel, string words) => channel switch
    {
        "phone" or "text" => TelephoneNumbers.Read(words),
        "email" => EmailAddresses.Read(words),
        _ => new([words]),
    };

    public static WrittenContacts Refused(string problem) => new([], problem);

    /// <summary>The words with plain spaces, and without the signs that nobody sees and programs put around numbers and addresses.</summary>
    public static string Visible(string words)
    {
        words = string.Concat(words.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format).Select(Plain)).Trim();
        // How formulas keep a number as text.
        return words is ['=', '"', .., '"'] ? words[2..^1].Trim() : words.TrimStart('\'');
    }

    private static char Plain(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.SpaceSeparator => ' ',
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        _ => c switch { '\t' => ' ', '＠' => '@', '＋' => '+', _ => c },
    };
}
