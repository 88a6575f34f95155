using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Review.Intake;

/// <summary>
/// By what the same review is known again when another program has saved it: a hash of its reference and words, whatever marks and spaces stand in them. It tells
/// nobody the words, and is of use in one cycle only.
/// </summary>
internal sealed class ReviewPrint(Guid cycleId)
{
    private const int Length = 16;
    private const int LeastWords = 8;
    private readonly byte[] _cycle = cycleId.ToByteArray();

    /// <summary>The hash of a review.</summary>
    public byte[] Of(CheckedReview review)
    {
        var words = new StringBuilder();
        Append(words, review.Reference);
        foreach (var statement in review.Statements)
        {
            words.Append((char)statement.Question);
            Append(words, statement.Text);
        }
        return HMACSHA256.HashData(_cycle, Encoding.UTF8.GetBytes(words.ToString()))[..Length];
    }

    /// <summary>Whether nobody else is likely to have said the same: two people may both say “My dog”.</summary>
    public static bool IsOnesOwn(CheckedReview review) => review.Reference.Length > 0 || review.Statements.Sum(statement => statement.Text.AsSpan().Count(' ') + 1) >= LeastWords;

    private static void Append(StringBuilder words, string text)
    {
        var isBlank = true;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (!isBlank)
                    words.Append(' ');
                isBlank = true;
                continue;
            }
            if (char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format)
                continue;
            isBlank = false;
            if (Plain(c) is { } plain)
                words.Append(plain);
            else
                words.Append(c);
        }
        if (isBlank && words is [.., ' '])
            words.Length--;
        words.Append('\0');
    }

    private static string? Plain(char c) => c switch
    {
        '‘' or '’' or '‚' or '‛' or '´' or '`' or 'ʼ' or '′' => "'",
        '“' or '”' or '„' or '‟' or '«' or '»' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        '…' => "...",
        _ => null,
    };
}
