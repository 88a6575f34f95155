using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>A matrix with few filled cells, row by row: row r has Columns and Values from Starts[r] to Starts[r + 1].</summary>
internal sealed record SparseRows(int Width, int[] Starts, int[] Columns, float[] Values)
{
    public int Height => Starts.Length - 1;

    /// <summary>The product with a dense matrix of Width rows and the given number of columns; Height × columns, row by row.</summary>
    public float[] Times(float[] dense, int columns, ParallelOptions parallel)
    {
        var product = new float[Height * columns];
        Chunks.Run(Height, parallel, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
            {
                Span<float> sum = product.AsSpan(row * columns, columns);
                for (int cell = Starts[row]; cell < Starts[row + 1]; cell++)
                    TensorPrimitives.MultiplyAdd(dense.AsSpan(Columns[cell] * columns, columns), Values[cell], sum, sum);
            }
        });
        return product;
    }

    public SparseRows Transposed()
    {
        var starts = new int[Width + 1];
        foreach (int column in Columns) starts[column + 1]++;
        for (int column = 0; column < Width; column++) starts[column + 1] += starts[column];
        var next = starts.AsSpan(0, Width).ToArray();
        var columns = new int[Columns.Length];
        var values = new float[Values.Length];
        for (int row = 0; row < Height; row++)
        {
            for (int cell = Starts[row]; cell < Starts[row + 1]; cell++)
            {
                int place = next[Columns[cell]]++;
                columns[place] = row;
                values[place] = Values[cell];
            }
        }
        return new SparseRows(Height, starts, columns, values);
    }
}
