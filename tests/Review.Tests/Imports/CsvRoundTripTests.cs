using System.Text;
using CoProduction.Shared.Files;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>Whatever a correct writer writes is read back cell for cell, wherever the reader's buffers happen to end.</summary>
public sealed class CsvRoundTripTests
{
    private static readonly Encoding _windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>A file as some program writes it. The first cell of the first row is long enough to end near the end of the reader's buffer.</summary>
    public sealed record Written(char Delimiter, string LineEnd, bool QuoteAll, int Longest, string[][] Rows);

    [Property(Arbitrary = [typeof(Files)], MaxTest = 500)]
    public async Task NextAsync_FileOfCorrectWriter_GivesEveryCell(Written file)
    {
        string[][] rows = [["question", "statement"], [new string('x', file.Longest), "y"], .. file.Rows];

        var read = await ReadAsync(new StringReader(CsvText.Of(rows, file.Delimiter, file.LineEnd, file.QuoteAll)));

        Assert.Equal(rows, read);
    }

    /// <summary>Words that a spreadsheet could take for a formula, or that look as if they were marked.</summary>
    public sealed record Cells(string[] Words);

    [Property(Arbitrary = [typeof(Files)], MaxTest = 2000)]
    public async Task NextAsync_FileThatWeWrote_GivesWhatWasWrittenAndNoFormulaIsInIt(Cells cells)
    {
        var text = CsvCell.Line("id", "words") + CsvCell.Line([.. cells.Words, "word"]);

        Assert.Equal([["id", "words"], [.. cells.Words, "word"]], await ReadAsync(new StringReader(text)));
        foreach (var written in cells.Words.Select(CsvCell.Of).Select(cell => cell is ['"', ..] ? cell[1..^1].Replace("\"\"", "\"") : cell))
            Assert.False(written.TrimStart() is ['=' or '@' or '＝' or '＋' or '－' or '＠', ..] or ['+' or '-', not (>= '0' and <= '9'), ..] || written is ['\t' or '\r', ..], written);
    }

    [Property(Arbitrary = [typeof(Files)], MaxTest = 200)]
    public async Task OpenAsync_AnyEncodingInAnyPieces_GivesEveryLetter(Written file, PositiveInt piece)
    {
        string[][] rows = [["question", "statement"], .. file.Rows];
        var text = CsvText.Of(rows, file.Delimiter, file.LineEnd, file.QuoteAll);

        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            var read = await ReadAsync(await FileText.OpenAsync(new InPieces(bytes, piece.Get), CancellationToken.None));
            Assert.Equal(rows, read);
        }
    }

    [Property]
    public async Task OpenAsync_Windows1252InAnyPieces_GivesEveryLetter(NonEmptyArray<byte> letters, PositiveInt piece)
    {
        // A plain letter after each, so that no two of them look like one letter of UTF-8.
        var bytes = letters.Get.Where(letter => letter >= 0x80).SelectMany(letter => new[] { letter, (byte)'e' }).Prepend((byte)'q').ToArray();

        var read = await FileText.OpenAsync(new InPieces(bytes, piece.Get), CancellationToken.None);

        Assert.Equal(_windows1252.GetString(bytes), await read.ReadToEndAsync());
    }

    private static async Task<List<IReadOnlyList<string>>> ReadAsync(TextReader text)
    {
        var records = new CsvRecords(text);
        var read = new List<IReadOnlyList<string>>();
        while (await records.NextAsync(CancellationToken.None) is { } record)
            read.Add(record);
        return read;
    }

    public static class Files
    {
        private const int Buffer = 32 * 1024;

        public static Arbitrary<Written> Any() => (
            from delimiter in Gen.Elements(',', ';', '\t')
            from lineEnd in Gen.Elements("\n", "\r\n", "\r")
            from quoteAll in Gen.Elements(false, true)
            from before in Gen.Choose(0, 60)
            from rows in Row().ArrayOf().Resize(6)
            select new Written(delimiter, lineEnd, quoteAll, Buffer - before, rows)).ToArbitrary();

        public static Arbitrary<Cells> Formulas() => (
            from cells in Gen.Elements("'", "''", "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ", "\u00A0", "\u200B", "5", ".", "1+1", "a", ",", "\"").ArrayOf().Select(string.Concat).ArrayOf()
            select new Cells(cells)).ToArbitrary();

        // A line without any words is no record, so each row has a word in its last cell.
        private static Gen<string[]> Row() =>
            from cells in Cell().ArrayOf()
            from word in Gen.Elements("word", "é", "“so”", "😀", "x\"", "\"\"x", "\nx\r\n")
            select cells.Append(word).ToArray();

        private static Gen<string> Cell() =>
            Gen.Elements("", " ", "a", "b c", ",", ";", "\t", "\"", "\"\"", "\n", "\r", "\r\n", "é", "’", "😀", "sep=;").ArrayOf().Select(string.Concat);
    }

    /// <summary>Bytes that come a few at a time, as over a network.</summary>
    private sealed class InPieces(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
