using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>Which sampled texts contain which of the bank's terms.</summary>
internal sealed class TermIndex
{
    /// <summary>Stands for every word that ends in n't.</summary>
    private const string Contraction = "n't";

    // What follows one of them is denied, up to punctuation or a turn.
    private static readonly HashSet<string> s_denials =
        [.. "not no never nobody none nothing nor cannot without hardly barely rarely seldom stopped lost lack lacking miss missed missing used want wanted wish hope cant dont didnt wont wasnt isnt doesnt couldnt".Split(' ').Select(Stem.Of)];

    private static readonly HashSet<string> s_turns = [.. "and but because so since as now then though although yet".Split(' ').Select(Stem.Of)];

    private readonly Dictionary<string, BitArray> _texts;
    private readonly Dictionary<string, BitArray> _undenied;
    private readonly int _count;

    public TermIndex(SampledTexts sample, IEnumerable<string> terms)
    {
        _count = sample.Documents.Length;
        _texts = terms.Distinct().ToDictionary(term => term, _ => new BitArray(_count));
        _undenied = _texts.Keys.ToDictionary(term => term, _ => new BitArray(_count));
        ILookup<string, string[]> phrases = _texts.Keys.Where(term => term.Contains(' ')).Select(term => term.Split(' ')).ToLookup(parts => parts[0]);
        string[] stems = [.. sample.Words.Select(Stem.Of)];
        BitArray? contractions = _texts.GetValueOrDefault(Contraction);
        for (int text = 0; text < _count; text++)
        {
            int[] words = sample.Documents[text];
            bool isDenied = false;
            for (int i = 0; i < words.Length; i++)
            {
                if (words[i] < 0 || s_turns.Contains(stems[words[i]])) isDenied = false;
                if (words[i] < 0) continue;
                string stem = stems[words[i]];
                Saw(stem, text, !isDenied);
                bool isContraction = sample.Words[words[i]].EndsWith(Contraction, StringComparison.Ordinal);
                if (contractions is not null && isContraction) contractions[text] = true;
                foreach (string[] phrase in phrases[stem])
                    if (Follows(words, i, phrase, stems)) Saw(string.Join(' ', phrase), text, !isDenied);
                isDenied |= isContraction || s_denials.Contains(stem);
            }
        }
    }

    /// <summary>The texts that meet all the groups, each by any of its terms.</summary>
    public BitArray Meeting(string[][] groups) => Meeting(groups, _texts);

    /// <summary>The same, each where it is neither denied nor wished for.</summary>
    public BitArray MeetingUndenied(string[][] groups) => Meeting(groups, _undenied);

    private BitArray Meeting(string[][] groups, Dictionary<string, BitArray> texts)
    {
        var all = new BitArray(_count, true);
        foreach (string[] group in groups)
        {
            var any = new BitArray(_count);
            foreach (string term in group) any.Or(texts[term]);
            all.And(any);
        }
        return all;
    }

    private void Saw(string term, int text, bool isUndenied)
    {
        if (!_texts.TryGetValue(term, out BitArray? texts)) return;
        texts[text] = true;
        if (isUndenied) _undenied[term][text] = true;
    }

    private static bool Follows(int[] words, int at, string[] phrase, string[] stems)
    {
        if (at + phrase.Length > words.Length) return false;
        for (int i = 1; i < phrase.Length; i++)
            if (words[at + i] < 0 || stems[words[at + i]] != phrase[i]) return false;
        return true;
    }
}
