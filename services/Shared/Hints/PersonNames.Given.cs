namespace CoProduction.Shared.Hints;

/// <content>First names, and words that nothing knows where only a name can stand.</content>
internal sealed partial class PersonNames
{
    private int Given(string text, ReadOnlySpan<TextWord> words, int i)
    {
        var word = words[i];
        if (word.Id == 0)
        {
            if (!IsPossessive(text, word, out var bare) || (HoldBackHints.Lexicon.KindsOf(HoldBackHints.Lexicon.IdOf(bare)) & WordKinds.Given) == 0)
                return UnknownName(text, words, i);
            return IsPlaceOrFamous(words, i, i + 1) ? 0 : i + 1;
        }
        if (IsInAddress(text, word) || (word is { AllCapitals: true, Capital: true, Length: <= 3 }) || (word.Is(WordKinds.Proper) && IsBesideNumber(text, words, i)))
            return 0;
        var next = i + 1;
        while (next < words.Length && words[next].Before == Gap.Hyphen && words[next].Capital == word.Capital && next < i + 3)
            next++;
        var full = word.Capital ? Names(words, next, 2) : SmallSurname(words, next);
        if (!word.Is(WordKinds.Given) && i > 0 && word.Follows && words[i - 1].Is(WordKinds.Article))
            return 0;
        if (i > 1 && (words[i - 1].Id == _called || words[i - 1].Id == _named) && IsOf(words, i - 1, WordKinds.Animal))
            return 0;
        if (!word.Is(WordKinds.Given) && !(word.Capital && (IsInsideSentence(words, i) || full > next || DoesSomething(words, next))))
            return 0;
        return IsPlaceOrFamous(words, i, next) ? 0 : full;
    }

    // A word that nothing knows, with a capital, before what only people do.
    private int UnknownName(string text, ReadOnlySpan<TextWord> words, int i)
    {
        var word = words[i];
        if (!word.Capital || word.AllCapitals || word.Length < 3 || !IsLetters(text, word))
            return 0;
        var end = Names(words, i + 1, 2);
        if (IsPlaceOrFamous(words, i, i + 1) || IsDoneByAPerson(words, end))
            return IsPlaceOrFamous(words, i, i + 1) ? 0 : end;
        if (i > 0 && (word.Before & ~Gap.Comma) == 0 && words[i - 1].Is(WordKinds.ToPerson) || IsJoinedToName(words, i))
            return end;
        var isThanked = i > 1 && word.Follows && words[i - 1].Is(WordKinds.Thanks) && words[i - 2].Is(WordKinds.Thanks);
        return isThanked && (end >= words.Length || !words[end].Follows || words[end].Is(WordKinds.AfterThanks)) ? end : 0;
    }

    // "Nicky & Fay", "Sue, Oke and Lin".
    private static bool IsJoinedToName(ReadOnlySpan<TextWord> words, int i)
    {
        var before = i - (i > 1 && words[i].Follows && words[i - 1].Is(WordKinds.And) ? 2 : 1);
        return before >= 0 && (before < i - 1 || words[i].Before == Gap.Comma) && words[before] is { Capital: true } name && name.Is(WordKinds.Given) && !name.Is(WordKinds.Proper);
    }

    private static bool IsDoing(ReadOnlySpan<TextWord> words, int at) => at < words.Length && words[at].Follows && words[at].Is(WordKinds.DoesAsName | WordKinds.Being | WordKinds.DoesAsPerson);

    private static bool IsDoneByAPerson(ReadOnlySpan<TextWord> words, int at)
    {
        if (at >= words.Length || !words[at].Follows)
            return false;
        if (words[at].Is(WordKinds.DoesAsPerson))
            return true;
        if (!words[at].Is(WordKinds.Being))
            return false;
        for (at++; at < words.Length && words[at].Follows && words[at].Is(WordKinds.Intensity); at++)
            ;
        return at < words.Length && words[at].Follows && words[at].Is(WordKinds.IsAsPerson);
    }

    /// <summary>A surname in small letters: one that many have, or an unknown word before what people do.</summary>
    public int SmallSurname(ReadOnlySpan<TextWord> words, int at)
    {
        if (at >= words.Length || !words[at].Follows || words[at].Capital || words[at].Length < 3)
            return at;
        var word = words[at];
        var isLast = at + 1 >= words.Length || words[at + 1].Before != Gap.None || words[at + 1].Is(WordKinds.Does | WordKinds.Everyday);
        var isSurname = word.Is(WordKinds.Surname) && (!word.Is(WordKinds.Common | WordKinds.Everyday | WordKinds.PlaceAfter) || (isLast && !word.Is(WordKinds.Does | WordKinds.Everyday) && word.Length > 4));
        return isSurname || (word.Id == 0 && isLast) ? at + 1 : at;
    }

    // An apostrophe only as in O'Neill; no plural, and no adverb.
    private static bool IsLetters(string text, TextWord word)
    {
        var written = text.AsSpan(word.Start, word.Length);
        return written.IndexOfAnyInRange('0', '9') < 0 && written.IndexOf('\'') is < 0 or 1 && !written.EndsWith("ists") && !written.EndsWith("ly") && !written.EndsWith("ing") && !written.EndsWith("tion") && !written.EndsWith("ers") && !written.EndsWith("apy") && !written.EndsWith("ment") && !written.EndsWith("try") && !written.EndsWith("gy") && !written.EndsWith("ness") && !written.EndsWith("ics");
    }

    private static bool IsBesideNumber(string text, ReadOnlySpan<TextWord> words, int i) =>
        (i > 0 && char.IsDigit(text[words[i - 1].Start])) || (i + 1 < words.Length && char.IsDigit(text[words[i + 1].Start]));

    // No beginning of a sentence, where anything has a capital, and no month or place.
    private static bool IsInsideSentence(ReadOnlySpan<TextWord> words, int i) => i > 0 && (words[i].Before & (Gap.Sentence | Gap.Line | Gap.Placeholder)) == 0 && !words[i - 1].Is(WordKinds.BeforeATime);

    private static bool DoesSomething(ReadOnlySpan<TextWord> words, int at)
    {
        if (at >= words.Length || !words[at].Follows)
            return false;
        if (words[at].Is(WordKinds.DoesAsName))
            return true;
        if (!words[at].Is(WordKinds.AtPlace))
            return false;
        at += at + 1 < words.Length && words[at + 1].Is(WordKinds.Article) ? 2 : 1;
        return at < words.Length && words[at].Follows && words[at].Is(WordKinds.PlaceOfWork);
    }

    private static bool IsPlaceOrFamous(ReadOnlySpan<TextWord> words, int i, int next)
    {
        if (i > 0 && (words[i].Before & ~Gap.Sentence) == 0 && (words[i].Before == Gap.None || words[i - 1].DotAfter) && words[i - 1].Is(WordKinds.PlaceBefore))
            return true;
        for (var at = next; at < words.Length && at <= next + 1 && words[at].Follows; at++)
        {
            if (words[at].Is(WordKinds.PlaceAfter) && (words[at].Capital || words[at].Is(WordKinds.SmallPlace)))
                return true;
            if (!words[at].Capital)
                return false;
        }
        return false;
    }

    private static bool IsPossessive(string text, TextWord word, out string bare)
    {
        var written = text.AsSpan(word.Start, word.Length);
        var isOne = written.Length is > 3 and < Lexicon.LongestWord && written.EndsWith("'s", StringComparison.OrdinalIgnoreCase);
        bare = isOne ? written[..^2].ToString().ToLowerInvariant() : "";
        return isOne;
    }

    // sarah@… and www.sarah…
    private static bool IsInAddress(string text, TextWord word) =>
        (word.Start > 0 && text[word.Start - 1] is '@' or '_' or '/' or '\\') || (word.Start > 1 && text[word.Start - 1] == '.' && !char.IsWhiteSpace(text[word.Start - 2]) && !word.Capital)
        || (word.End < text.Length && text[word.End] is '@' or '_') || (word.End + 1 < text.Length && text[word.End] == '.' && char.IsLetterOrDigit(text[word.End + 1]) && !char.IsUpper(text[word.End + 1]));
}
