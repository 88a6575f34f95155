using System.Text;
using CoProduction.Shared.Files;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Shared.Tests.Files;

/// <summary>Whatever a correct writer writes is read back cell for cell, wherever the reader's buffers happen to end.</summary>
public sealed class CsvRoundTripTests
{
    /// <summary>A file as some program writes it. The first cell of the first row is long enough to end near the end of the reader's buffer.</summary>
    public sealed record Written(char Delimiter, string LineEnd, bool QuoteAll, int Longest, string[][] Rows);

    [Property(Arbitrary = [typeof(Files)], MaxTest = 500)]
    public void Read_FileOfCorrectWriter_GivesEveryCell(Written file)
    {
        string[][] rows = [["question", "statement"], [new string('x', file.Longest), "y"], .. file.Rows];

        var read = Read(new StringReader(CsvText.Of(rows, file.Delimiter, file.LineEnd, file.QuoteAll)), file.Delimiter);

        Assert.Equal(rows, read);
    }

    /// <summary>Words that a spreadsheet could take for a formula, or that look as if they were marked.</summary>
    public sealed record Cells(string[] Words);

    [Property(Arbitrary = [typeof(Files)], MaxTest = 2000)]
    public void Read_FileThatWeWrote_GivesWhatWasWrittenAndNoFormulaIsInIt(Cells cells)
    {
        var text = CsvCell.Line("id", "words") + CsvCell.Line([.. cells.Words, "word"]);

        Assert.Equal([["id", "words"], [.. cells.Words, "word"]], Read(new StringReader(text), ','));
        foreach (var written in cells.Words.Select(CsvCell.Of).Select(cell => cell is ['"', ..] ? cell[1..^1].Replace("\"\"", "\"") : cell))
            Assert.False(written.TrimStart() is ['=' or '@' or '＝' or '＋' or '－' or '＠', ..] or ['+' or '-', not (>= '0' and <= '9'), ..] || written is ['\t' or '\r', ..], written);
    }

    [Property(Arbitrary = [typeof(Files)], MaxTest = 200)]
    public void Open_AnyEncodingInAnyPieces_GivesEveryLetter(Written file, PositiveInt piece)
    {
        string[][] rows = [["question", "statement"], .. file.Rows];
        var text = CsvText.Of(rows, file.Delimiter, file.LineEnd, file.QuoteAll);

        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            var read = Read(Open(bytes, piece.Get), file.Delimiter);
            Assert.Equal(rows, read);
        }
    }

    /// <summary>What people write with letters that old encodings write as one byte.</summary>
    public sealed record OldWords(string[] Words);

    [Property(Arbitrary = [typeof(Files)])]
    public void Open_OldEncodingInAnyPieces_GivesEveryLetter(OldWords words, PositiveInt piece)
    {
        var text = string.Join('\n', words.Words);

        foreach (var encoding in new[] { 1252, 10000 }.Select(CodePagesEncodingProvider.Instance.GetEncoding))
            Assert.Equal(text, Open(encoding!.GetBytes(text), piece.Get).ReadToEnd());
    }

    private static TextReader Open(byte[] bytes, int piece)
    {
        var pieces = new InPieces(bytes, piece);
        return FileText.Open(pieces, FileEncoding.Find(pieces));
    }

    private static List<string[]> Read(TextReader text, char separator)
    {
        using var rows = new CsvRows(text, separator);
        var read = new List<string[]>();
        while (rows.Read())
            read.Add([.. Enumerable.Range(0, rows.Count).Select(place => rows.Cell(place).ToString())]);
        return read;
    }

    public static class Files
    {
        private const int Buffer = 64 * 1024;

        public static Arbitrary<Written> Any() => (
            from delimiter in Gen.Elements(',', ';', '\t', '|')
            from lineEnd in Gen.Elements("\n", "\r\n", "\r")
            from quoteAll in Gen.Elements(false, true)
            from before in Gen.Choose(0, 60)
            from rows in Row().ArrayOf().Resize(6)
            select new Written(delimiter, lineEnd, quoteAll, Buffer - before, rows)).ToArbitrary();

        public static Arbitrary<Cells> Formulas() => (
            from cells in Gen.Elements("'", "''", "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " ", "\u00A0", "\u200B", "5", ".", "1+1", "a", ",", "\"").ArrayOf().Select(string.Concat).ArrayOf()
            select new Cells(cells)).ToArbitrary();

        public static Arbitrary<OldWords> Old() => (
            from words in Gen.Elements(
                "My café is open late", "I don’t know", "She said “no” and left", "It costs £5 now", "Zoë and Siân came", "voilà – there it is", "wait…", "the naïve answer", "über", "a ‘quiet’ room").NonEmptyListOf()
            select new OldWords([.. words])).ToArbitrary();

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
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(most, count));
    }
}
