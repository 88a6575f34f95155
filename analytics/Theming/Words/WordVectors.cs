using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using CoProduction.Shared.Words;

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

    private readonly SortedWords _words;
    private readonly float[] _scales;
    private readonly sbyte[] _numbers;

    private WordVectors(SortedWords words, float[] scales, sbyte[] numbers) => (_words, _scales, _numbers) = (words, scales, numbers);

    public static WordVectors Shared => s_shared.Value;

    public int Count => _words.Count;

    /// <summary>The place of a word, or of what is left without its apostrophe ending; -1 when it has no vector.</summary>
    public int Find(ReadOnlySpan<char> word) => _words.Find(word);

    /// <summary>Writes the numbers of the word at a place.</summary>
    public void CopyTo(int place, Span<float> destination)
    {
        TensorPrimitives.ConvertTruncating(_numbers.AsSpan(place * Dimensions, Dimensions), destination);
        TensorPrimitives.Multiply(destination, _scales[place], destination);
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
        return new WordVectors(new SortedWords(text, ReadArray<int>(stream, count)), ReadArray<float>(stream, count), ReadArray<sbyte>(stream, count * Dimensions));
    }

    private static T[] ReadArray<T>(Stream stream, int length) where T : unmanaged
    {
        var array = new T[length];
        stream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }
}
