using System.Buffers;

namespace CoProduction.Analytics.Files;

/// <summary>Some records of a file one after another: for each its words, its own id, and the number of its facet.</summary>
internal sealed class StatementBatch(int firstRow)
{
    // Small enough to stay among the short-lived objects, whose memory is given back at once.
    private const int Full = 256;
    private const int UsualLength = 32 * 1024;

    private readonly ArrayBufferWriter<char> _characters = new(UsualLength);
    private readonly List<Record> _records = new(Full);

    /// <summary>0-based, among all records of the file.</summary>
    public int FirstRow => firstRow;

    public int Count => _records.Count;

    public bool IsFull => _records.Count == Full;

    public void Add(ReadOnlySpan<char> text, ReadOnlySpan<char> id, int facet)
    {
        _records.Add(new Record(_characters.WrittenCount, text.Length, id.Length, facet));
        _characters.Write(text);
        _characters.Write(id);
    }

    public ReadOnlySpan<char> Text(int at) => _characters.WrittenSpan.Slice(_records[at].Start, _records[at].TextLength);

    public ReadOnlySpan<char> Id(int at) => _characters.WrittenSpan.Slice(_records[at].Start + _records[at].TextLength, _records[at].IdLength);

    public int Facet(int at) => _records[at].Facet;

    private readonly record struct Record(int Start, int TextLength, int IdLength, int Facet);
}
