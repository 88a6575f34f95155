namespace CoProduction.Shared.Files;

/// <summary>Something about how a file was read that whoever sent it should know: a kind for programs and a sentence for people, without anybody's words.</summary>
public sealed record Finding(string Kind, string Message)
{
    /// <summary>Kinds, in UPPER_SNAKE_CASE.</summary>
    public const string
        Encoding = "ENCODING", Separator = "SEPARATOR", TitleRows = "TITLE_ROWS", HeaderRows = "HEADER_ROWS", FooterRows = "FOOTER_ROWS", Sheets = "SHEETS",
        RepairedCells = "REPAIRED_CELLS", ShiftedCells = "SHIFTED_CELLS", NoHeader = "NO_HEADER";

    /// <summary>Row 3; rows 3 and 4; rows 3, 4 and 27 others.</summary>
    public static string Rows(IReadOnlyList<long> first, long count) => (first.Count, count) switch
    {
        (_, 1) => $"Row {first[0]}",
        (_, 2) => $"Rows {first[0]} and {first[1]}",
        _ => $"Rows {first[0]}, {first[1]} and {count - 2:N0} {(count == 3 ? "other" : "others")}",
    };
}
