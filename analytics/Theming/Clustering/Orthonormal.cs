using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>Makes the columns of a tall matrix orthonormal by modified Gram–Schmidt; a column that the others span becomes zero.</summary>
internal static class Orthonormal
{
    // A column that loses this much of its length was a mix of the others.
    private const float Lost = 1e-4f;

    public static void Columns(float[] matrix, int height, int width, ParallelOptions parallel)
    {
        float[] rows = Flip(matrix, height, width);
        // Twice, because one pass leaves what single precision rounds away.
        for (int pass = 0; pass < 2; pass++)
        {
            var before = new float[width];
            for (int i = 0; i < width; i++) before[i] = TensorPrimitives.Norm<float>(rows.AsSpan(i * height, height));
            for (int i = 0; i < width; i++)
            {
                Normalise(rows.AsSpan(i * height, height), before[i]);
                int done = i;
                Parallel.For(i + 1, width, parallel, j => Subtract(rows.AsSpan(done * height, height), rows.AsSpan(j * height, height)));
            }
        }
        Flip(rows, width, height).CopyTo(matrix, 0);
    }

    private static void Normalise(Span<float> column, float before)
    {
        float length = TensorPrimitives.Norm<float>(column);
        if (length > Lost * before && length > float.Epsilon) TensorPrimitives.Divide(column, length, column);
        else column.Clear();
    }

    private static void Subtract(ReadOnlySpan<float> unit, Span<float> column) =>
        TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot(unit, column), column, column);

    private static float[] Flip(float[] matrix, int height, int width)
    {
        var flipped = new float[matrix.Length];
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                flipped[column * height + row] = matrix[row * width + column];
        return flipped;
    }
}
