using System.Buffers;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Tells statements to theme from those in another language and from answers without a topic: none at all, refusals, and "nothing", which is an answer to its question.
/// An answer without a topic is made of <see cref="AnswerPhrases"/> alone, whatever stands between them.
/// </summary>
internal static class AnswerKind
{
    // Longer answers say something besides.
    private const int MostWords = 16;
    private const int LongestMark = 60, LongestSpreadsheetError = 16;
    private const int LeadsOn = 3;

    private static readonly SearchValues<char> s_errorLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_/0");

    /// <summary>What the text is; None when it is a statement to theme.</summary>
    public static SetAside Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        if (!tokens.Next(out ReadOnlySpan<char> first)) return IsMereMark(text) ? SetAside.NonAnswer : SetAside.Empty;
        if ((first.Contains('\'') || AnswerPhrases.CanBegin(first)) && Answer(text) is var answer and not SetAside.None) return answer;
        if (IsSpreadsheetError(text)) return SetAside.NonAnswer;
        return Language.IsAnother(text) ? SetAside.OtherLanguage : SetAside.None;
    }

    private static SetAside Answer(ReadOnlySpan<char> text)
    {
        Span<char> room = stackalloc char[MostWords * (Tokeniser.LongestWord + 1)];
        Span<int> ends = stackalloc int[MostWords];
        int count = WriteWords(text, room, ends);
        if (count == 0 || IsGrandmother(text, room[..ends[0]])) return SetAside.None;
        if (count == 1 && !room[..ends[0]].ContainsAnyExcept('x')) return SetAside.NonAnswer;
        // What can be said of the first so many words: none of it when they fall into no phrases.
        Span<Said> said = stackalloc Said[MostWords + 1];
        said[0] = Said.NothingYet;
        for (int from = 0; from < count; from++)
        {
            int start = from == 0 ? 0 : ends[from - 1] + 1;
            for (int to = from + 1; said[from] != 0 && to <= Math.Min(count, from + AnswerPhrases.MostWords); to++)
                said[to] |= After(said[from], AnswerPhrases.Of(room[start..ends[to - 1]]));
        }
        return said[count].HasFlag(Said.ThatThereIsNothing) ? SetAside.Nothing : said[count].HasFlag(Said.ThatThereIsNoAnswer) ? SetAside.NonAnswer : SetAside.None;
    }

    private static Said After(Said said, AnswerPart part)
    {
        bool hasNothing = (said & (Said.ThatThereIsNothing | Said.ThatThereIsNothingAndLeadsOn)) != 0;
        bool hasOther = (said & ~(Said.ThatThereIsNothing | Said.ThatThereIsNothingAndLeadsOn)) != 0;
        return part switch
        {
            AnswerPart.Filler => said,
            AnswerPart.Lead => (Said)((int)said << LeadsOn & (int)Said.LeadingOn) | said & Said.LeadingOn,
            AnswerPart.Nothing => Said.ThatThereIsNothing,
            AnswerPart.Refusal => (hasNothing ? Said.ThatThereIsNothing : 0) | (hasOther ? Said.ThatThereIsNoAnswer : 0),
            _ => 0,
        };
    }

    // 0 when there are too many of them.
    private static int WriteWords(ReadOnlySpan<char> text, Span<char> room, Span<int> ends)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int length = 0, count = 0;
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            if (count == MostWords) return 0;
            if (count > 0) room[length++] = ' ';
            foreach (char c in word)
                if (c != '\'') room[length++] = c;
            ends[count++] = length;
        }
        return count;
    }

    // Programs write "nan" for no number; with a capital alone it is somebody's.
    private static bool IsGrandmother(ReadOnlySpan<char> text, ReadOnlySpan<char> first) => first is "nan" && text.Contains("Nan", StringComparison.Ordinal);

    // "#VALUE!"
    private static bool IsSpreadsheetError(ReadOnlySpan<char> text) =>
        text.Length is > 2 and <= LongestSpreadsheetError && text[0] == '#' && text[^1] is '!' or '?' && !text[1..^1].ContainsAnyExcept(s_errorLetters);

    // A dash or dots fill in a box that had to be filled; digits or pictures do not decline.
    private static bool IsMereMark(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestMark) return false;
        foreach (char c in text)
            if (!char.IsPunctuation(c) && !char.IsWhiteSpace(c) && !(char.IsAscii(c) && char.IsSymbol(c))) return false;
        return !text.IsEmpty;
    }

    [Flags]
    private enum Said
    {
        NothingYet = 1,
        ThatThereIsNoAnswer = 2,
        ThatThereIsNothing = 4,
        ThatThereIsNothingAndLeadsOn = ThatThereIsNothing << LeadsOn,
        LeadingOn = (NothingYet | ThatThereIsNoAnswer | ThatThereIsNothing) << LeadsOn,
    }
}
