namespace CoProduction.Analytics.Theming;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi rotations.</summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 15;
    private const double SmallEnough = 1e-20;

    /// <summary>The values, largest first, and one vector a row in the same order.</summary>
    public static (double[] Values, float[] Vectors) Of(double[] matrix, int size)
    {
        var a = (double[])matrix.Clone();
        // Rows are the vectors: rotating two rows runs through memory in order.
        var vectors = new double[size * size];
        for (int i = 0; i < size; i++) vectors[i * size + i] = 1;
        for (int sweep = 0; sweep < MostSweeps && !IsDiagonal(a, size); sweep++)
            for (int p = 0; p < size; p++)
                for (int q = p + 1; q < size; q++)
                    Rotate(a, vectors, size, p, q);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => a[i * size + i])];
        return ([.. order.Select(i => Math.Max(0, a[i * size + i]))], [.. order.SelectMany(i => vectors.Skip(i * size).Take(size)).Select(v => (float)v)]);
    }

    private static bool IsDiagonal(double[] a, int size)
    {
        double off = 0, diagonal = 0;
        for (int i = 0; i < size; i++)
        {
            diagonal += a[i * size + i] * a[i * size + i];
            for (int j = 0; j < i; j++) off += a[i * size + j] * a[i * size + j];
        }
        return off <= SmallEnough * diagonal;
    }

    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        double apq = a[p * size + q];
        if (apq == 0) return;
        double theta = (a[q * size + q] - a[p * size + p]) / (2 * apq);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < size; k++) Turn(ref a[k * size + p], ref a[k * size + q], cosine, sine);
        for (int k = 0; k < size; k++) Turn(ref a[p * size + k], ref a[q * size + k], cosine, sine);
        for (int k = 0; k < size; k++) Turn(ref vectors[p * size + k], ref vectors[q * size + k], cosine, sine);
    }

    private static void Turn(ref double x, ref double y, double cosine, double sine) =>
        (x, y) = (cosine * x - sine * y, sine * x + cosine * y);
}
