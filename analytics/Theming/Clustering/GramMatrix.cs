using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>The products of a tall matrix's columns with one another.</summary>
internal static class GramMatrix
{
    /// <summary>Width × width, row by row.</summary>
    public static double[] Of(float[] matrix, int height, int width, ParallelOptions parallel)
    {
        var parts = new float[Chunks.Count(height)][];
        Chunks.Run(height, parallel, (chunk, from, to) =>
        {
            var part = new float[width * width];
            for (int row = from; row < to; row++)
            {
                ReadOnlySpan<float> cells = matrix.AsSpan(row * width, width);
                for (int i = 0; i < width; i++)
                {
                    Span<float> sums = part.AsSpan(i * width, width);
                    TensorPrimitives.MultiplyAdd(cells, cells[i], sums, sums);
                }
            }
            parts[chunk] = part;
        });
        var gram = new double[width * width];
        foreach (float[] part in parts)
            for (int i = 0; i < gram.Length; i++) gram[i] += part[i];
        return gram;
    }
}
