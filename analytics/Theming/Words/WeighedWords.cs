using System.Runtime.InteropServices;

namespace CoProduction.Analytics.Theming;

/// <summary>Which words of a sample count as features, and how much each says (the rarer, the more).</summary>
internal static class WeighedWords
{
    /// <summary>For each word its feature, -1 for none (words of one stem share one), and for each feature its weight.</summary>
    public static (int[] Features, float[] Weights) Of(SampledTexts sample)
    {
        int[] stems = StemNumbers(sample.Words);
        int[] texts = TextsWith(sample.Documents, stems);
        int fewest = FewestTexts(sample.Documents.Length);
        var features = new int[texts.Length];
        var weights = new List<float>();
        for (int stem = 0; stem < texts.Length; stem++)
        {
            features[stem] = texts[stem] >= fewest ? weights.Count : -1;
            if (texts[stem] >= fewest) weights.Add(MathF.Log((1f + sample.Documents.Length) / (1f + texts[stem])) + 1);
        }
        return ([.. stems.Select(stem => stem < 0 ? -1 : features[stem])], [.. weights]);
    }

    /// <summary>One row a text: (1 + log count) × weight of each feature, scaled to length 1.</summary>
    public static SparseRows Rows(SampledTexts sample, int[] features, float[] weights)
    {
        var starts = new int[sample.Documents.Length + 1];
        var columns = new List<int>();
        var values = new List<float>();
        var counts = new SortedDictionary<int, int>();
        for (int text = 0; text < sample.Documents.Length; text++)
        {
            counts.Clear();
            foreach (int word in sample.Documents[text])
                if (word >= 0 && features[word] >= 0)
                    counts[features[word]] = counts.GetValueOrDefault(features[word]) + 1;
            foreach (var (feature, count) in counts)
            {
                columns.Add(feature);
                values.Add((1 + MathF.Log(count)) * weights[feature]);
            }
            UnitVector.Scale(CollectionsMarshal.AsSpan(values)[starts[text]..], 1);
            starts[text + 1] = columns.Count;
        }
        return new SparseRows(weights.Length, starts, [.. columns], [.. values]);
    }

    private static int[] StemNumbers(IReadOnlyList<string> words)
    {
        var numbers = new Dictionary<string, int>();
        var stems = new int[words.Count];
        for (int word = 0; word < words.Count; word++)
        {
            stems[word] = -1;
            if (StopWords.Contains(words[word])) continue;
            string stem = Stem.Of(words[word]);
            if (!numbers.TryGetValue(stem, out stems[word])) numbers[stem] = stems[word] = numbers.Count;
        }
        return stems;
    }

    private static int[] TextsWith(int[][] documents, int[] stems)
    {
        var texts = new int[stems.Length == 0 ? 0 : stems.Max() + 1];
        var last = new int[texts.Length];
        Array.Fill(last, -1);
        for (int text = 0; text < documents.Length; text++)
        {
            foreach (int word in documents[text])
            {
                int stem = word < 0 ? -1 : stems[word];
                if (stem < 0 || last[stem] == text) continue;
                last[stem] = text;
                texts[stem]++;
            }
        }
        return texts;
    }

    // A word that only one or two people wrote cannot hold a theme together, unless nearly nobody wrote anything.
    private static int FewestTexts(int texts) => texts < 30 ? 1 : texts < 1000 ? 2 : 3;
}
