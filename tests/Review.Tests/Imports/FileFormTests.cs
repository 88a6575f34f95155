using System.Text;
using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>However a program writes a file, the same words come out.</summary>
public sealed class FileFormTests(ReviewUnderTest review) : ImportsTest(review)
{
    private static readonly string[][] _rows =
    [
        ["question", "statement"],
        ["not working", "The café’s door is too heavy; “too” heavy, \"really\"\nand it sticks"],
        ["future", "A £5 lunch, with a friend"],
    ];

    private static readonly (Question, string)[] _words = [(Question.NotWorking, _rows[1][1]), (Question.Future, _rows[2][1])];

    private static readonly Encoding _windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, byte[]> Forms()
    {
        var plain = CsvText.Of(_rows);
        return new()
        {
            { "UTF-8", Utf8(plain) },
            { "UTF-8 with a byte order mark", Marked(Encoding.UTF8, plain) },
            { "UTF-16 as Excel's Unicode text", Marked(Encoding.Unicode, CsvText.Of(_rows, '\t', "\r\n")) },
            { "UTF-16 without a mark", Encoding.Unicode.GetBytes(plain) },
            { "UTF-16 with the other end first", Marked(Encoding.BigEndianUnicode, plain) },
            { "UTF-32", Marked(Encoding.UTF32, plain) },
            { "Windows-1252", _windows1252.GetBytes(plain) },
            { "Windows-1252 with Excel's semicolons", _windows1252.GetBytes(CsvText.Of(_rows, ';', "\r\n")) },
            { "Carriage return and line feed", Utf8(CsvText.Of(_rows, lineEnd: "\r\n")) },
            { "Carriage returns of old Macs", Utf8(CsvText.Of(_rows, lineEnd: "\r")) },
            { "Every cell in quotes", Utf8(CsvText.Of(_rows, quoteAll: true)) },
            { "Tabs", Utf8(CsvText.Of(_rows, '\t')) },
            { "Excel's line that names the delimiter", Utf8("sep=;\r\n" + CsvText.Of(_rows, ';', "\r\n")) },
            { "Excel's line that names an unusual delimiter", Utf8("sep=|\n" + CsvText.Of(_rows, '|')) },
            { "No line end after the last row", Utf8(plain.TrimEnd('\n')) },
            { "Blank lines before, between and after", Utf8("\n\r\n" + CsvText.Of(_rows, lineEnd: "\n \n\n") + "\n,\n") },
            { "Spaces before the quotes", Utf8(CsvText.Of(_rows, quoteAll: true).Replace(",\"", ", \"")) },
            { "NULs all over", Utf8(plain.Replace("e", "e\0").Replace("\n", "\0\n\0\0")) },
            { "More NULs than a buffer holds", Utf8(new string('\0', 70_000) + CsvText.Of(_rows, ';')) },
        };
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ImportStatements_AnyFormOfTheFile_GivesTheSameWords(string form, byte[] file)
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, file);

        Assert.True(import.State == ImportState.Added, form);
        Assert.Equal((2, 2, 0), (import.Rows, import.Statements, import.RowsWithProblems));
        Assert.Equal(["question", "statement"], import.Columns.Select(column => column.Header));
        await AssertWordsAsync(cycle, _words);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task ImportStatements_InTinyChunks_GivesTheSameWords(int chunkSize)
    {
        var cycle = await CycleAsync();

        await As(cycle.Caller).SendFileAsync(cycle.Header(), Utf8(CsvText.Of(_rows)), chunkSize);

        await AssertWordsAsync(cycle, _words);
    }

    [Fact]
    public async Task ImportStatements_SomeBytesNotUtf8_KeepsEveryLetter()
    {
        // As when somebody pastes old lines into a new file.
        var cycle = await CycleAsync();
        byte[] file = [.. Utf8("question,statement\nworking,My café\n"), .. _windows1252.GetBytes("working,Their café too – now\n")];

        await SendAsync(cycle, file);

        await AssertWordsAsync(cycle, [(Question.Working, "My café"), (Question.Working, "Their café too – now")]);
    }

    [Fact]
    public async Task ImportStatements_LettersThatAnotherProgramChanged_ArePutRightAndSaid()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "reference,What is working â€“ now?\na1,The cafÃ©â€™s open late\na2,My dog\na3,â€œMyâ€ physio\n");

        await AssertWordsAsync(cycle, [(Question.Working, "The café’s open late"), (Question.Working, "My dog"), (Question.Working, "“My” physio")]);
        Assert.Equal(("REPAIRED_CELLS", "Rows 2 and 4 had letters that another program had changed, such as “â€™” for an apostrophe. They were put right."), (Assert.Single(import.Findings).Kind, import.Findings[0].Message));
    }

    [Fact]
    public async Task ImportStatements_SignOfHarmInChangedLetters_IsHeldBack()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, "reference,working\na1,I donâ€™t want to be here any more\n");

        Assert.Equal(1, import.HeldBack);
    }

    [Theory]
    [InlineData(1252, "WINDOWS-1252")]
    [InlineData(10000, "MAC OS ROMAN")]
    public async Task ImportStatements_OldEncoding_IsFoundAndSaid(int page, string name)
    {
        var cycle = await CycleAsync();
        var file = "question,statement\nworking,The café’s door – “too” heavy…\nfuture,A £5 lunch\n";

        var import = await SendAsync(cycle, CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(file));

        await AssertWordsAsync(cycle, [(Question.Working, "The café’s door – “too” heavy…"), (Question.Future, "A £5 lunch")]);
        Assert.Contains(name, Assert.Single(import.Findings).Message.ToUpperInvariant());
    }

    [Fact]
    public async Task ImportStatements_MegabyteInColumnThatIsLeftOut_IsAdded()
    {
        var cycle = await CycleAsync();
        var note = new string('x', 500_000) + "\n\"" + new string('y', 500_000);

        var import = await SendAsync(cycle, CsvText.Of([["question", "note", "statement"], ["working", note, "My sister visits"], ["future", note, "A job"]]));

        Assert.Equal((ImportState.Added, 2), (import.State, import.Statements));
        await AssertWordsAsync(cycle, [(Question.Working, "My sister visits"), (Question.Future, "A job")]);
    }

    [Fact]
    public async Task ImportStatements_MegabyteAsStatement_IsProblemOfItsRow()
    {
        var cycle = await CycleAsync();

        var import = await SendAsync(cycle, CsvText.Of([["question", "statement"], ["working", "Fine"], ["future", new string('x', 1 << 20)]]));

        Assert.Equal(ImportState.Refused, import.State);
        Assert.Equal([(3L, "statement", "These words are too long: 100,000 characters at most. Split them into several statements.")], await ProblemsAsync(cycle, import));
    }

    [Fact]
    public async Task ImportStatements_StatementAsLongAsAllowed_IsAdded()
    {
        var cycle = await CycleAsync();
        var words = new string('x', 10_000);

        await SendAsync(cycle, CsvText.Of([["question", "statement"], ["working", words]]));

        await AssertWordsAsync(cycle, [(Question.Working, words)]);
    }

    [Fact]
    public async Task ImportStatements_FiftyColumns_ReadsAnswersAndSaysHowEachColumnWasRead()
    {
        var cycle = await CycleAsync();
        string[] headers =
        [
            "Reference", "1. What's working?", "2. What is NOT working well?", "What do you want in the future?", "working 2",
            .. Enumerable.Range(1, 44).Select(i => $"Ward {i}"), "Recorded by",
        ];
        string[] row = ["R-1", "My garden", "The stairs", "A lift", "My dog", .. Enumerable.Repeat("12", 44), "J"];

        var import = await SendAsync(cycle, CsvText.Of([headers, row]));

        await AssertWordsAsync(cycle, [(Question.Working, "My garden"), (Question.NotWorking, "The stairs"), (Question.Future, "A lift"), (Question.Working, "My dog")]);
        Assert.Equal(headers, import.Columns.Select(column => column.Header));
        Assert.Equal(
            ["Reference of the review", "What is working", "What is not working", "What the person wants for the future", "What is working", .. Enumerable.Repeat("", 44), "Who wrote it down"],
            import.Columns.Select(column => column.Meaning));
        var kept = Assert.Single((await ImportsAsync(cycle)));
        Assert.Equal(import, kept);
    }

    [Fact]
    public async Task ImportStatements_HeaderLongerThanIsKept_IsCutBetweenLetters()
    {
        var cycle = await CycleAsync();
        var header = new string('x', 199) + "😀 and more";

        var import = await SendAsync(cycle, CsvText.Of([["question", "statement", header], ["working", "My sister visits", ""]]));

        Assert.Equal((ImportState.Added, new string('x', 199)), (import.State, import.Columns[2].Header));
    }

    [Fact]
    public async Task ImportStatements_MoreRowsThanOneBatch_AreAllAdded()
    {
        var cycle = await CycleAsync();
        var words = Enumerable.Range(0, 4500).Select(i => (Question.Future, $"Wish number {i}")).ToList();

        await cycle.ImportAsync(words);

        await AssertWordsAsync(cycle, words);
    }

    [Fact]
    public async Task ImportStatements_QuoteNeverClosed_SaysInWhichRow()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, "question,statement\nworking,Fine\nworking,\"My sister visits\nfuture,A job\n"));

        Assert.Equal((StatusCode.InvalidArgument, "file"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.StartsWith("Row 3 has a quotation mark that is never closed.", error.Message);
        Assert.Empty(await WordsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_RecordWithoutEnd_IsGivenUp()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, "question,statement\nworking,\"" + new string('x', 18_000_000)));

        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.StartsWith("Row 2 holds more than 16 million characters.", error.Message);
    }

    [Fact]
    public async Task ImportStatements_MoreCellsThanAnyTableHas_IsRefused()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, "question,statement\n" + new string(',', 20_000) + "x"));

        Assert.StartsWith("Row 2 has more than 16,384 cells.", error.Message);
    }

    [Theory]
    [InlineData("<html><table><tr><td>working</td></tr></table>", "a web page (HTML)")]
    [InlineData("[{\"working\": \"My dog\"}]", "a JSON file")]
    [InlineData("%PDF-1.7", "a PDF")]
    [InlineData("{\\rtf1", "a Word document")]
    public async Task ImportStatements_OtherKindOfFile_SaysWhatItIsAndWhatToDo(string start, string what)
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => SendAsync(cycle, start));

        Assert.Equal((StatusCode.InvalidArgument, "file"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.StartsWith($"This looks like {what}", error.Message);
        Assert.Contains("CSV UTF-8", error.Message);
    }

    private static byte[] Marked(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}
