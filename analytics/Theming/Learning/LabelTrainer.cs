using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Learns to tell texts with one label from all others.</summary>
internal static class LabelTrainer
{
    // Measured: how far the weights may follow single texts; the more texts, the further.
    private const float Freedom = 2;
    private const int MostRounds = 60;

    /// <summary>What a label scores for that has nothing to learn from: hardly ever.</summary>
    private const float Never = -10;

    /// <summary>One weight for each feature, and what is added to their sum.</summary>
    public static (float[] Weights, float Bias) Learn(IReadOnlyList<TextRow> rows, int features, Func<int, bool> has, int seed)
    {
        int with = Enumerable.Range(0, rows.Count).Count(has);
        if (with == 0) return (new float[features], Never);
        if (with == rows.Count) return (new float[features], -Never);
        // Both sides count alike, however few texts have the label.
        float positive = rows.Count / (2f * with), negative = rows.Count / (2f * (rows.Count - with));
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        IDataView examples = ml.Data.LoadFromEnumerable(rows.Select((row, i) => new Example
        {
            Label = has(i),
            Weight = has(i) ? positive : negative,
            Features = new VBuffer<float>(features, row.Features.Length, row.Values, row.Features),
        }).ToArray(), schema);
        var learned = ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = nameof(Example.Weight),
            L2Regularization = 1 / (Freedom * rows.Count),
            L1Regularization = 0,
            MaximumNumberOfIterations = MostRounds,
            NumberOfThreads = 1,
        }).Fit(examples).Model.SubModel;
        return ([.. learned.Weights], learned.Bias);
    }

    private sealed class Example
    {
        public bool Label { get; set; }

        public float Weight { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
