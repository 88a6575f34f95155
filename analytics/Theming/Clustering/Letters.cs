namespace CoProduction.Analytics.Theming;

/// <summary>
/// Finds the letters that many have sent with hardly a change: long texts that share most of their runs of three words, however they begin or end.
/// Each text is compared only with the first of those that share a smallest hash with it (min-hash), so the time is linear.
/// </summary>
internal static class Letters
{
    // Shorter ones people write alike without having been given the words.
    private const int FewestWords = 15;
    private const int MostWords = 400;
    private const int RunLength = 3;
    private const int Hashes = 8;
    private const double Shared = 0.6;
    private const int FewestCopies = 5;
    private const double LeastShare = 0.002;

    /// <summary>For each text the number of its letter, -1 for one of its own; letters that most have sent come first.</summary>
    public static int[] Of(int[][] documents)
    {
        var runs = new uint[documents.Length][];
        var letters = new int[documents.Length];
        var firsts = new List<int>();
        var byHash = new Dictionary<(int, uint), int>();
        for (int text = 0; text < documents.Length; text++)
        {
            runs[text] = RunsOf(documents[text]);
            letters[text] = runs[text].Length == 0 ? -1 : LetterOf(text, runs, firsts, byHash);
        }
        return SentByMany(letters, Math.Max(FewestCopies, (int)(LeastShare * documents.Length)));
    }

    private static int LetterOf(int text, uint[][] runs, List<int> firsts, Dictionary<(int, uint), int> byHash)
    {
        uint[] smallest = Smallest(runs[text]);
        for (int hash = 0; hash < Hashes; hash++)
            if (byHash.TryGetValue((hash, smallest[hash]), out int letter) && IsNearly(runs[firsts[letter]], runs[text])) return letter;
        for (int hash = 0; hash < Hashes; hash++) byHash.TryAdd((hash, smallest[hash]), firsts.Count);
        firsts.Add(text);
        return firsts.Count - 1;
    }

    // The distinct runs by their hash, in order.
    private static uint[] RunsOf(int[] document)
    {
        int[] words = [.. document.Where(word => word != SampledTexts.Break).Take(MostWords)];
        if (words.Length < FewestWords) return [];
        var runs = new SortedSet<uint>();
        for (int at = 0; at + RunLength <= words.Length; at++)
        {
            uint run = 2166136261;
            foreach (int word in words.AsSpan(at, RunLength)) run = Mixed((run ^ (uint)word) * 16777619);
            runs.Add(run);
        }
        return [.. runs];
    }

    private static uint[] Smallest(uint[] runs)
    {
        var smallest = new uint[Hashes];
        for (int hash = 0; hash < Hashes; hash++)
        {
            smallest[hash] = uint.MaxValue;
            foreach (uint run in runs) smallest[hash] = Math.Min(smallest[hash], Mixed(run + 0x9E3779B9 * (uint)(hash + 1)));
        }
        return smallest;
    }

    private static uint Mixed(uint hash)
    {
        hash = (hash ^ hash >> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >> 13) * 0xC2B2AE35;
        return hash ^ hash >> 16;
    }

    // Of the shorter one, since some add words of their own.
    private static bool IsNearly(uint[] one, uint[] other)
    {
        int shared = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j]) (shared, i, j) = (shared + 1, i + 1, j + 1);
            else if (one[i] < other[j]) i++;
            else j++;
        }
        return shared >= Shared * Math.Min(one.Length, other.Length);
    }

    private static int[] SentByMany(int[] letters, int fewest)
    {
        int[] order = [.. letters.Where(letter => letter >= 0).CountBy(letter => letter).Where(pair => pair.Value >= fewest).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
        Dictionary<int, int> places = order.Index().ToDictionary(letter => letter.Item, letter => letter.Index);
        return [.. letters.Select(letter => places.GetValueOrDefault(letter, -1))];
    }
}
