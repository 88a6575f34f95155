namespace CoProduction.Analytics.Theming;

/// <summary>A fitted encoder with the centroids of its themes, and the language that many of the texts were in besides English: says for any text which theme is nearest.</summary>
internal sealed class ThemeModel(StatementEncoder encoder, float[] centroids, float leastSimilarity, OwnLanguage? ownLanguage)
{
    private const int Version = 4;

    // Of a hundred statements that is some two to ten in a set of hundreds and about twenty in one of thousands, whose themes lie closer together.
    private const float NearlyAsNear = 0.9f;

    public StatementEncoder Encoder => encoder;

    public int Count => centroids.Length / encoder.Dimensions;

    public float[] Centroids => centroids;

    public float LeastSimilarity => leastSimilarity;

    public ReadOnlySpan<float> Centroid(int theme) => centroids.AsSpan(theme * encoder.Dimensions, encoder.Dimensions);

    /// <summary>
    /// The nearest theme, with a second that is nearly as near, or none when the text has no known word or is too far from all.
    /// Row is room for Dimensions numbers and gets the text's vector.
    /// </summary>
    public ThemeAssignment Assign(ReadOnlySpan<char> text, Span<float> row, StatementEncoder.Scratch scratch)
    {
        SetAside kind = AnswerKind.Of(text);
        if (kind == SetAside.None && ownLanguage is not null && ownLanguage.Has(text)) kind = SetAside.OtherLanguage;
        if (kind != SetAside.None)
        {
            row.Clear();
            return new ThemeAssignment(-1, 0, kind);
        }
        if (!encoder.Encode(text, row, scratch) || Count == 0) return new ThemeAssignment(-1, 0, SetAside.NotThemed);
        NearestTwo nearest = Nearest.Of(row, centroids);
        if (nearest.Similarity < leastSimilarity) return new ThemeAssignment(-1, nearest.Similarity, SetAside.NotThemed);
        bool isSecondNear = nearest.SecondSimilarity >= Math.Max(leastSimilarity, NearlyAsNear * nearest.Similarity);
        return new ThemeAssignment(nearest.Centroid, nearest.Similarity, SetAside.None, isSecondNear ? nearest.Second : -1);
    }

    /// <summary>The same with these themes only, in this order.</summary>
    public ThemeModel Only(int[] themes) => new(encoder, [.. themes.SelectMany(theme => Centroid(theme).ToArray())], leastSimilarity, ownLanguage);

    public void Save(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(leastSimilarity);
        encoder.Save(writer);
        FloatArrays.Write(writer, centroids);
        writer.Write(ownLanguage is not null);
        ownLanguage?.Save(writer);
    }

    public static ThemeModel Load(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        if (version != Version) throw new InvalidDataException($"The theme model has version {version}; this build reads {Version}.");
        float leastSimilarity = reader.ReadSingle();
        StatementEncoder encoder = StatementEncoder.Load(reader);
        return new ThemeModel(encoder, FloatArrays.Read(reader), leastSimilarity, reader.ReadBoolean() ? OwnLanguage.Load(reader) : null);
    }
}
