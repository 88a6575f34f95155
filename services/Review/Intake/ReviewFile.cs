using CoProduction.Review.V1;

namespace CoProduction.Review.Intake;

/// <summary>A file of reviews, read record by record as its bytes come; it never holds more than one record.</summary>
internal sealed class ReviewFile
{
    internal const int LongestStatement = 10_000;
    private const int LongestName = 200;
    private readonly CsvRecords _records;

    private ReviewFile(CsvRecords records, ReviewColumns columns)
    {
        _records = records;
        Columns = columns;
    }

    public ReviewColumns Columns { get; }

    /// <summary>Data records read so far.</summary>
    public long Rows => _records.Count - 1;

    /// <summary>Reads the header line; <see cref="FileFailure"/> when this is no file of reviews.</summary>
    public static async Task<ReviewFile> OpenAsync(Stream bytes, CancellationToken cancel)
    {
        var records = new CsvRecords(await FileText.OpenAsync(bytes, cancel));
        var headers = await records.NextAsync(cancel) ?? throw new FileFailure("EMPTY_FILE", "This file is empty.");
        return new(records, ReviewColumns.Read(headers));
    }

    /// <summary>The next record: a good review or, when anything is wrong with it, its problems; null at the end of the file.</summary>
    public async ValueTask<(CheckedReview? Review, IReadOnlyList<RowProblem> Problems)?> NextAsync(CancellationToken cancel)
    {
        if (await _records.NextAsync(cancel) is not { } fields)
            return null;
        var problems = new List<RowProblem>();
        var review = Check(fields, problems);
        return problems.Count == 0 ? (review, []) : (null, problems);
    }

    private CheckedReview Check(List<string> fields, List<RowProblem> problems)
    {
        if (fields.Skip(Columns.Count).Any(field => field.Trim().Length > 0))
            problems.Add(new(Rows, "", "This row has more cells than there are headers. Put quotation marks around words with a comma in them."));
        if (Columns.Consent is { } consent)
            CheckConsent(Cell(fields, consent), consent.Header, problems);
        var statements = Columns.Text is { } text ? ReadOne(fields, text, problems) : ReadAnswers(fields, problems);
        if (statements.Count == 0 && problems.Count == 0)
            problems.Add(new(Rows, "", "There are no words in this row. Fill in at least one answer, or take the row out."));
        return new(Rows, Name(fields, Columns.Reference, problems), Name(fields, Columns.CapturedBy, problems), statements);
    }

    private void CheckConsent(string answer, string header, List<RowProblem> problems)
    {
        switch (answer.ToLowerInvariant())
        {
            case "yes" or "y" or "true" or "1" or "agreed":
                break;
            case "no" or "n" or "false" or "0":
                problems.Add(new(Rows, header, "This person did not agree that their words are used, so they are left out."));
                break;
            default:
                problems.Add(new(Rows, header, "Say “yes” or “no”: did this person agree that their words are used?"));
                break;
        }
    }

    private List<CheckedStatement> ReadAnswers(List<string> fields, List<RowProblem> problems)
    {
        var statements = new List<CheckedStatement>();
        foreach (var column in Columns.Answers)
            Add(statements, column.Question, Cell(fields, column), column.Header, problems);
        return statements;
    }

    private List<CheckedStatement> ReadOne(List<string> fields, ReviewColumns.Column text, List<RowProblem> problems)
    {
        var statements = new List<CheckedStatement>();
        var question = ReviewColumns.QuestionOf(Cell(fields, Columns.QuestionName!));
        if (question == Question.Unspecified)
            problems.Add(new(Rows, Columns.QuestionName!.Header, "Which question is this an answer to? Write “working”, “not working” or “future”."));
        else
            Add(statements, question, Cell(fields, text), text.Header, problems);
        return statements;
    }

    private void Add(List<CheckedStatement> statements, Question question, string words, string header, List<RowProblem> problems)
    {
        if (words.Length > LongestStatement)
            problems.Add(new(Rows, header, $"These words are too long: {LongestStatement:N0} characters at most. Split them into several statements."));
        else if (words.Any(c => !char.IsControl(c) && !char.IsWhiteSpace(c)))
            statements.Add(new(question, words, HoldBackHints.Find(words)));
    }

    private string Name(List<string> fields, ReviewColumns.Column? column, List<RowProblem> problems)
    {
        if (column is null)
            return "";
        var name = Cell(fields, column);
        if (name.Length > LongestName)
            problems.Add(new(Rows, column.Header, $"This is too long: {LongestName} characters at most."));
        return name;
    }

    private static string Cell(List<string> fields, ReviewColumns.Column column) => column.Place < fields.Count ? fields[column.Place].Trim() : "";
}
