using System.IO.Compression;
using System.Security;
using System.Text;

namespace CoProduction.TestCommon.Files;

/// <summary>Makes Excel workbooks (XLSX) for tests, by hand, so that broken ones can be made too.</summary>
public static class SomeWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>One sheet of texts.</summary>
    public static byte[] Of(params string[][] rows) => Of(("Sheet1", "", SheetOf(rows)));

    /// <summary>Sheets by name, state (empty, hidden) and XML of their data.</summary>
    public static byte[] Of(params (string Name, string State, string Data)[] sheets) => Packed(
    [
        ("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.State.Length > 0 ? $" state=\"{sheet.State}\"" : "")} r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
            + $"<Relationship Id=\"rId99\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>"),
        ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"00000000000\"/><numFmt numFmtId=\"165\" formatCode=\"d mmmm yyyy\"/></numFmts>"
            + "<cellXfs count=\"6\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/><xf numFmtId=\"9\" applyNumberFormat=\"1\"/><xf numFmtId=\"11\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
        .. sheets.Select((sheet, i) => ($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\">{sheet.Data}</worksheet>")),
    ]);

    /// <summary>Data of a sheet: texts in the cells, from A1.</summary>
    public static string SheetOf(params string[][] rows) => "<sheetData>" + string.Concat(rows.Select((row, at) =>
        $"<row r=\"{at + 1}\">" + string.Concat(row.Select((cell, place) => cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + place)}{at + 1}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell)}</t></is></c>")) + "</row>")) + "</sheetData>";

    /// <summary>A packed file of these parts.</summary>
    public static byte[] Packed(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var packed = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = packed.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
