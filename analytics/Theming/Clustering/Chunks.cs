namespace CoProduction.Analytics.Theming;

/// <summary>Runs work over rows in chunks whose size depends on nothing but this number, so that the result is the same on any number of threads.</summary>
internal static class Chunks
{
    public const int Size = 1024;

    public static int Count(int rows) => (rows + Size - 1) / Size;

    /// <summary>Calls the action with chunk, first row and the row after the last, in no set order.</summary>
    public static void Run(int rows, ParallelOptions parallel, Action<int, int, int> action) =>
        Parallel.For(0, Count(rows), parallel, chunk => action(chunk, chunk * Size, Math.Min(rows, (chunk + 1) * Size)));
}
