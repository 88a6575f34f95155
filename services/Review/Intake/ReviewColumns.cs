using CoProduction.Review.V1;
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
        Answers = [.. columns.Where(column => column.IsAnswer)];
        Text = Of(ColumnUse.Statement);
        QuestionName = Of(ColumnUse.QuestionName);
        Reference = Of(ColumnUse.Reference);
        CapturedBy = Of(ColumnUse.CapturedBy);
        Consent = Of(ColumnUse.Consent);
    }

    /// <summary>Every column with what it was taken for.</summary>
    public IReadOnlyList<ReviewColumn> All => _columns;

    /// <summary>The columns of answers; none when each row is one statement.</summary>
    public IReadOnlyList<ReviewColumn> Answers { get; }

    /// <summary>The column of words when each row is one statement, together with <see cref="QuestionName"/>.</summary>
    public ReviewColumn? Text { get; }

    public ReviewColumn? QuestionName { get; }

    public ReviewColumn? Reference { get; }

    public ReviewColumn? CapturedBy { get; }

    public ReviewColumn? Consent { get; }

    /// <summary>What is looked for in a file's first lines.</summary>
    public static TableForm Form(ColumnChoices choices) => new()
    {
        Knows = header => Recognise([header], choices)[0].Use != ColumnUse.LeaveOut,
        Suffices = headers => Recognise(headers, choices) is var columns && (choices.Question == Question.Unspecified
            ? columns.Exists(column => column.IsAnswer) || (Has(columns, ColumnUse.Statement) && Has(columns, ColumnUse.QuestionName))
            : Has(columns, ColumnUse.Statement)),
        MayBeList = choices.Question != Question.Unspecified,
    };

    /// <summary>Reads a file's line of headers; a failure says which headers would do.</summary>
    public static ReviewColumns Read(IReadOnlyList<string> headers, ColumnChoices choices)
    {
        var columns = Recognise(headers, choices);
        choices.RequireIn(columns.Select(column => column.Header));
        foreach (var use in new[] { ColumnUse.QuestionName, ColumnUse.Reference, ColumnUse.Consent })
            ChooseBest(columns, use);
        if (choices.Question == Question.Unspecified)
            RequireLayout(columns);
        else
            MakeList(columns, choices.Question);
        foreach (var use in new[] { ColumnUse.Statement, ColumnUse.QuestionName, ColumnUse.Reference, ColumnUse.CapturedBy, ColumnUse.Consent })
            RequireOne(columns, use);
        return new(columns);
    }

    /// <summary>
    /// Whether the line of headers was the first row in truth, as the one below it shows: its only answer does no more than name a question,
    /// and the words beside it would be left out.
    /// </summary>
    public bool WereRow(Table below) =>
        Answers is [{ IsChosen: false } answer] && HeaderWords.IsQuestionName(below.Cell(answer.Place).ToString())
        && _columns.Exists(column => column is { Use: ColumnUse.LeaveOut, IsChosen: false });

    /// <summary>What each column is for, whether that makes a file of reviews or not.</summary>
    public static List<ReviewColumn> Recognise(IReadOnlyList<string> headers, ColumnChoices choices) =>
        [.. headers.Select(ReviewColumn.Recognise).Select(column => choices.UseOf(column.Header) is not ColumnUse.Unspecified and var use ? column with { Use = use, IsChosen = true } : column)];

    private static void RequireLayout(List<ReviewColumn> columns)
    {
        var hasAnswers = columns.Exists(column => column.IsAnswer);
        var (hasText, hasQuestion) = (Has(columns, ColumnUse.Statement), Has(columns, ColumnUse.QuestionName));
        if (hasAnswers && hasText && hasQuestion)
            throw new FileFailure("TWO_LAYOUTS",
                "This file has columns for each answer and also a column of statements with a column that says which question each answers. Keep one way and take the other out.");
        if (!hasAnswers && !(hasText && hasQuestion))
            throw Unrecognised(hasText, hasQuestion);
        if (!hasAnswers)
            return;
        LeaveOut(columns, ColumnUse.Statement);
        LeaveOut(columns, ColumnUse.QuestionName);
    }

    // Every comment answers the question that was chosen: other answers and names of questions have no place in the list.
    private static void MakeList(List<ReviewColumn> columns, Question question)
    {
        if (!Has(columns, ColumnUse.Statement) && columns.FindAll(column => !column.IsChosen) is [var only] && columns.Count == 1)
            columns[only.Place] = only with { Use = ColumnUse.Statement };
        if (!Has(columns, ColumnUse.Statement))
            throw new FileFailure("NO_TEXT_COLUMN", "Which column holds the comments? Name it “comment”, or choose it.");
        RequireOne(columns, ColumnUse.Statement);
        foreach (var use in new[] { ColumnUse.Working, ColumnUse.NotWorking, ColumnUse.Future, ColumnUse.QuestionName })
            LeaveOut(columns, use);
        var comments = columns.Find(column => column.Use == ColumnUse.Statement)!;
        columns[comments.Place] = comments with { Use = (ColumnUse)question };
    }

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

    private static void ChooseBest(List<ReviewColumn> columns, ColumnUse use)
    {
        var found = columns.FindAll(column => column.Use == use);
        if (found.Exists(column => column.IsChosen))
            LeaveOut(columns, use);
        else
            LeaveOut(columns, use, column => column.Rank > found.Min(other => other.Rank));
    }

    private static void LeaveOut(List<ReviewColumn> columns, ColumnUse use, Func<ReviewColumn, bool>? which = null)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Use == use && !columns[i].IsChosen && (which is null || which(columns[i])))
                columns[i] = columns[i] with { Use = ColumnUse.LeaveOut };
        }
    }

    private static void RequireOne(List<ReviewColumn> columns, ColumnUse use)
    {
        var found = columns.FindAll(column => column.Use == use);
        if (found.Count > 1)
            throw new FileFailure("COLUMN_TWICE", $"The columns “{found[0].Header}” and “{found[1].Header}” mean the same. Keep one of them, or give the other another header.");
    }

    private static bool Has(List<ReviewColumn> columns, ColumnUse use) => columns.Exists(column => column.Use == use);

    private ReviewColumn? Of(ColumnUse use) => _columns.Find(column => column.Use == use);
}
