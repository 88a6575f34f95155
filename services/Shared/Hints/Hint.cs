using System.Security.Cryptography;
using System.Text;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Something in a text that might tell who somebody is, or that somebody comes to harm; place and length in UTF-16 code units.</summary>
public sealed record Hint(HeldKind Kind, int Start, int Length)
{
    /// <summary>Of a sign of harm, which kind it tells of.</summary>
    public HarmKind Harm { get; init; }

    /// <summary>Just behind it.</summary>
    public int End => Start + Length;

    /// <summary>Whether it may tell who somebody is.</summary>
    public bool Identifies => Kind is not (HeldKind.Harm or HeldKind.OtherLanguage);
}

/// <summary>What alike hints have in common, so that one decision can serve all: a short key for addresses, and the detail for people to read.</summary>
public sealed record Alike(string Key, string Detail)
{
    /// <summary>Of what the hint points at.</summary>
    public static Alike Of(string text, Hint hint)
    {
        // One decision can serve all of them, whatever they say.
        var detail = hint.Kind == HeldKind.OtherLanguage ? "" : text.Substring(hint.Start, hint.Length);
        var same = hint.Kind is HeldKind.NhsNumber or HeldKind.Phone
            ? string.Concat(detail.Where(char.IsAsciiDigit))
            : string.Join(' ', detail.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(".", "");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{hint.Kind}|{same}"));
        return new($"{hint.Kind.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(hash, 0, 6)}", detail);
    }
}
