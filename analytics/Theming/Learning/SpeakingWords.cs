namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Which words of a text speak for a label.</summary>
internal static class SpeakingWords
{
    private const int Most = 5;

    /// <summary>As first written, those that add most to the label's score first.</summary>
    public static string[] Of(string text, TextPieces pieces, LabelScores scores, int label)
    {
        float[] parts = scores.PartsOfWords(pieces, label);
        return
        [
            .. pieces.Words.Select((word, i) => (Word: word, Part: parts[i]))
                .Where(word => !word.Word.CarriesGrammar)
                .GroupBy(word => word.Word.Stem)
                .Select(stem => (stem.First().Word, Part: stem.Sum(word => word.Part)))
                .Where(word => word.Part > 0)
                .OrderByDescending(word => word.Part)
                .Take(Most)
                .Select(word => text[word.Word.Start..word.Word.End].TrimEnd('\'', '\u2019')),
        ];
    }
}
