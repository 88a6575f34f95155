namespace CoProduction.Shared.Words;

/// <summary>Words in ASCII, sorted by code, one after another in one text, with where each ends: found by halving, without a string for each.</summary>
public sealed class SortedWords(byte[] text, int[] ends)
{
    /// <summary>How many there are.</summary>
    public int Count => ends.Length;

    /// <summary>The place of a word, or of what is left without its apostrophe ending; -1 when it is not among them.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        int at = FindExactly(word);
        if (at >= 0) return at;
        int apostrophe = word.IndexOf('\'');
        return apostrophe > 1 ? FindExactly(word[..apostrophe]) : -1;
    }

    private int FindExactly(ReadOnlySpan<char> word)
    {
        int low = 0, high = ends.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(word, Word(middle));
            if (order == 0) return middle;
            if (order < 0) high = middle - 1;
            else low = middle + 1;
        }
        return -1;
    }

    private ReadOnlySpan<byte> Word(int place)
    {
        int start = place == 0 ? 0 : ends[place - 1];
        return text.AsSpan(start, ends[place] - start);
    }

    private static int Compare(ReadOnlySpan<char> word, ReadOnlySpan<byte> other)
    {
        int shared = Math.Min(word.Length, other.Length);
        for (int i = 0; i < shared; i++)
        {
            int difference = word[i] - other[i];
            if (difference != 0) return difference;
        }
        return word.Length - other.Length;
    }
}
