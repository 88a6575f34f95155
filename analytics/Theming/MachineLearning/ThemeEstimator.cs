using Microsoft.ML;
using Microsoft.ML.Data;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// The theming of statements as a step of an ML.NET pipeline. Reads a text column; adds the 0-based theme (int, -1 for none) under the output name,
/// its cosine similarity (float) under name + "Similarity", and the statement's unit vector (228 floats) under name + "Vector".
/// What it fits is saved and loaded with MLContext.Model, after <see cref="Register"/> has been called on the context that loads.
/// </summary>
public sealed class ThemeEstimator(MLContext ml, string outputColumnName, string inputColumnName, ThemingOptions options) : IEstimator<ITransformer>
{
    /// <summary>Lets a context load pipelines that have this step in them.</summary>
    public static void Register(MLContext ml) => ml.ComponentCatalog.RegisterAssembly(typeof(ThemeEstimator).Assembly);

    /// <summary>Finds the themes of the input's statements. Throws <see cref="InvalidOperationException"/> when none of them has a word to go by.</summary>
    public ITransformer Fit(IDataView input)
    {
        string[] texts = [.. input.GetColumn<string>(inputColumnName).Select(text => text ?? "")];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism };
        var (statements, ownLanguage) = ThemingEngine.Statements(texts, parallel);
        FittedThemes fitted = FittedThemes.To(texts, statements, ownLanguage, statements.Length, options, parallel)
            ?? throw new InvalidOperationException($"The column '{inputColumnName}' has no statement to find themes in.");
        return Chain(ModelText.Of(fitted.Model)).Fit(input);
    }

    /// <summary>The input's columns and the three that this step adds.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Chain("").GetOutputSchema(inputSchema);

    // ML.NET saves its own steps only, so the model travels as the one value of a value mapping, and a named custom mapping applies it.
    private IEstimator<ITransformer> Chain(string model)
    {
        TransformsCatalog steps = ml.Transforms;
        return steps.CopyColumns(ThemeMapping.TextColumn, inputColumnName)
            .Append(steps.Expression(ThemeMapping.KeyColumn, "x : 1", ThemeMapping.TextColumn))
            .Append(steps.Conversion.MapValue(ThemeMapping.ModelColumn, [new KeyValuePair<int, string>(1, model)], ThemeMapping.KeyColumn))
            .Append(steps.CustomMapping(new ThemeMapping().GetMapping(), ThemeMapping.Contract))
            .Append(steps.CopyColumns(outputColumnName, ThemeMapping.ThemeColumn))
            .Append(steps.CopyColumns(outputColumnName + "Similarity", ThemeMapping.SimilarityColumn))
            .Append(steps.CopyColumns(outputColumnName + "Vector", ThemeMapping.VectorColumn))
            .Append(steps.DropColumns(
                ThemeMapping.TextColumn, ThemeMapping.KeyColumn, ThemeMapping.ModelColumn,
                ThemeMapping.ThemeColumn, ThemeMapping.SimilarityColumn, ThemeMapping.VectorColumn));
    }
}
