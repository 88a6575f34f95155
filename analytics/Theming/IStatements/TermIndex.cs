using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>Which sampled texts contain which of the bank's terms.</summary>
internal sealed class TermIndex
{
    /// <summary>Stands for every word that ends in n't.</summary>
    private const string Contraction = "n't";

    private readonly Dictionary<string, BitArray> _texts;
    private readonly int _count;

    public TermIndex(SampledTexts sample, IEnumerable<string> terms)
    {
        _count = sample.Documents.Length;
        _texts = terms.Distinct().ToDictionary(term => term, _ => new BitArray(_count));
        ILookup<string, string[]> phrases = _texts.Keys.Where(term => term.Contains(' ')).Select(term => term.Split(' ')).ToLookup(parts => parts[0]);
        string[] stems = [.. sample.Words.Select(Stem.Of)];
        BitArray? contractions = _texts.GetValueOrDefault(Contraction);
        for (int text = 0; text < _count; text++)
        {
            int[] words = sample.Documents[text];
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] < 0) continue;
                if (_texts.TryGetValue(stems[words[i]], out BitArray? texts)) texts[text] = true;
                if (contractions is not null && sample.Words[words[i]].EndsWith(Contraction, StringComparison.Ordinal)) contractions[text] = true;
                foreach (string[] phrase in phrases[stems[words[i]]])
                    if (Follows(words, i, phrase, stems)) _texts[string.Join(' ', phrase)][text] = true;
            }
        }
    }

    /// <summary>The texts that meet all the groups, each by any of its terms.</summary>
    public BitArray Meeting(string[][] groups)
    {
        var all = new BitArray(_count, true);
        foreach (string[] group in groups)
        {
            var any = new BitArray(_count);
            foreach (string term in group) any.Or(_texts[term]);
            all.And(any);
        }
        return all;
    }

    private static bool Follows(int[] words, int at, string[] phrase, string[] stems)
    {
        if (at + phrase.Length > words.Length) return false;
        for (int i = 1; i < phrase.Length; i++)
            if (words[at + i] < 0 || stems[words[at + i]] != phrase[i]) return false;
        return true;
    }
}
