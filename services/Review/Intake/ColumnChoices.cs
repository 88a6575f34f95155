using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>What whoever sends a file says of its columns: what some are for, and the question that a plain list of comments answers.</summary>
internal sealed class ColumnChoices
{
    private const int MostChoices = 1000;
    private readonly Dictionary<string, ColumnUse> _uses = new(StringComparer.OrdinalIgnoreCase);

    private ColumnChoices(Question question) => Question = question;

    /// <summary>What cells say in the place of what the file says, by row and header.</summary>
    public IReadOnlyDictionary<(long Row, string Header), string> Mended { get; init; } = new Dictionary<(long, string), string>();

    /// <summary>UNSPECIFIED when the file is no plain list.</summary>
    public Question Question { get; }

    /// <summary>INVALID_ARGUMENT when a header is missing or named twice.</summary>
    public static ColumnChoices From(ImportHeader header, IReadOnlyDictionary<(long Row, string Header), string>? mended = null)
    {
        if (!Enum.IsDefined(header.Question))
            throw Problem.Invalid("header.question", "Choose one of the three questions.");
        if (header.Columns.Count > MostChoices)
            throw Problem.Invalid("header.columns", $"Say what {MostChoices:N0} columns are for at most.");
        var choices = new ColumnChoices(header.Question) { Mended = mended ?? new Dictionary<(long, string), string>() };
        for (var at = 0; at < header.Columns.Count; at++)
        {
            var (name, use) = (Key(header.Columns[at].Header), header.Columns[at].Use);
            if (name.Length == 0 || !Enum.IsDefined(use))
                throw Problem.Invalid($"header.columns[{at}]", "Give a column’s header and what the column is for.");
            if (!choices._uses.TryAdd(name, use))
                throw Problem.Invalid($"header.columns[{at}]", "Say of each column once what it is for.");
        }
        return choices;
    }

    /// <summary>UNSPECIFIED when nothing was said of the column.</summary>
    public ColumnUse UseOf(string header) => _uses.Count == 0 ? ColumnUse.Unspecified : _uses.GetValueOrDefault(Key(header));

    /// <summary><see cref="FileFailure"/> when one of them is not there.</summary>
    public void RequireIn(IEnumerable<string> headers)
    {
        var there = headers.Select(Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (_uses.Keys.FirstOrDefault(name => !there.Contains(name)) is { } missing)
            throw new FileFailure("NO_SUCH_COLUMN", $"There is no column “{missing}” in this file. Choose again what its columns are for.");
    }

    private static string Key(string header) => ReviewColumn.NameOf(string.Join(' ', header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
