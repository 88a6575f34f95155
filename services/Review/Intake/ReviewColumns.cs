using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>
/// What each column of a file is for. Two layouts: a row for each person with a column for each answer, or a row for each statement with a column
/// that says which question it answers.
/// </summary>
internal sealed class ReviewColumns
{
    private readonly List<ReviewColumn> _columns;

    private ReviewColumns(List<ReviewColumn> columns)
    {
        _columns = columns;
        Answers = [.. columns.Where(column => column.Role == ColumnRole.Answer)];
        Text = Of(ColumnRole.Text);
        QuestionName = Of(ColumnRole.QuestionName);
        Reference = Of(ColumnRole.Reference);
        CapturedBy = Of(ColumnRole.CapturedBy);
        Consent = Of(ColumnRole.Consent);
    }

    /// <summary>Every header with what it was taken for, in words; empty when it is left out.</summary>
    public IEnumerable<(string Header, string Meaning)> Meanings => _columns.Select(column => (column.Header, column.Meaning));

    public int Count => _columns.Count;

    /// <summary>The columns of answers; none when each row is one statement.</summary>
    public IReadOnlyList<ReviewColumn> Answers { get; }

    /// <summary>The column of words when each row is one statement, together with <see cref="QuestionName"/>.</summary>
    public ReviewColumn? Text { get; }

    public ReviewColumn? QuestionName { get; }

    public ReviewColumn? Reference { get; }

    public ReviewColumn? CapturedBy { get; }

    public ReviewColumn? Consent { get; }

    /// <summary>What is looked for in a file's first lines.</summary>
    public static TableForm Form { get; } = new()
    {
        Knows = header => ReviewColumn.Recognise(header, 0).Role != ColumnRole.LeftOut,
        Suffices = headers => headers.Select(ReviewColumn.Recognise).ToList() is var columns && (columns.Exists(column => column.Role == ColumnRole.Answer)
            || (columns.Exists(column => column.Role == ColumnRole.Text) && columns.Exists(column => column.Role == ColumnRole.QuestionName))),
    };

    /// <summary>Reads a file's line of headers; a failure says which headers would do.</summary>
    public static ReviewColumns Read(IReadOnlyList<string> headers)
    {
        var columns = headers.Select(ReviewColumn.Recognise).ToList();
        ChooseBest(columns, ColumnRole.QuestionName);
        ChooseBest(columns, ColumnRole.Reference);
        ChooseBest(columns, ColumnRole.Consent);
        var hasAnswers = columns.Exists(column => column.Role == ColumnRole.Answer);
        var hasText = columns.Exists(column => column.Role == ColumnRole.Text);
        var hasQuestion = columns.Exists(column => column.Role == ColumnRole.QuestionName);
        if (hasAnswers && hasText && hasQuestion)
            throw new FileFailure("TWO_LAYOUTS",
                "This file has columns for each answer and also a column of statements with a column that says which question each answers. Keep one way and take the other out.");
        if (!hasAnswers && !(hasText && hasQuestion))
            throw Unrecognised(hasText, hasQuestion);
        if (hasAnswers)
        {
            LeaveOut(columns, ColumnRole.Text);
            LeaveOut(columns, ColumnRole.QuestionName);
        }
        foreach (var role in new[] { ColumnRole.Text, ColumnRole.QuestionName, ColumnRole.Reference, ColumnRole.CapturedBy, ColumnRole.Consent })
            RequireOne(columns, role);
        return new(columns);
    }

    /// <summary>
    /// Whether the line of headers was the first row in truth, as the one below it shows: its only answer does no more than name a question,
    /// and the words beside it would be left out.
    /// </summary>
    public bool WereRow(Table below) =>
        Answers is [var answer] && HeaderWords.IsQuestionName(below.Cell(answer.Place).ToString())
        && _columns.Exists(column => column.Role == ColumnRole.LeftOut && column.Header.Length > 0);

    private static FileFailure Unrecognised(bool hasText, bool hasQuestion) =>
        (hasText, hasQuestion) switch
        {
            (true, false) => new("NO_QUESTION_COLUMN",
                "There is a column of statements, but none that says which question each answers. Add a column “question” with “working”, “not working” or “future” in each row."),
            (false, true) => new("NO_TEXT_COLUMN", "There is a column that says which question is answered, but none with the words. Name that column “statement”."),
            _ => new("NO_COLUMNS",
                "No column was recognised by its header in the first line. Either name a column for each answer, such as “working 1”, “not working 1” and “future 1”, "
                + "or have one column “statement” and one “question”. These may be there too: “reference”, “captured by” and “consent”."),
        };

    private static void ChooseBest(List<ReviewColumn> columns, ColumnRole role)
    {
        var best = columns.Where(column => column.Role == role).Select(column => column.Rank).DefaultIfEmpty().Min();
        LeaveOut(columns, role, column => column.Rank > best);
    }

    private static void LeaveOut(List<ReviewColumn> columns, ColumnRole role, Func<ReviewColumn, bool>? which = null)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Role == role && (which is null || which(columns[i])))
                columns[i] = columns[i] with { Role = ColumnRole.LeftOut };
        }
    }

    private static void RequireOne(List<ReviewColumn> columns, ColumnRole role)
    {
        var found = columns.Where(column => column.Role == role).ToList();
        if (found.Count > 1)
            throw new FileFailure("COLUMN_TWICE", $"The columns “{found[0].Header}” and “{found[1].Header}” mean the same. Keep one of them, or give the other another header.");
    }

    private ReviewColumn? Of(ColumnRole role) => _columns.Find(column => column.Role == role);
}
