using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// What words mean: for each of the frequent words two vectors of 64 numbers, one after the other (the company that it keeps; what a sentence encoder makes of it),
/// kept as one byte a number and read when first used.
/// </summary>
internal sealed class WordVectors
{
    public const int Half = 64;
    public const int Dimensions = 2 * Half;

    private static readonly Lazy<WordVectors> s_shared = new(Read);

    private readonly byte[] _text;
    private readonly int[] _ends;
    private readonly float[] _scales;
    private readonly sbyte[] _numbers;

    private WordVectors(byte[] text, int[] ends, float[] scales, sbyte[] numbers) =>
        (_text, _ends, _scales, _numbers) = (text, ends, scales, numbers);

    public static WordVectors Shared => s_shared.Value;

    public int Count => _ends.Length;

    /// <summary>The place of a word, or of what is left without its apostrophe ending; -1 when it has no vector.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        int at = FindExactly(word);
        if (at >= 0) return at;
        int apostrophe = word.IndexOf('\'');
        return apostrophe > 1 ? FindExactly(word[..apostrophe]) : -1;
    }

    /// <summary>Writes the numbers of the word at a place.</summary>
    public void CopyTo(int place, Span<float> destination)
    {
        TensorPrimitives.ConvertTruncating(_numbers.AsSpan(place * Dimensions, Dimensions), destination);
        TensorPrimitives.Multiply(destination, _scales[place], destination);
    }

    private int FindExactly(ReadOnlySpan<char> word)
    {
        int low = 0, high = _ends.Length - 1;
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
        int start = place == 0 ? 0 : _ends[place - 1];
        return _text.AsSpan(start, _ends[place] - start);
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

    private static WordVectors Read()
    {
        using Stream stream = typeof(WordVectors).Assembly.GetManifestResourceStream("word-vectors.bin")
            ?? throw new InvalidDataException("word-vectors.bin is not in the assembly.");
        Span<byte> header = stackalloc byte[16];
        stream.ReadExactly(header);
        int count = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (Encoding.ASCII.GetString(header[..4]) != "CPWV" || BinaryPrimitives.ReadInt32LittleEndian(header[8..]) != Dimensions)
            throw new InvalidDataException("word-vectors.bin has another format.");
        byte[] text = ReadArray<byte>(stream, BinaryPrimitives.ReadInt32LittleEndian(header[12..]));
        return new WordVectors(text, ReadArray<int>(stream, count), ReadArray<float>(stream, count), ReadArray<sbyte>(stream, count * Dimensions));
    }

    private static T[] ReadArray<T>(Stream stream, int length) where T : unmanaged
    {
        var array = new T[length];
        stream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }
}
