using System.Text.RegularExpressions;
using CoProduction.Shared.Hints;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>Trying a pattern only where the first letters fit must find what trying it everywhere finds.</summary>
public sealed class WordSignsTests
{
    private static readonly string[] _patterns =
    [
        "ab(?:c|d)?e", "a[bc]d", "(?:ca|cb|)d+", @"(?<!b\s)ca\b", "(?:ab?){0,2}ed", @"\w+\sbad", "e(?!d)a", "d?c?b?ade", "(?:e|de|cde)", @"b\sb",
    ];

    [Property(MaxTest = 300)]
    public Property Find_AnyText_FindsWhereAnyPatternMatches() =>
        Prop.ForAll(Gen.Elements("a", "b", "c", "d", "e", " ", " ", "'", "É").ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            foreach (var pattern in _patterns)
                Assert.Equal(Everywhere(pattern, text), new WordSigns([pattern]).Find(text).Select(sign => (sign.Start, sign.Length)));
        });

    // At the beginning of each word that no sign before it covers.
    private static IEnumerable<(int Start, int Length)> Everywhere(string pattern, string text)
    {
        var regex = new Regex(@"\G(?:" + pattern + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsInWord(text[at]) || (at > 0 && IsInWord(text[at - 1])))
                continue;
            if (regex.Match(text, at) is not { Success: true, Length: > 0 } match)
                continue;
            yield return (at, match.Length);
            at += match.Length - 1;
        }
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
