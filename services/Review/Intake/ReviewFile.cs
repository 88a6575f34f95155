using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>A file of reviews, read record by record as its bytes come; it never holds more than one record.</summary>
internal sealed class ReviewFile : IDisposable
{
    /// <summary>Characters of the longest statement.</summary>
    internal const int LongestStatement = 10_000;
    private readonly Table _table;
    private readonly ReviewRows _rows;

    private ReviewFile(Table table, ReviewColumns columns) => (_table, _rows, Columns) = (table, new(columns), columns);

    public ReviewColumns Columns { get; }

    /// <summary>Records read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Finds the headers; <see cref="FileFailure"/> when this is no file of reviews.</summary>
    public static ReviewFile Open(Stream bytes)
    {
        var table = Table.Open(bytes, ReviewColumns.Form);
        try
        {
            return new(table, ReviewColumns.Read(table.Headers));
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The next record: a good review or, when anything is wrong with it, its problems; null at the end of the file.</summary>
    public (CheckedReview? Review, IReadOnlyList<RowProblem> Problems)? Next()
    {
        do
        {
            if (!_table.Read())
                return null;
        }
        while (_table.IsEmpty);
        Rows++;
        if (Rows == 1 && Columns.WereRow(_table))
            throw new FileFailure("NO_HEADERS", "The first line of this file is a row, not headers. Put a line above it that names the columns, such as “question” and “statement”.");
        return _rows.Check(_table);
    }

    public void Dispose() => _table.Dispose();
}
