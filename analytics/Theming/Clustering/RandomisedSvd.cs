using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>The strongest right singular vectors of a sparse matrix by randomised subspace iteration.</summary>
internal sealed class RandomisedSvd
{
    private const int Oversampling = 10;
    private const int PowerIterations = 2;

    // Directions this weak are noise of the arithmetic.
    private const float WeakestShare = 1e-4f;

    private RandomisedSvd(int rank, float[] basis, float[] singularValues) => (Rank, Basis, SingularValues) = (rank, basis, singularValues);

    /// <summary>How many vectors there are: at most what was asked for, fewer when the matrix has no more.</summary>
    public int Rank { get; }

    /// <summary>Width × Rank, row by row; the columns are orthonormal.</summary>
    public float[] Basis { get; }

    /// <summary>Largest first.</summary>
    public float[] SingularValues { get; }

    public static RandomisedSvd Of(SparseRows matrix, int rank, int seed, ParallelOptions parallel)
    {
        int width = matrix.Width;
        int size = Math.Min(rank + Oversampling, Math.Min(width, matrix.Height));
        if (size == 0) return new RandomisedSvd(0, [], []);
        SparseRows transposed = matrix.Transposed();
        float[] subspace = RandomMatrix(width * size, seed);
        Orthonormal.Columns(subspace, width, size, parallel);
        for (int i = 0; i < PowerIterations; i++)
        {
            subspace = transposed.Times(matrix.Times(subspace, size, parallel), size, parallel);
            Orthonormal.Columns(subspace, width, size, parallel);
        }
        float[] image = matrix.Times(subspace, size, parallel);
        var (squares, vectors) = SymmetricEigen.Of(GramMatrix.Of(image, matrix.Height, size, parallel), size);
        int kept = Math.Min(rank, squares.Count(s => s > squares[0] * WeakestShare * WeakestShare));
        return new RandomisedSvd(kept, Rotate(subspace, width, size, vectors, kept, parallel), [.. squares.Take(kept).Select(s => (float)Math.Sqrt(s))]);
    }

    private static float[] RandomMatrix(int length, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[length];
        for (int i = 0; i < length; i++) numbers[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        return numbers;
    }

    private static float[] Rotate(float[] subspace, int width, int size, float[] vectors, int kept, ParallelOptions parallel)
    {
        var basis = new float[width * kept];
        Chunks.Run(width, parallel, (_, from, to) =>
        {
            for (int row = from; row < to; row++)
                for (int j = 0; j < kept; j++)
                    basis[row * kept + j] = TensorPrimitives.Dot<float>(subspace.AsSpan(row * size, size), vectors.AsSpan(j * size, size));
        });
        return basis;
    }
}
