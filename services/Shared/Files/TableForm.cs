namespace CoProduction.Shared.Files;

/// <summary>What a reader of a table looks for in its line of headers.</summary>
public sealed record TableForm
{
    /// <summary>Whether a header names something that is looked for.</summary>
    public required Func<string, bool> Knows { get; init; }

    /// <summary>Whether a line of cells has the headers that are needed.</summary>
    public required Func<IReadOnlyList<string>, bool> Suffices { get; init; }

    /// <summary>Whether headers are looked for by their exact names, so that a line that has them is no row of words by chance.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether its headers may be asked in whole sentences, so that a row of such sentences below them is no record.</summary>
    public bool MayAsk { get; init; } = true;

    /// <summary>Whether the file may be a mere list, one text on each line, without a header that is known.</summary>
    public bool MayBeList { get; init; }
}
