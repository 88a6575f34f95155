namespace CoProduction.Shared.Words;

/// <summary>
/// Tells text in another language from English: by letters of another script, or by words and endings of one other language that English does not explain better.
/// On thin grounds a text counts as English: dialect, misspellings, names and dishes must not be turned away.
/// </summary>
public static class Language
{
    // Enough to tell, however long a text is.
    private const int MostWords = 400;

    // A name or a dish may be written in its own script within a sentence in English.
    private const double OtherScript = 0.5;
    private const int EnoughWords = 6;
    private const double PlainEnglishGrammar = 0.3;

    /// <summary>Whether the text is surely not in English.</summary>
    public static bool IsAnother(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int words = 0, otherScript = 0, grammar = 0, sharedGrammar = 0;
        bool maybeAnother = false;
        while (words < MostWords && tokens.Next(out ReadOnlySpan<char> word))
        {
            bool isOtherScript = IsOtherScript(word);
            // Single letters are text-speak as often as words.
            if (word.Length == 1 && !isOtherScript) continue;
            words++;
            if (isOtherScript) otherScript++;
            else if (OtherLanguages.With(word) is var languages && (languages & OtherLanguages.Grammar) != 0) sharedGrammar++;
            else if (languages != 0) maybeAnother |= (languages & OtherLanguages.AlsoEnglish) == 0;
            else if (StopWords.Contains(word)) grammar++;
            else maybeAnother |= word.ContainsAnyExceptInRange('\'', 'z');
            // Most texts are plainly English after a few words, which saves reading the rest.
            if (words >= EnoughWords && grammar + (maybeAnother ? 0 : sharedGrammar) >= words * PlainEnglishGrammar) return false;
        }
        return otherScript > words * OtherScript || (maybeAnother || grammar + sharedGrammar == 0) && LanguageEvidence.IsAnother(text, MostWords);
    }

    private static bool IsOtherScript(ReadOnlySpan<char> word) => word[0] is >= '\u0370' and < '\u1E00' or > '\u2E80';
}
