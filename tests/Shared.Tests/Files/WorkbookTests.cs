using System.IO.Compression;
using System.Text;
using CoProduction.Shared.Files;
using CoProduction.TestCommon.Files;

namespace CoProduction.Shared.Tests.Files;

/// <summary>A workbook is read as a person sees it; a broken or hostile one, or a file of another kind under its name, is told so.</summary>
public sealed class WorkbookTests
{
    private static readonly TableForm _form = new() { Knows = IsKnown, Suffices = headers => headers.Any(IsKnown) };

    [Fact]
    public void Open_Workbook_ReadsTitlesHeadersAndRowsAsATextFile()
    {
        using var table = Open(SomeWorkbook.Of(["Our reviews"], [], ["reference", "working"], ["a1", "The garden, “lovely”\nand the choir"], [], ["a2", "My dog"], ["Total: 2"]));

        Assert.Equal(["reference", "working"], table.Headers);
        Assert.Equal([(4L, "a1|The garden, “lovely”\nand the choir"), (6L, "a2|My dog")], Rows(table));
        Assert.Equal([Finding.TitleRows, Finding.FooterRows], table.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Open_SeveralSheets_ReadsTheOneThatIsLookedForAndSaysTheOthers()
    {
        var reviews = SomeWorkbook.SheetOf(["reference", "working"], ["a1", "The garden"]);

        using var table = Open(SomeWorkbook.Of(
            ("Old", "hidden", reviews), ("Cover", "", SomeWorkbook.SheetOf(["What this is"])), ("Empty", "", SomeWorkbook.SheetOf()), ("Reviews", "", reviews)));

        Assert.Equal([(2L, "a1|The garden")], Rows(table));
        Assert.Equal("Only the sheet “Reviews” was read. There is something in “Cover”, “Old” too: send them as files of their own if you want them.", Assert.Single(table.Findings).Message);
    }

    [Theory]
    [InlineData("<c r=\"A2\"><v>447700900123</v></c>", "447700900123")]
    [InlineData("<c r=\"A2\"><v>0.1</v></c>", "0.1")]
    [InlineData("<c r=\"A2\"><v>4.4770090012345E+19</v></c>", "4.4770090012345E+19")]
    [InlineData("<c r=\"A2\" s=\"5\"><v>447700900123</v></c>", "4.48E+11")]
    [InlineData("<c r=\"A2\" s=\"2\"><v>7700900123</v></c>", "07700900123")]
    [InlineData("<c r=\"A2\" s=\"1\"><v>45352</v></c>", "01/03/2024")]
    [InlineData("<c r=\"A2\" s=\"3\"><v>45352</v></c>", "1 March 2024")]
    [InlineData("<c r=\"A2\" s=\"4\"><v>0.25</v></c>", "25%")]
    [InlineData("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"A2\" t=\"str\"><f>A1&amp;A1</f><v>words</v></c>", "words")]
    public void Cell_AnyKindOfValue_IsWhatAPersonSees(string cell, string seen)
    {
        using var table = Open(SomeWorkbook.Of(("Reviews", "", $"<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>working</t></is></c></row><row r=\"2\">{cell}</row></sheetData>")));

        Assert.Equal([(2L, seen)], Rows(table));
    }

    [Fact]
    public void Open_RowsFarApart_KeepTheirNumbers()
    {
        using var table = Open(SomeWorkbook.Of(("Reviews", "",
            "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>working</t></is></c></row><row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>My dog</t></is></c></row></sheetData>")));

        Assert.Equal([(1_048_576L, "My dog")], Rows(table));
    }

    [Theory]
    [InlineData("<sheetData><row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row></sheetData>")]
    [InlineData("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row></sheetData>")]
    [InlineData("<sheetData><row r=\"1\"><c r=\"A1\">")]
    public void Open_BrokenWorkbook_SaysWhatToDo(string data) => Refuses(SomeWorkbook.Of(("Reviews", "", data)), "This Excel workbook cannot be read");

    [Fact]
    public void Open_WorkbookWithADocumentType_IsNotRead() => Refuses(
        SomeWorkbook.Packed(("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><workbook>&b;</workbook>")), "This Excel workbook cannot be read");

    [Fact]
    public void Open_WorkbookThatUnpacksToTooMuch_IsNotUnpacked()
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            packed.CreateEntry("xl/workbook.xml").Open().Dispose();
            using var part = packed.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 513; i++)
                part.Write(zeros);
        }

        Refuses(bytes.ToArray(), "This Excel workbook is too large");
    }

    [Fact]
    public void Open_WorkbookCutOffAnywhere_IsReadOrRefused()
    {
        var whole = SomeWorkbook.Of(["reference", "working"], ["a1", "The garden"]);

        for (var length = 4; length < whole.Length; length += 7)
            Assert.IsType<FileFailure>(Record.Exception(() => Open(whole[..length])));
    }

    [Fact]
    public void Open_WorkbookWithAnyByteChanged_IsReadOrRefused()
    {
        var whole = SomeWorkbook.Of(["reference", "working"], ["a1", "The garden"]);
        var random = new Random(1);

        for (var i = 0; i < 500; i++)
        {
            var changed = whole.ToArray();
            changed[random.Next(4, changed.Length)] ^= (byte)random.Next(1, 256);
            var thrown = Record.Exception(() =>
            {
                using var table = Open(changed);
                Rows(table);
            });
            Assert.True(thrown is null or FileFailure, thrown?.ToString());
        }
    }

    [Theory]
    [InlineData("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)")]
    [InlineData("word/document.xml", "", "a Word document")]
    [InlineData("xl/workbook.bin", "", "a binary Excel workbook")]
    [InlineData("Index/Document.iwa", "", "a Numbers or Pages document")]
    [InlineData("reviews.csv", "working\nMy dog\n", "a packed file")]
    public void Open_OtherPackedFile_SaysWhatItIs(string part, string content, string what) => Refuses(SomeWorkbook.Packed((part, content)), $"This looks like {what}, not");

    [Theory]
    [InlineData("<!DOCTYPE html><html><body><table><tr><td>working</td></tr></table>", "a web page (HTML)")]
    [InlineData("\n <HTML xmlns:o=\"urn:schemas-microsoft-com:office:office\"><table>", "a web page (HTML)")]
    [InlineData("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "an older Excel workbook (XML)")]
    [InlineData("<?xml version=\"1.0\"?><reviews/>", "an XML file")]
    [InlineData("[{\"working\":\"My dog\"}]", "a JSON file")]
    [InlineData("{\n  \"reviews\": []}", "a JSON file")]
    public void Open_TextOfAnotherKind_SaysWhatItIs(string text, string what)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Refuses([.. encoding.Preamble, .. encoding.GetBytes(text)], $"This looks like {what}, not");
    }

    [Theory]
    [InlineData("<p>What is working?</p>,working\n1,2\n")]
    [InlineData("[reference],working\n1,2\n")]
    [InlineData("{working},working\n1,2\n")]
    public void Open_HeaderThatOnlyBeginsLikeAnotherKind_IsRead(string text)
    {
        using var table = Open(Encoding.UTF8.GetBytes(text));

        Assert.Equal("working", table.Headers[1]);
    }

    private static bool IsKnown(string header) => header is "reference" or "working";

    private static Table Open(byte[] file) => Table.Open(new MemoryStream(file), _form);

    private static void Refuses(byte[] file, string saying) => Assert.StartsWith(saying, Assert.Throws<FileFailure>(() => Open(file)).Message);

    private static List<(long, string)> Rows(Table table)
    {
        var rows = new List<(long, string)>();
        while (table.Read())
            rows.Add((table.Row, string.Join('|', table.Cells())));
        return rows;
    }
}
