using System.Text.RegularExpressions;
using MimeKit;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Finds the email addresses in what somebody wrote: alone, behind “mailto:”, behind a name, or several of them.</summary>
internal static partial class EmailAddresses
{
    private const int LongestLocalPart = 64;
    private const int Longest = 254;
    private const string None = "This is no email address. Leave it empty for somebody who has none.";
    private const string Malformed = "This is no email address that can be written to. It needs one @, no spaces, and a dot behind the @, such as tam@example.org.";

    /// <summary>What is wrong when there are other words beside an address.</summary>
    public const string Several = "There are more words here than an email address. Write only the address; put a semicolon between several.";

    public static WrittenContacts Read(string words)
    {
        words = WrittenContacts.Visible(words);
        if (!words.Contains('@'))
            return WrittenContacts.Refused(None);
        var addresses = Addresses().Matches(words).Select(match => match.Groups[1].Value.TrimStart('\'').TrimEnd('.', '\'')).ToList();
        if (words.Count(c => c == '@') != addresses.Count || !addresses.TrueForAll(IsAddress))
            return WrittenContacts.Refused(Malformed);
        var rest = Addresses().Replace(words, " ");
        // A name stands before an address in angle brackets, and is known already.
        var besides = words.Contains('<') ? "" : Neutral().Replace(rest, " ");
        if (besides.Any(char.IsLetterOrDigit))
            return WrittenContacts.Refused(Several);
        return new([.. addresses.Distinct(StringComparer.OrdinalIgnoreCase)]) { LeavesOutWords = Brackets().IsMatch(rest) };
    }

    private static bool IsAddress(string address)
    {
        var at = address.IndexOf('@');
        return at is > 0 and <= LongestLocalPart && address.Length <= Longest && Local().IsMatch(address[..at]) && Domain().IsMatch(address[(at + 1)..])
            && MailboxAddress.TryParse(address, out _);
    }

    [GeneratedRegex(@"(?:mailto:\s*)?([^\s<>()\[\]{},;:""|\\/@]+@[^\s<>()\[\]{},;:""|\\/?]+)(?:\?\S*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\([^()@]*\)|\b(?:or|and)\b|\b[\w -]{1,20}:", RegexOptions.IgnoreCase)]
    private static partial Regex Neutral();

    [GeneratedRegex(@"\([^()@]*[^()@\s][^()@]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+(?:\.[\p{L}\p{N}!#$%&'*+\-=?^_`{|}~]+)*$")]
    private static partial Regex Local();

    [GeneratedRegex(@"^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$", RegexOptions.IgnoreCase)]
    private static partial Regex Domain();
}
