using System.Text;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Takes identifying detail out of a text, each replaced by its kind in square brackets. Signs of harm are words, not detail: they stay.</summary>
public static class Redaction
{
    /// <summary>The text without the details that the hints point at.</summary>
    public static string Apply(string text, IEnumerable<Hint> hints)
    {
        var redacted = Replace(text, hints);
        // What is taken out may lay bare another detail beside it.
        return redacted != text && StillIdentifies(redacted) ? Apply(redacted, HoldBackHints.Find(redacted)) : redacted;
    }

    /// <summary>Whether a text still tells who somebody is.</summary>
    public static bool StillIdentifies(string text) => HoldBackHints.Find(text).Any(hint => hint.Identifies);

    private static string Replace(string text, IEnumerable<Hint> hints)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (var hint in hints.Where(hint => hint.Identifies).OrderBy(hint => hint.Start))
        {
            if (hint.End <= position)
                continue;
            if (hint.Start >= position)
                result.Append(text, position, hint.Start - position).Append(PlaceholderOf(hint.Kind));
            position = hint.End;
        }
        return result.Append(text, position, text.Length - position).ToString();
    }

    private static string PlaceholderOf(HeldKind kind) => kind switch
    {
        HeldKind.NhsNumber => "[NHS number]",
        HeldKind.NationalInsurance => "[National Insurance number]",
        HeldKind.Phone => "[phone number]",
        HeldKind.Email => "[email address]",
        HeldKind.Postcode => "[postcode]",
        HeldKind.Address => "[address]",
        HeldKind.DateOfBirth => "[date]",
        HeldKind.Other => "[detail]",
        _ => "[name]",
    };
}
