using System.Runtime.InteropServices;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>Which words of a sample count as features, and how much each says (the rarer, the more).</summary>
internal static class WeighedWords
{
    // Measured, best on few and short statements, where hardly two people use the same word for a thing.
    private const float TopicWeight = 1.5f;

    /// <summary>For each word its features, none for one that says nothing (words of one stem or one topic share some), and for each feature its weight.</summary>
    public static (int[][] Features, float[] Weights) Of(SampledTexts sample)
    {
        var (candidates, isTopic) = Candidates(sample.Words);
        int[] texts = TextsWith(sample.Documents, candidates, isTopic.Count);
        int fewest = FewestTexts(sample.Documents.Length);
        var features = new int[texts.Length];
        var weights = new List<float>();
        for (int candidate = 0; candidate < texts.Length; candidate++)
        {
            features[candidate] = texts[candidate] >= fewest ? weights.Count : -1;
            if (texts[candidate] < fewest) continue;
            float rarity = MathF.Log((1f + sample.Documents.Length) / (1f + texts[candidate])) + 1;
            weights.Add(isTopic[candidate] ? TopicWeight * rarity : rarity);
        }
        return ([.. candidates.Select(of => of.Select(candidate => features[candidate]).Where(feature => feature >= 0).ToArray())], [.. weights]);
    }

    /// <summary>One row a text: (1 + log count) × weight of each feature, scaled to length 1.</summary>
    public static SparseRows Rows(SampledTexts sample, int[][] features, float[] weights)
    {
        var starts = new int[sample.Documents.Length + 1];
        var columns = new List<int>();
        var values = new List<float>();
        var counts = new SortedDictionary<int, int>();
        for (int text = 0; text < sample.Documents.Length; text++)
        {
            counts.Clear();
            foreach (int word in sample.Documents[text])
                if (word != SampledTexts.Break)
                    foreach (int feature in features[word]) counts[feature] = counts.GetValueOrDefault(feature) + 1;
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

    // A word may become a feature by its stem and by the topics of life that its stem belongs to: so "bus" and "taxi" have something in common.
    private static (int[][] OfWords, List<bool> IsTopic) Candidates(IReadOnlyList<string> words)
    {
        var stems = new Dictionary<string, int>();
        var topics = new Dictionary<string, int>();
        var isTopic = new List<bool>();
        var candidates = new int[words.Count][];
        for (int word = 0; word < words.Count; word++)
        {
            candidates[word] = [];
            if (StopWords.Contains(words[word])) continue;
            string stem = Stem.Of(words[word]);
            candidates[word] = [Number(stems, stem, false), .. LifeTopics.Of(stem).Select(topic => Number(topics, topic, true))];
        }
        return (candidates, isTopic);

        int Number(Dictionary<string, int> numbers, string name, bool topic)
        {
            if (numbers.TryGetValue(name, out int number)) return number;
            isTopic.Add(topic);
            return numbers[name] = isTopic.Count - 1;
        }
    }

    private static int[] TextsWith(int[][] documents, int[][] candidates, int count)
    {
        var texts = new int[count];
        var last = new int[texts.Length];
        Array.Fill(last, -1);
        for (int text = 0; text < documents.Length; text++)
        {
            foreach (int word in documents[text])
            {
                if (word == SampledTexts.Break) continue;
                foreach (int candidate in candidates[word])
                {
                    if (last[candidate] == text) continue;
                    last[candidate] = text;
                    texts[candidate]++;
                }
            }
        }
        return texts;
    }

    // A word that only one or two people wrote cannot hold a theme together, unless nearly nobody wrote anything.
    private static int FewestTexts(int texts) => texts < 30 ? 1 : texts < 1000 ? 2 : 3;
}
