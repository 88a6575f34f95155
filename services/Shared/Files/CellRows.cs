namespace CoProduction.Shared.Files;

/// <summary>The rows of a file one after the other, each a number of cells, whatever they were written as. Rows without anything in them are passed over.</summary>
internal abstract class CellRows : IDisposable
{
    /// <summary>The current row as a spreadsheet numbers it: 1-based, empty rows counted.</summary>
    public long Number { get; protected set; }

    /// <summary>Cells of the current row.</summary>
    public abstract int Count { get; }

    /// <summary>Whether in the current row something follows a closing quotation mark, so that nobody can tell what the cells were meant to be.</summary>
    public virtual bool IsMisquoted => false;

    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>What a cell of the current row says, until the next row is read.</summary>
    public abstract ReadOnlySpan<char> Cell(int place);

    /// <summary>Whether a cell of the current row stands right behind its separator without quotation marks: the end of a text with a separator in it looks like that.</summary>
    public virtual bool IsBare(int place) => false;

    public abstract void Dispose();
}
