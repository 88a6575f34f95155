using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>A file of reviews, read record by record as its bytes come; it never holds more than one record.</summary>
internal sealed class ReviewFile : IDisposable
{
    /// <summary>Characters of the longest statement.</summary>
    internal const int LongestStatement = 10_000;
    private readonly Table _table;
    private readonly ReviewRows _rows;
    private readonly LeftOutColumns _leftOut;
    private readonly ColumnExamples _examples;

    private ReviewFile(Table table, ReviewColumns columns, ColumnChoices choices)
    {
        (_table, _rows, Columns) = (table, new(columns, choices.Mended), columns);
        (_leftOut, _examples) = (new(columns.All), new(columns.All));
    }

    public ReviewColumns Columns { get; }

    /// <summary>Records read so far.</summary>
    public long Rows { get; private set; }

    /// <summary>How the file was read so far.</summary>
    public IReadOnlyList<Finding> Findings => [.. _table.Findings, .. _rows.Findings];

    /// <summary>Columns that somebody must decide about, as far as the file was read.</summary>
    public IEnumerable<RowProblem> ColumnProblems => _leftOut.Problems();

    /// <summary>Finds the headers; <see cref="FileFailure"/> when this is no file of reviews.</summary>
    public static ReviewFile Open(Stream bytes, ColumnChoices choices)
    {
        var table = Table.Open(bytes, ReviewColumns.Form(choices));
        try
        {
            return new(table, ReviewColumns.Read(table.Headers, choices), choices);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>What the first cells of the column at this place say.</summary>
    public IReadOnlyList<string> ExamplesOf(int place) => _examples.Of(place);

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
        _leftOut.Look(_table);
        _examples.Look(_table);
        return _rows.Check(_table);
    }

    public void Dispose() => _table.Dispose();
}
