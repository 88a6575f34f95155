namespace CoProduction.Review.Intake;

/// <summary>
/// Answers as long as an organisation's: they are kept in parts, each of which is a statement, so that each is themed, held back and read by itself, and fits
/// wherever a statement goes.
/// </summary>
internal static class LongAnswer
{
    /// <summary>Characters of the longest answer.</summary>
    public const int Longest = 100_000;

    private static readonly string[] _breaks = ["\n\n", "\n", ". ", "! ", "? ", "; ", " "];

    /// <summary>The words in parts of at most <see cref="ReviewFile.LongestStatement"/> characters, cut between paragraphs, lines, sentences or words where there are any.</summary>
    public static IEnumerable<string> Parts(string words)
    {
        var at = 0;
        while (at < words.Length)
        {
            var end = EndOfPart(words.AsSpan(at)) + at;
            if (words.AsSpan(at, end - at).Trim() is { IsEmpty: false } part)
                yield return part.ToString();
            at = end;
        }
    }

    private static int EndOfPart(ReadOnlySpan<char> rest)
    {
        const int longest = ReviewFile.LongestStatement;
        if (rest.Length <= longest)
            return rest.Length;
        foreach (var between in _breaks)
        {
            // In the second half, so that there are few parts.
            var last = rest[..longest].LastIndexOf(between);
            if (last >= longest / 2)
                return last + between.Length;
        }
        return char.IsHighSurrogate(rest[longest - 1]) ? longest - 1 : longest;
    }
}
