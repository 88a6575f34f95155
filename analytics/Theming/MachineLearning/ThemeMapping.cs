using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CoProduction.Analytics.Theming;

/// <summary>Applies a theme model to rows that carry it beside their text; ML.NET finds it by its contract when it loads a pipeline.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ThemeMapping : CustomMappingFactory<ThemeMapping.Input, ThemeMapping.Output>
{
    public const string Contract = "CoProduction.Theme.1";
    public const string TextColumn = "CoProduction.Theme.Text";
    public const string KeyColumn = "CoProduction.Theme.Key";
    public const string ModelColumn = "CoProduction.Theme.Model";
    public const string ThemeColumn = "CoProduction.Theme.Theme";
    public const string SimilarityColumn = "CoProduction.Theme.Similarity";
    public const string VectorColumn = "CoProduction.Theme.Vector";

    // Fixed, so that trainers can follow: shorter vectors end in zeros.
    private const int VectorLength = StatementEncoder.MostDimensions;

    private volatile Applied? _applied;

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        Applied? applied = _applied;
        if (applied is null || !applied.Text.Equals(input.Model)) _applied = applied = new Applied(input.Model);
        applied.Fill(input.Text.Span, output);
    };

    internal sealed class Input
    {
        [ColumnName(TextColumn)]
        public ReadOnlyMemory<char> Text { get; set; }

        [ColumnName(ModelColumn)]
        public ReadOnlyMemory<char> Model { get; set; }
    }

    internal sealed class Output
    {
        [ColumnName(ThemeColumn)]
        public int Theme { get; set; }

        [ColumnName(SimilarityColumn)]
        public float Similarity { get; set; }

        [ColumnName(VectorColumn), VectorType(VectorLength)]
        public float[] Vector { get; set; } = [];
    }

    private sealed class Applied(ReadOnlyMemory<char> text)
    {
        private readonly ThemeModel _model = ModelText.Read(text.Span);
        private readonly ConcurrentBag<StatementEncoder.Scratch> _rooms = [];

        public ReadOnlyMemory<char> Text => text;

        public void Fill(ReadOnlySpan<char> statement, Output output)
        {
            if (!_rooms.TryTake(out StatementEncoder.Scratch? room)) room = _model.Encoder.NewScratch();
            output.Vector = new float[VectorLength];
            ThemeAssignment assignment = _model.Assign(statement, output.Vector.AsSpan(0, _model.Encoder.Dimensions), room);
            (output.Theme, output.Similarity) = (assignment.Theme, assignment.Similarity);
            _rooms.Add(room);
        }
    }
}
