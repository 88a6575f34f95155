using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

/// <summary>Groups unit vectors by direction: k-means++ seeds, several restarts, the best kept. Exact on any number of threads.</summary>
internal sealed class SphericalKMeans(float[] rows, int dimensions, ParallelOptions parallel)
{
    private const int MostRounds = 30;
    private const int RowsToBeginWith = 5_000;
    private const double SmallestGain = 1e-5;

    private readonly int _count = rows.Length / dimensions;

    /// <summary>At most k groups: fewer when the rows have fewer distinct directions. Of many rows only some decide where to begin.</summary>
    public Clusters Fit(int k, int seed, int restarts) =>
        _count < 2 * RowsToBeginWith || k > RowsToBeginWith / 10
            ? BestOf(k, seed, restarts)
            : Refine(new SphericalKMeans(Spread(RowsToBeginWith), dimensions, parallel).BestOf(k, seed, restarts).Centroids);

    private Clusters BestOf(int k, int seed, int restarts)
    {
        Clusters? best = null;
        for (int restart = 0; restart < restarts; restart++)
        {
            Clusters found = Refine(Seeds(k, new Random(unchecked(seed * 7919 + restart))));
            if (best is null || found.Objective > best.Objective) best = found;
        }
        return best!;
    }

    /// <summary>Moves centroids (count × dimensions) and members until they rest.</summary>
    public Clusters Refine(float[] centroids)
    {
        int k = centroids.Length / dimensions;
        var members = new int[_count];
        var similarities = new float[_count];
        double before = double.NegativeInfinity;
        for (int round = 0; ; round++)
        {
            double objective = Assign(centroids, members, similarities);
            bool rests = objective - before <= SmallestGain * Math.Abs(objective);
            if (rests || round == MostRounds) return new Clusters(centroids, members, similarities, objective, k);
            before = objective;
            centroids = Means(members, similarities, k);
        }
    }

    private double Assign(float[] centroids, int[] members, float[] similarities)
    {
        var sums = new double[Chunks.Count(_count)];
        Chunks.Run(_count, parallel, (chunk, from, to) =>
        {
            double sum = 0;
            for (int row = from; row < to; row++)
            {
                NearestTwo nearest = Nearest.Of(Row(row), centroids);
                (members[row], similarities[row]) = (nearest.Centroid, nearest.Similarity);
                sum += similarities[row];
            }
            sums[chunk] = sum;
        });
        return sums.Sum();
    }

    private float[] Means(int[] members, float[] similarities, int k)
    {
        var parts = new float[Chunks.Count(_count)][];
        Chunks.Run(_count, parallel, (chunk, from, to) =>
        {
            var part = new float[k * dimensions];
            for (int row = from; row < to; row++)
            {
                Span<float> sum = part.AsSpan(members[row] * dimensions, dimensions);
                TensorPrimitives.Add(sum, Row(row), sum);
            }
            parts[chunk] = part;
        });
        var means = new float[k * dimensions];
        foreach (float[] part in parts) TensorPrimitives.Add(means, part, means);
        for (int cluster = 0; cluster < k; cluster++)
        {
            Span<float> mean = means.AsSpan(cluster * dimensions, dimensions);
            if (!UnitVector.Scale(mean, 1)) TakeFarthest(mean, similarities);
        }
        return means;
    }

    // A group that lost its members starts again at the row that fits worst where it is.
    private void TakeFarthest(Span<float> mean, float[] similarities)
    {
        int farthest = TensorPrimitives.IndexOfMin<float>(similarities);
        similarities[farthest] = float.MaxValue;
        Row(farthest).CopyTo(mean);
    }

    private float[] Seeds(int k, Random random)
    {
        var seeds = new List<int> { random.Next(_count) };
        var distances = new float[_count];
        Array.Fill(distances, float.MaxValue);
        while (seeds.Count < k)
        {
            int last = seeds[^1];
            Chunks.Run(_count, parallel, (_, from, to) =>
            {
                for (int row = from; row < to; row++)
                    distances[row] = Math.Min(distances[row], Distance(row, last));
            });
            int next = Draw(distances, random);
            if (next < 0) break;
            seeds.Add(next);
        }
        var centroids = new float[seeds.Count * dimensions];
        for (int i = 0; i < seeds.Count; i++) Row(seeds[i]).CopyTo(centroids.AsSpan(i * dimensions));
        return centroids;
    }

    private float Distance(int row, int other)
    {
        // Rounding keeps equal rows from being a little apart.
        const float same = 1e-6f;
        float distance = 1 - TensorPrimitives.Dot(Row(row), Row(other));
        return distance < same ? 0 : distance;
    }

    private static int Draw(float[] distances, Random random)
    {
        double total = 0;
        foreach (float distance in distances) total += distance;
        if (total <= 0) return -1;
        double left = random.NextDouble() * total;
        int last = -1;
        for (int row = 0; row < distances.Length; row++)
        {
            if (distances[row] <= 0) continue;
            last = row;
            left -= distances[row];
            if (left <= 0) break;
        }
        return last;
    }

    // Evenly spread over all.
    private float[] Spread(int some)
    {
        var spread = new float[some * dimensions];
        for (int i = 0; i < some; i++) Row((int)((long)i * _count / some)).CopyTo(spread.AsSpan(i * dimensions));
        return spread;
    }

    private ReadOnlySpan<float> Row(int row) => rows.AsSpan(row * dimensions, dimensions);
}

/// <summary>Groups of rows: unit centroids (Count × dimensions), for each row its group and cosine similarity, and the sum of similarities.</summary>
internal sealed record Clusters(float[] Centroids, int[] Members, float[] Similarities, double Objective, int Count);
