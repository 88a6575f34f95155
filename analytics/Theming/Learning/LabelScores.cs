using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Scores each label for a text: log odds that it has the label, were half of all texts to have it. Safe to share.</summary>
internal sealed class LabelScores
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    private LabelScores(TextFeatures features, float[] weights, float[] biases) => (Features, _weights, _biases) = (features, weights, biases);

    public TextFeatures Features { get; }

    public int Labels => _biases.Length;

    /// <summary>Learns from texts of which each has some of the labels, by their numbers.</summary>
    public static LabelScores Learn(IReadOnlyList<TextPieces> texts, IReadOnlyList<int[]> has, int labels, Leaning leaning, int seed, ParallelOptions parallel)
    {
        TextFeatures features = TextFeatures.Of(texts, parallel.CancellationToken);
        TextRow[] rows = [.. texts.Select(features.Row)];
        var weights = new float[features.Count * labels];
        var biases = new float[labels];
        Parallel.For(0, labels, parallel, label =>
        {
            var (learned, bias) = LabelTrainer.Learn(rows, features.Count, [.. has.Select(of => of.Contains(label))], leaning, seed);
            for (int feature = 0; feature < learned.Length; feature++) weights[feature * labels + label] = learned[feature];
            biases[label] = bias;
        });
        return new LabelScores(features, weights, biases);
    }

    public float[] Of(TextPieces text)
    {
        TextRow row = Features.Row(text);
        float[] scores = [.. _biases];
        for (int i = 0; i < row.Features.Length; i++)
            TensorPrimitives.MultiplyAdd(_weights.AsSpan(row.Features[i] * Labels, Labels), row.Values[i], scores, scores);
        return scores;
    }

    /// <summary>For each word of the text, how much it adds to the score of a label.</summary>
    public float[] PartsOfWords(TextPieces text, int label) => Features.PartsOfWords(text, feature => _weights[feature * Labels + label]);

    public void Save(BinaryWriter writer)
    {
        Features.Save(writer);
        FloatArrays.Write(writer, _weights);
        FloatArrays.Write(writer, _biases);
    }

    public static LabelScores Load(BinaryReader reader)
    {
        TextFeatures features = TextFeatures.Load(reader);
        var scores = new LabelScores(features, FloatArrays.Read(reader), FloatArrays.Read(reader));
        return scores._weights.Length == features.Count * scores.Labels ? scores : throw new InvalidDataException("What was learned is damaged.");
    }
}
