using System.Numerics.Tensors;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Turns a text into a unit vector of three blocks: the topics of its weighted words (TF-IDF on randomised SVD), then the means of the two vectors that
/// each of its words has. Safe to use from many threads, each with a <see cref="Scratch"/> of its own.
/// </summary>
internal sealed class StatementEncoder
{
    /// <summary>How long a vector can be.</summary>
    public const int MostDimensions = MostTopics + WordVectors.Dimensions;

    private const int MostTopics = 100;

    // Measured: the two kinds of meaning together say somewhat more than which words and topics are shared.
    private const float MeaningWeight = 0.8f;

    // Every statement leans the same way, towards plain English; taking part of that away measured better than none or all.
    private const float CommonShare = 0.7f;

    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int[][] _features;
    private readonly float[] _weights;
    private readonly float[] _basis;
    private readonly float[] _meanings;
    private readonly bool[] _hasMeaning;
    private readonly Spelling _spelling;

    // For each word the one that is meant by it: mostly itself, -1 when it says nothing.
    private readonly int[] _meant;
    private readonly float[] _common = new float[WordVectors.Dimensions];

    private StatementEncoder(IReadOnlyList<string> words, Dictionary<string, int> numbers, int[][] features, float[] weights, float[] basis)
    {
        (Words, _numbers, _features, _weights, _basis) = (words, numbers, features, weights, basis);
        _lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        Topics = weights.Length == 0 ? 0 : basis.Length / weights.Length;
        _meanings = new float[words.Count * WordVectors.Dimensions];
        _hasMeaning = new bool[words.Count];
        for (int word = 0; word < words.Count; word++)
        {
            int place = StopWords.Contains(words[word]) ? -1 : WordVectors.Shared.Find(words[word]);
            _hasMeaning[word] = place >= 0;
            if (place >= 0) WordVectors.Shared.CopyTo(place, Meaning(word));
        }
        _spelling = new Spelling(words, word => _hasMeaning[word]);
        _meant = [.. words.Select((word, number) => _hasMeaning[number] || features[number].Length > 0 || StopWords.Contains(word) ? number : _spelling.Find(word))];
    }

    /// <summary>The words it was fitted on.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many of the dimensions are topics; the rest are the mean of word vectors.</summary>
    public int Topics { get; }

    public int Dimensions => Topics + WordVectors.Dimensions;

    public static StatementEncoder Fit(SampledTexts sample, int seed, ParallelOptions parallel)
    {
        var (features, weights) = WeighedWords.Of(sample);
        SparseRows matrix = WeighedWords.Rows(sample, features, weights);
        RandomisedSvd svd = RandomisedSvd.Of(matrix, TopicsFor(sample.Documents.Length), seed, parallel);
        var encoder = svd.Rank == 0
            ? new StatementEncoder(sample.Words, sample.Numbers, [.. features.Select(_ => Array.Empty<int>())], [], [])
            : new StatementEncoder(sample.Words, sample.Numbers, features, weights, svd.Basis);
        encoder.FindCommon(sample);
        return encoder;
    }

    /// <summary>Fills a row of Dimensions numbers with the text's unit vector; false, and zeros, when it has no known word.</summary>
    public bool Encode(ReadOnlySpan<char> text, Span<float> row, Scratch scratch)
    {
        row.Clear();
        Span<float> topics = row[..Topics];
        Span<float> meanings = row[Topics..];
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            int number = _lookup.TryGetValue(word, out int known) ? _meant[known] : AddUnseen(word, meanings, scratch) ? -1 : _spelling.Find(word);
            if (number >= 0)
            {
                if (_hasMeaning[number]) TensorPrimitives.Add(meanings, Meaning(number), meanings);
                foreach (int feature in _features[number]) scratch.Count(feature);
            }
        }
        foreach (int feature in scratch.Seen)
        {
            float weight = (1 + MathF.Log(scratch.Take(feature))) * _weights[feature];
            TensorPrimitives.MultiplyAdd(_basis.AsSpan(feature * Topics, Topics), weight, topics, topics);
        }
        scratch.Seen.Clear();
        UnitVector.Scale(topics, 1);
        for (int half = 0; half < WordVectors.Dimensions; half += WordVectors.Half)
        {
            Span<float> meaning = meanings.Slice(half, WordVectors.Half);
            if (UnitVector.Scale(meaning, 1)) TensorPrimitives.MultiplyAdd(_common.AsSpan(half, WordVectors.Half), -CommonShare, meaning, meaning);
            UnitVector.Scale(meaning, MeaningWeight);
        }
        return UnitVector.Scale(row, 1);
    }

    /// <summary>What encoding needs besides the text; for one thread at a time.</summary>
    public Scratch NewScratch() => new(_weights.Length);

    public void Save(BinaryWriter writer)
    {
        writer.Write(Words.Count);
        for (int word = 0; word < Words.Count; word++)
        {
            writer.Write(Words[word]);
            writer.Write(_features[word].Length);
            foreach (int feature in _features[word]) writer.Write(feature);
        }
        FloatArrays.Write(writer, _weights);
        FloatArrays.Write(writer, _basis);
        FloatArrays.Write(writer, _common);
    }

    public static StatementEncoder Load(BinaryReader reader)
    {
        var words = new string[reader.ReadInt32()];
        var features = new int[words.Length][];
        var numbers = new Dictionary<string, int>(words.Length);
        for (int word = 0; word < words.Length; word++)
        {
            numbers[words[word] = reader.ReadString()] = word;
            features[word] = new int[reader.ReadInt32()];
            for (int i = 0; i < features[word].Length; i++) features[word][i] = reader.ReadInt32();
        }
        var encoder = new StatementEncoder(words, numbers, features, FloatArrays.Read(reader), FloatArrays.Read(reader));
        FloatArrays.Read(reader).CopyTo(encoder._common, 0);
        return encoder;
    }

    // In a small set, more topics than this would only memorise single statements.
    private static int TopicsFor(int texts) => Math.Max(Math.Clamp(texts / 2, 2, 48), Math.Min(MostTopics, texts / 8));

    private void FindCommon(SampledTexts sample)
    {
        var meaning = new float[WordVectors.Dimensions];
        foreach (int[] document in sample.Documents)
        {
            Array.Clear(meaning);
            foreach (int word in document)
                if (word >= 0 && _hasMeaning[word]) TensorPrimitives.Add(meaning, Meaning(word), meaning);
            UnitVector.Scale(meaning.AsSpan(0, WordVectors.Half), 1f / sample.Documents.Length);
            UnitVector.Scale(meaning.AsSpan(WordVectors.Half), 1f / sample.Documents.Length);
            TensorPrimitives.Add(_common, meaning, _common);
        }
    }

    private Span<float> Meaning(int word) => _meanings.AsSpan(word * WordVectors.Dimensions, WordVectors.Dimensions);

    // False when nothing is known about it.
    private static bool AddUnseen(ReadOnlySpan<char> word, Span<float> meanings, Scratch scratch)
    {
        if (StopWords.Contains(word)) return true;
        int place = WordVectors.Shared.Find(word);
        if (place < 0) return false;
        WordVectors.Shared.CopyTo(place, scratch.Meaning);
        TensorPrimitives.Add(meanings, scratch.Meaning, meanings);
        return true;
    }

    /// <summary>Counts of a text's features, emptied as they are taken.</summary>
    internal sealed class Scratch(int features)
    {
        private readonly int[] _counts = new int[features];

        public List<int> Seen { get; } = [];

        public float[] Meaning { get; } = new float[WordVectors.Dimensions];

        public void Count(int feature)
        {
            if (_counts[feature]++ == 0) Seen.Add(feature);
        }

        public int Take(int feature)
        {
            int count = _counts[feature];
            _counts[feature] = 0;
            return count;
        }
    }
}
