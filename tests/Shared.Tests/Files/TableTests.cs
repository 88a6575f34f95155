using System.Text;
using CoProduction.Shared.Files;

namespace CoProduction.Shared.Tests.Files;

/// <summary>Whatever program wrote a file, its table is found: what stands between its cells, where its headers are, and what is no record.</summary>
public sealed class TableTests
{
    private static readonly HashSet<string> _known = ["reference", "working", "not working", "future", "what is working well for you", "what is not working for you", "what do you want in future"];

    private static readonly TableForm _form = new()
    {
        Knows = IsKnown,
        Suffices = headers => headers.Any(IsKnown),
    };

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Open_AnySeparator_IsFoundWhateverElseIsInTheWords(char separator)
    {
        var others = string.Concat(",;|".Where(other => other != separator));
        var (header, words) = ($"working{others}", $"The garden{others} and {others}more{others}");
        string[][] rows = [["reference", header, "not working"], .. Enumerable.Range(0, 5).Select(i => new[] { $"a{i}", words, "Buses" })];

        Assert.Equal(rows[1..], Read(string.Concat(rows.Select(row => string.Join(separator, row) + "\n"))));
    }

    [Theory]
    [InlineData("sep=;\nreference;working\na1;One, two\n")]
    [InlineData("sep=;\r\nreference;working\r\na1;One, two\r\n")]
    [InlineData("SEP=^\nreference^working\na1^One, two\n")]
    [InlineData("\"sep=;\"\nreference;working\na1;One, two\n")]
    [InlineData("sep=,\nreference;working\na1;One, two\n")]
    [InlineData("sep=;;\nreference;working\na1;One, two\n")]
    public void Open_LineThatNamesTheSeparator_IsNoRow(string file)
    {
        using var table = Open(file);

        Assert.True(table.Read());
        Assert.Equal(["a1", "One, two"], table.Cells());
        Assert.Equal(2L, table.Row);
        Assert.False(table.Read());
    }

    [Fact]
    public void Open_SpaceBeforeQuotes_IsNoPartOfTheWords() =>
        Assert.Equal(["a1", "The garden, and the choir", "Buses"], Read("reference, working, not working\na1, \"The garden, and the choir\" , \"Buses\"\n")[0]);

    [Theory]
    [InlineData("Home support reviews,exported 1 March 2024\nConfidential - do not share\n\n", 4)]
    [InlineData("Report\n", 2)]
    [InlineData("\n\n;\nReport on our street\n\"A title\nof two lines\"\n\n", 7)]
    public void Open_TitlesAboveTheHeaders_ArePassedOverAndSaid(string titles, long headerRow)
    {
        using var table = Open(titles + "reference,working,not working\na1,The garden,Buses\n");

        Assert.Equal(["reference", "working", "not working"], table.Headers);
        Assert.True(table.Read());
        Assert.Equal(["a1", "The garden", "Buses"], table.Cells());
        Assert.Equal(headerRow + 1, table.Row);
        Assert.Equal(Finding.TitleRows, Assert.Single(table.Findings).Kind);
        Assert.Contains($"The headers are in row {headerRow}.", table.Findings[0].Message);
    }

    [Fact]
    public void Open_RowAsWideAsTheHeadersAboveThem_IsNoTitle()
    {
        using var table = Open("Name,Likes,Dislikes\nPat,working,not working\n");

        Assert.Equal(["Name", "Likes", "Dislikes"], table.Headers);
    }

    [Theory]
    [InlineData("ResponseId,working,not working\nResponse ID,What is working well for you?,What is not working for you?\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID4_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_TEXT\"\"}\"\n", 2)]
    [InlineData("ResponseId,Q4,Q5\nResponse ID,What is working well for you?,What is not working for you?\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID4_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_TEXT\"\"}\"\n", 2)]
    [InlineData("ResponseId,Q4,Q5\nResponse ID,What is working well for you?,What is not working for you?\n", 1)]
    [InlineData("ResponseId,working,not working\nResponse ID,What is working well for you?,What is not working for you?\n", 1)]
    [InlineData("Respondent ID,What is working well for you?,What is not working for you?\n,Open-Ended Response,Open-Ended Response\n", 1)]
    [InlineData("Respondent ID,What is working well for you?,\n,Open-Ended Response,Other (please specify)\n", 1)]
    public void Open_FurtherRowsOfHeaders_AreNoRecordsAndSaid(string headers, int further)
    {
        using var table = Open(headers + "R_1,The garden,Buses\nR_2,My physio,Letters\n");

        Assert.True(IsKnown(table.Headers[1]), table.Headers[1]);
        Assert.True(table.Read());
        Assert.Equal(["R_1", "The garden", "Buses"], table.Cells());
        Assert.Equal(further + 2L, table.Row);
        Assert.StartsWith(further == 1 ? "One further row" : "2 further rows", Assert.Single(table.Findings, finding => finding.Kind == Finding.HeaderRows).Message);
    }

    [Theory]
    [InlineData("Total,2,\n")]
    [InlineData("\nTotal: 2,,\nSource: the day centre,,\n")]
    [InlineData("\n\"© Crown copyright, all rights reserved\"\n\nPage 1 of 1\n")]
    public void Read_TotalsAndNotesAtTheEnd_AreLeftOutAndSaid(string footers)
    {
        using var table = Open("reference,working,not working\na1,The garden,Buses\na2,My dog,Letters\n" + footers);

        var rows = Records(table);

        Assert.Equal(["a1", "a2"], rows.Select(row => row[0]));
        Assert.Equal(Finding.FooterRows, Assert.Single(table.Findings).Kind);
    }

    [Theory]
    [InlineData("reference,working\nTotal,5\na2,My dog\n")]
    [InlineData("reference,working\na1,The garden\nTotal,I like the total of it\n")]
    [InlineData("working\nThe garden\nTotal\n")]
    public void Read_WhatLooksLikeATotalOnly_IsARecord(string file) => Assert.Equal(2, Read(file).Count);

    [Theory]
    [InlineData("a2,I like the bus, the driver is kind and patient,,", true)]
    [InlineData("a3,My physio, who is funny, explains things,", true)]
    [InlineData("a3,My physio,who is funny,,", true)]
    [InlineData("a4,I like the bus, Buses,A lunch club", false)]
    [InlineData("a4,\"I like the bus\",\" and letters\",", false)]
    [InlineData("a5,i like the bus,buses,", false)]
    public void IsShifted_SeparatorWithinTheWords_IsSeen(string row, bool isShifted)
    {
        using var table = Open("reference,working,not working,future\na1,The garden,Buses,A lunch club\n" + row + "\n");

        Assert.True(table.Read() && table.Read());
        Assert.Equal(isShifted, table.IsShifted || table.HasMore);
    }

    [Fact]
    public void IsShifted_SpacesAfterAllSeparators_AreTheFilesWay()
    {
        using var table = Open("reference, working, not working, future\na1, the garden, buses,\n");

        Assert.True(table.Read());
        Assert.False(table.IsShifted);
    }

    [Fact]
    public void IsMisquoted_WordsAfterAClosingQuote_AreKeptWithTheirMarks()
    {
        using var table = Open("reference,working\na1,\"The bus\" never comes\na2,\"The \"\"bus\"\"\"\n");

        Assert.True(table.Read());
        Assert.Equal((true, "\"The bus\" never comes"), (table.IsMisquoted, table.Cell(1).ToString()));
        Assert.True(table.Read());
        Assert.Equal((false, "The \"bus\""), (table.IsMisquoted, table.Cell(1).ToString()));
    }

    [Theory]
    [InlineData("The bus is late, again\nMy dog; my cat\n")]
    [InlineData("The bus is late, again\n\nMy dog; my cat")]
    public void Open_MereList_TakesEachLineForARecord(string file)
    {
        using var table = Open(file, _form with { MayBeList = true });

        Assert.Equal([["The bus is late, again"], ["My dog; my cat"]], Records(table));
        Assert.Equal(Finding.NoHeader, Assert.Single(table.Findings).Kind);
    }

    [Fact]
    public void Open_OneColumnWithBareCommas_CutsNothingOff() => Assert.Equal([["The bus is late, again"], ["My dog"]], Read("working\nThe bus is late, again\nMy dog\n"));

    private static bool IsKnown(string header) => HeaderForms.Of(header).Any(form => _known.Contains(PlainWords.Of(form)));

    private static Table Open(string file, TableForm? form = null) => Table.Open(new MemoryStream(Encoding.UTF8.GetBytes(file)), form ?? _form);

    private static List<string[]> Read(string file)
    {
        using var table = Open(file);
        return Records(table);
    }

    private static List<string[]> Records(Table table)
    {
        var records = new List<string[]>();
        while (table.Read())
        {
            if (!table.IsEmpty)
                records.Add(table.Cells());
        }
        return records;
    }
}
