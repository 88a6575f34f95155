using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>A file of reviews, read record by record as its bytes come; it never holds more than one record.</summary>
internal sealed class ReviewFile
{
    /// <summary>Characters of the longest statement.</summary>
    internal const int LongestStatement = 10_000;
    private readonly CsvRecords _records;
    private readonly ReviewRows _rows;

    private ReviewFile(CsvRecords records, ReviewColumns columns)
    {
        _records = records;
        _rows = new(columns);
        Columns = columns;
    }

    public ReviewColumns Columns { get; }

    /// <summary>Data records read so far.</summary>
    public long Rows => _records.Count - 1;

    /// <summary>Reads the line of headers; <see cref="FileFailure"/> when this is no file of reviews.</summary>
    public static async Task<ReviewFile> OpenAsync(Stream bytes, CancellationToken cancel)
    {
        var records = new CsvRecords(await FileText.OpenAsync(bytes, cancel));
        var headers = await records.NextAsync(cancel) ?? throw FileFailure.Empty();
        return new(records, ReviewColumns.Read(headers));
    }

    /// <summary>The next record: a good review or, when anything is wrong with it, its problems; null at the end of the file.</summary>
    public async ValueTask<(CheckedReview? Review, IReadOnlyList<RowProblem> Problems)?> NextAsync(CancellationToken cancel)
    {
        if (await _records.NextAsync(cancel) is not { } fields)
            return null;
        if (Rows == 1 && Columns.WereRow(fields))
            throw new FileFailure("NO_HEADERS", "The first line of this file is a row, not headers. Put a line above it that names the columns, such as “question” and “statement”.");
        return _rows.Check(Rows, fields);
    }
}
