using System.Collections.Frozen;
using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>The first-person sentence from a theme's own statements that is nearest to its middle and fits the question.</summary>
internal static class OwnWords
{
    private const int TextsLookedAt = 40;
    private const int FewestWords = 4, MostWords = 14;
    private const float LeastCloseness = 0.55f;

    // Present tense: what is, not what happened once.
    private static readonly FrozenDictionary<Facet, string[]> s_openings = new Dictionary<Facet, string[]>
    {
        [Facet.Working] = ["i am", "i'm", "i feel", "i have", "i can", "i get", "i like", "i love", "i enjoy", "i know", "i live", "i see", "i go", "i trust", "i always", "i do"],
        [Facet.NotWorking] =
        [
            "i can't", "i cannot", "i don't", "i do not", "i need", "i miss", "i struggle", "i feel", "i am not", "i'm not", "i never", "i have to",
            "i find it hard", "i find it difficult", "i worry", "i am worried", "i get bored", "i am bored", "i am lonely", "i hate",
        ],
        [Facet.Future] = ["i want", "i would like", "i would love", "i'd like", "i'd love", "i hope", "i wish", "i need"],
    }.ToFrozenDictionary();

    private static readonly string[] s_denials = ["not", "no", "never", "nothing", "but"];

    /// <summary>The sentence with a full stop, or null when none fits.</summary>
    public static string? From(IReadOnlyList<string> texts, FittedThemes fitted, int theme, int[] members, Facet facet)
    {
        if (!s_openings.TryGetValue(facet, out string[]? openings)) return null;
        StatementEncoder encoder = fitted.Model.Encoder;
        StatementEncoder.Scratch scratch = encoder.NewScratch();
        var row = new float[encoder.Dimensions];
        string? best = null;
        float closest = LeastCloseness;
        foreach (int member in members.OrderByDescending(i => fitted.Clusters.Similarities[i]).Take(TextsLookedAt))
        {
            foreach (Range range in Sentences(texts[fitted.Sampled[member]]))
            {
                string sentence = Wished(texts[fitted.Sampled[member]][range].Trim(), facet);
                if (!Fits(sentence, openings, facet) || !encoder.Encode(sentence, row, scratch)) continue;
                float closeness = TensorPrimitives.Dot(row, fitted.Model.Centroid(theme));
                if (closeness <= closest) continue;
                closest = closeness;
                best = sentence;
            }
        }
        return best is null ? null : char.ToUpperInvariant(best[0]) + best[1..] + ".";
    }

    // Many answer what they want with "To see the sea."
    private static string Wished(string sentence, Facet facet) =>
        facet == Facet.Future && sentence.StartsWith("To ", StringComparison.OrdinalIgnoreCase) ? $"I want to {sentence[3..]}" : sentence;

    private static List<Range> Sentences(string text)
    {
        var sentences = new List<Range>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('.' or '!' or '?' or ';' or ',' or ':' or '\n' or '\r')) continue;
            if (i > start) sentences.Add(start..i);
            start = i + 1;
        }
        return sentences;
    }

    private static bool Fits(string sentence, string[] openings, Facet facet)
    {
        string lower = sentence.Replace('\u2019', '\'').ToLowerInvariant();
        if (!openings.Any(opening => lower.StartsWith(opening + ' ', StringComparison.Ordinal))) return false;
        if (!lower.All(c => c is ' ' or '\'' or '-' || char.IsLetter(c))) return false;
        string[] words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < FewestWords or > MostWords) return false;
        // A capital inside may be somebody's name.
        if (words.Skip(1).Any(word => char.IsUpper(word[0]) && word is not "I" && !word.StartsWith("I'", StringComparison.Ordinal))) return false;
        string[] plain = lower.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return facet != Facet.Working || !plain.Any(word => s_denials.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal));
    }
}
