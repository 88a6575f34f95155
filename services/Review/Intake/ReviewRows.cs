using CoProduction.Review.V1;
using CoProduction.Shared.Files;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Intake;

/// <summary>Checks the rows of a file and takes the statements out of them. A problem never quotes what the row says.</summary>
internal sealed class ReviewRows(ReviewColumns columns)
{
    private const int LongestName = 200;

    /// <summary>A good review or, when anything is wrong with the row, its problems.</summary>
    public (CheckedReview? Review, IReadOnlyList<RowProblem> Problems) Check(long row, IReadOnlyList<string> fields)
    {
        var problems = new RowProblems(row);
        var agreed = columns.Consent is not { } consent || HasAgreed(Cell(fields, consent), consent, problems);
        if (!agreed)
            return (null, problems.Found);
        if (HasMore(fields))
            problems.Add("This row has more cells than there are headers. Put quotation marks around words that hold a comma or a line break.");
        var reference = Name(fields, columns.Reference, problems);
        var capturedBy = Name(fields, columns.CapturedBy, problems);
        var statements = columns.Text is { } text ? ReadStatement(fields, text, problems) : ReadAnswers(fields, problems);
        if (statements.Count == 0 && problems.None)
            problems.Add("There are no words in this row. Fill in at least one answer, or take the row out.");
        return problems.None ? (new(row, reference, capturedBy, statements), []) : (null, problems.Found);
    }

    private static bool HasAgreed(string answer, ReviewColumn column, RowProblems problems)
    {
        var words = PlainWords.Of(answer).Split(' ');
        switch (words[0])
        {
            // A form on which neither was crossed out.
            case "yes" when words.Contains("no"):
            case "y" when words.Contains("n"):
                goto default;
            case "yes" or "y" or "true" or "agreed" or "agrees" or "given" or "consented":
            case "" when answer is "1" or "✓" or "✔":
                return true;
            case "no" or "n" or "not" or "false" or "refused" or "declined" or "withdrawn":
            case "" when answer is "0":
                problems.Add("This person did not agree that their words are used, so they are left out.", column);
                return false;
            default:
                problems.Add("Did this person agree that their words are used? Write “yes” or “no”.", column);
                return false;
        }
    }

    private bool HasMore(IReadOnlyList<string> fields)
    {
        for (var place = columns.Count; place < fields.Count; place++)
        {
            if (!string.IsNullOrWhiteSpace(fields[place]))
                return true;
        }
        return false;
    }

    private List<CheckedStatement> ReadAnswers(IReadOnlyList<string> fields, RowProblems problems)
    {
        var statements = new List<CheckedStatement>(columns.Answers.Count);
        foreach (var column in columns.Answers)
            Add(statements, column.Question, Cell(fields, column), column, problems);
        return statements;
    }

    private List<CheckedStatement> ReadStatement(IReadOnlyList<string> fields, ReviewColumn text, RowProblems problems)
    {
        var statements = new List<CheckedStatement>(1);
        var question = HeaderWords.QuestionOf(Cell(fields, columns.QuestionName!));
        if (question == Question.Unspecified)
            problems.Add("Which question is this an answer to? Write “working”, “not working” or “future”.", columns.QuestionName);
        else
            Add(statements, question, Cell(fields, text), text, problems);
        return statements;
    }

    private static void Add(List<CheckedStatement> statements, Question question, string words, ReviewColumn column, RowProblems problems)
    {
        if (words.Length == 0)
            return;
        if (words.Length > ReviewFile.LongestStatement)
            problems.Add($"These words are too long: {ReviewFile.LongestStatement:N0} characters at most. Split them into several statements.", column);
        else if (!HasVisible(words))
            problems.Add("This cell holds only signs that cannot be seen. Empty it, or write the words again.", column);
        else
            statements.Add(new(question, words, HoldBackHints.Find(words)));
    }

    private static bool HasVisible(string words)
    {
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)
                return true;
        }
        return false;
    }

    private static string Name(IReadOnlyList<string> fields, ReviewColumn? column, RowProblems problems)
    {
        if (column is null)
            return "";
        var name = Cell(fields, column);
        if (name.Length > LongestName)
            problems.Add($"This is too long: {LongestName} characters at most.", column);
        return name;
    }

    // Some programs write a letter and its accent as two characters: put together, they are one letter to whatever looks for names.
    private static string Cell(IReadOnlyList<string> fields, ReviewColumn column) => column.Place < fields.Count ? PlainText.Lines(fields[column.Place]).Trim().Normalize() : "";

    private sealed class RowProblems(long row)
    {
        private List<RowProblem>? _found;

        public bool None => _found is null;

        public IReadOnlyList<RowProblem> Found => _found ?? [];

        public void Add(string message, ReviewColumn? column = null) => (_found ??= []).Add(new(row, column?.Header ?? "", message));
    }
}
