using System.Globalization;
using ExcelDataReader;
using ExcelNumberFormat;

namespace CoProduction.Shared.Files;

/// <summary>The rows of one sheet of a workbook, its cells as a person sees them.</summary>
internal sealed class WorkbookRows(IExcelDataReader reader) : CellRows
{
    private const double MostExact = 1e15;
    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");
    private readonly Dictionary<string, NumberFormat> _formats = [];
    private string[] _cells = [];

    public override int Count => _cells.Length;

    public override bool Read() => Workbook.Guarded(() =>
    {
        while (reader.Read())
        {
            Number++;
            var last = reader.FieldCount - 1;
            while (last >= 0 && IsEmpty(last))
                last--;
            if (last < 0)
                continue;
            _cells = new string[last + 1];
            for (var place = 0; place <= last; place++)
                _cells[place] = IsEmpty(place) ? "" : CsvCell.Unmarked(WordsOf(place).Replace("\0", "", StringComparison.Ordinal)).ToString();
            return true;
        }
        return false;
    });

    public override ReadOnlySpan<char> Cell(int place) => _cells[place];

    // The workbook is its own.
    public override void Dispose()
    {
    }

    private bool IsEmpty(int place) => reader.GetValue(place) is null or DBNull;

    private string WordsOf(int place) => reader.GetValue(place) switch
    {
        string words => words,
        bool isTrue => isTrue ? "TRUE" : "FALSE",
        double number => Formatted(number, place) ?? Plain(number),
        DateTime day => Formatted(day, place) ?? day.ToString(day.TimeOfDay == TimeSpan.Zero ? "d" : "g", _british),
        TimeSpan time => Formatted(time, place) ?? time.ToString("c", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    // A long number is shown short, as 4.477E+11, where the column is narrow: it is read with all its digits.
    private static string Plain(double number) =>
        Math.Abs(number) < MostExact && number == Math.Truncate(number) ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("G15", CultureInfo.InvariantCulture);

    private string? Formatted(object value, int place)
    {
        var format = reader.GetNumberFormatString(place);
        if (format is null or "" or "@" || format.Equals("General", StringComparison.OrdinalIgnoreCase) || IsDayOfTheCountry(format))
            return null;
        if (!_formats.TryGetValue(format, out var known))
            _formats[format] = known = new(format);
        return known.IsValid ? known.Format(value, _british).Trim() : null;
    }

    // Excel shows these as the country does, whatever they say.
    private static bool IsDayOfTheCountry(string format) => format is "d/m/yyyy" or "m/d/yyyy" or "mm-dd-yy" or "m/d/yy" or "m/d/yy h:mm" or "m/d/yyyy h:mm" or "d/m/yyyy h:mm";
}
