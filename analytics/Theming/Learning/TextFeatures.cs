using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>
/// What texts are compared by: stems alone and in pairs, pieces of words of up to four letters, and the mean of the words' meanings;
/// each of the three scaled to length 1. Safe to share.
/// </summary>
internal sealed class TextFeatures
{
    private const int LongestPiece = 4;

    // Below, each of few words may be what matters; above, what one person wrote once is noise that costs memory.
    private const int ManyTexts = 1_000;

    private readonly Terms _words;
    private readonly Terms _pieces;

    private TextFeatures(Terms words, Terms pieces) => (_words, _pieces) = (words, pieces);

    public int Count => FirstMeaning + WordVectors.Dimensions;

    private int FirstMeaning => _words.Count + _pieces.Count;

    public static TextFeatures Of(IReadOnlyList<TextPieces> texts, CancellationToken ct)
    {
        var words = new Terms.Counter();
        var pieces = new Terms.Counter();
        foreach (TextPieces text in texts)
        {
            ct.ThrowIfCancellationRequested();
            words.NextText();
            pieces.NextText();
            EachWord(text, (term, _) => words.Saw(term));
            EachPiece(text, (term, _) => pieces.Saw(term));
        }
        int fewest = texts.Count < ManyTexts ? 1 : 2;
        return new TextFeatures(words.InAtLeast(fewest), pieces.InAtLeast(fewest));
    }

    /// <summary>How many of the text's words that carry a topic are among those seen, and how many there are.</summary>
    public (int Seen, int All) Known(TextPieces text)
    {
        int seen = 0, all = 0;
        foreach (TextPieces.Word word in text.Words)
        {
            if (word.CarriesGrammar) continue;
            all++;
            if (_words.Find(word.Stem) >= 0) seen++;
        }
        return (seen, all);
    }

    public TextRow Row(TextPieces text)
    {
        var features = new List<int>();
        var values = new List<float>();
        foreach (List<Found> block in new[] { Words(text), Pieces(text) })
        {
            int first = features.Count;
            foreach (var (feature, times) in Counts(block))
            {
                features.Add(feature);
                values.Add(Weight(feature, times));
            }
            UnitVector.Scale(CollectionsMarshal.AsSpan(values)[first..], 1);
        }
        float[] meaning = Meaning(text);
        if (UnitVector.Scale(meaning, 1))
        {
            features.AddRange(Enumerable.Range(FirstMeaning, meaning.Length));
            values.AddRange(meaning);
        }
        return new TextRow([.. features], [.. values]);
    }

    /// <summary>For each word of the text, its part in a sum of weights over the text's row.</summary>
    public float[] PartsOfWords(TextPieces text, Func<int, float> weight)
    {
        var parts = new float[text.Words.Count];
        foreach (List<Found> block in new[] { Words(text), Pieces(text) })
        {
            SortedDictionary<int, int> counts = Counts(block);
            float length = MathF.Sqrt(counts.Sum(pair => MathF.Pow(Weight(pair.Key, pair.Value), 2)));
            foreach (Found found in block)
                if (found.Word >= 0) parts[found.Word] += Weight(found.Feature, counts[found.Feature]) / counts[found.Feature] / length * weight(found.Feature);
        }
        float[] weights = [.. Enumerable.Range(FirstMeaning, WordVectors.Dimensions).Select(weight)];
        float norm = TensorPrimitives.Norm<float>(Meaning(text));
        var meaning = new float[WordVectors.Dimensions];
        for (int word = 0; norm > 0 && word < parts.Length; word++)
        {
            if (text.Words[word].Meaning < 0) continue;
            WordVectors.Shared.CopyTo(text.Words[word].Meaning, meaning);
            parts[word] += TensorPrimitives.Dot<float>(meaning, weights) / norm;
        }
        return parts;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(WordVectors.Dimensions);
        writer.Write(WordVectors.Shared.Count);
        _words.Save(writer);
        _pieces.Save(writer);
    }

    public static TextFeatures Load(BinaryReader reader)
    {
        if (reader.ReadInt32() != WordVectors.Dimensions || reader.ReadInt32() != WordVectors.Shared.Count)
            throw new InvalidDataException("What was learned goes by other word vectors than this build has.");
        return new TextFeatures(Terms.Load(reader), Terms.Load(reader));
    }

    private float Weight(int feature, int times) =>
        feature < _words.Count ? _words.Weight(feature, times) : _pieces.Weight(feature - _words.Count, times);

    private List<Found> Words(TextPieces text)
    {
        var found = new List<Found>();
        EachWord(text, (term, word) => Add(found, _words.Find(term), 0, word));
        return found;
    }

    private List<Found> Pieces(TextPieces text)
    {
        var found = new List<Found>();
        EachPiece(text, (term, word) => Add(found, _pieces.Find(term), _words.Count, word));
        return found;
    }

    private static void Add(List<Found> found, int term, int first, int word)
    {
        if (term >= 0) found.Add(new Found(first + term, word));
    }

    private static SortedDictionary<int, int> Counts(List<Found> block)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (Found found in block) counts[found.Feature] = counts.GetValueOrDefault(found.Feature) + 1;
        return counts;
    }

    private static float[] Meaning(TextPieces text)
    {
        var sum = new float[WordVectors.Dimensions];
        var meaning = new float[WordVectors.Dimensions];
        foreach (TextPieces.Word word in text.Words)
        {
            if (word.Meaning < 0) continue;
            WordVectors.Shared.CopyTo(word.Meaning, meaning);
            TensorPrimitives.Add(sum, meaning, sum);
        }
        return sum;
    }

    // The second word of a pair is taken as the one that has it: it is the one that says what the first is about.
    private static void EachWord(TextPieces text, Action<ReadOnlySpan<char>, int> saw)
    {
        for (int word = 0; word < text.Words.Count; word++)
        {
            string stem = text.Words[word].Stem;
            saw(stem, word);
            if (word > 0) saw($"{text.Words[word - 1].Stem} {stem}", word);
        }
    }

    private static void EachPiece(TextPieces text, Action<ReadOnlySpan<char>, int> saw)
    {
        foreach (TextPieces.Run run in text.Runs)
        {
            ReadOnlySpan<char> letters = text.Letters(run);
            for (int length = 1; length <= LongestPiece; length++)
                for (int at = 0; at + length <= letters.Length; at++) saw(letters.Slice(at, length), run.FirstWord);
        }
    }

    private readonly record struct Found(int Feature, int Word);
}
