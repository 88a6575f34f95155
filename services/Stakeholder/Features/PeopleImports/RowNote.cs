using CoProduction.Shared.Files;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>What was mended or left out in a row that came in.</summary>
internal enum RowNote
{
    TitleLeftOut,
    NamedAsPreferred,
    NumberMended,
    WordsBesideAddress,
    NoWayToReach,
}

/// <summary>How a file was read, in sentences without anybody's words.</summary>
internal static class RowNotes
{
    private const int Named = 20;

    /// <summary>A sentence for each kind of note, with the rows.</summary>
    public static IEnumerable<string> Said(IReadOnlyList<(long Row, RowNote Note)> notes) =>
        from note in notes
        group note.Row by note.Note into rows
        orderby rows.Key
        select $"{Finding.Rows([.. rows.Distinct().Take(Named)], rows.Distinct().Count())}: {Sentence(rows.Key)}";

    private static string Sentence(RowNote note) => note switch
    {
        RowNote.TitleLeftOut => "a title such as Ms or Dr was left out of the name.",
        RowNote.NamedAsPreferred => "the name that they like to be called stands in the place of their first name.",
        RowNote.NumberMended => "a telephone number had lost its first 0 or +, as spreadsheets do. It was put back.",
        RowNote.WordsBesideAddress => "words in brackets beside an email address were left out.",
        _ => "a cell for telephone numbers or addresses holds something else, which was left out.",
    };
}
