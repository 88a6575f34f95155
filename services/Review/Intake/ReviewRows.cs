using CoProduction.Review.V1;
using CoProduction.Shared.Files;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Intake;

/// <summary>Checks the rows of a file and takes the statements out of them. A problem never quotes what the row says.</summary>
internal sealed class ReviewRows(ReviewColumns columns, IReadOnlyDictionary<(long Row, string Header), string> mended)
{
    private const int LongestName = 200;
    private readonly List<long> _longAnswers = [];
    private long _longAnswersInAll;

    /// <summary>What became of long answers.</summary>
    public IEnumerable<Finding> Findings => _longAnswersInAll == 0 ? [] :
        [new("LONG_ANSWERS", $"{Finding.Rows(_longAnswers, _longAnswersInAll)}: an answer longer than {ReviewFile.LongestStatement:N0} characters is kept in parts, and each part is themed by itself.")];

    /// <summary>A good review or, when anything is wrong with the row, its problems.</summary>
    public (CheckedReview? Review, IReadOnlyList<RowProblem> Problems) Check(Table row)
    {
        var problems = new RowProblems(row.Row);
        var agreed = columns.Consent is not { } consent || HasAgreed(Cell(row, consent), consent, problems);
        if (!agreed)
            return (null, problems.Found);
        CheckCells(row, problems);
        var reference = Name(row, columns.Reference, problems);
        var capturedBy = Name(row, columns.CapturedBy, problems);
        var statements = columns.Text is { } text ? ReadStatement(row, text, problems) : ReadAnswers(row, problems);
        if (statements.Count == 0 && problems.None)
            problems.Add("There are no words in this row. Fill in at least one answer, or take the row out.");
        return problems.None ? (new(row.Row, reference, capturedBy, statements), []) : (null, problems.Found);
    }

    private static bool HasAgreed(string answer, ReviewColumn column, RowProblems problems)
    {
        var agreed = ConsentWords.Of(answer);
        if (agreed == false)
            problems.Add("This person did not agree that their words are used, so they are left out.", column);
        else if (agreed is null)
            problems.Add("Did this person agree that their words are used? Write “yes” or “no”.", column, answer);
        return agreed == true;
    }

    private static void CheckCells(Table row, RowProblems problems)
    {
        if (row.IsMisquoted)
            problems.Add("A quotation mark stands in the wrong place in this row. Double a mark that belongs to the words.");
        else if (row.HasMore)
            problems.Add("This row has more cells than there are headers. Put quotation marks around words that hold what stands between the cells, such as a comma.");
        else if (row.IsShifted)
            problems.Add("It looks as if a comma or another sign within the words had cut them, so that their rest stands under another header. Put quotation marks around the words.");
    }

    private List<CheckedStatement> ReadAnswers(Table row, RowProblems problems)
    {
        var statements = new List<CheckedStatement>(columns.Answers.Count);
        foreach (var column in columns.Answers)
            Add(statements, column.Question, Cell(row, column), column, problems);
        return statements;
    }

    private List<CheckedStatement> ReadStatement(Table row, ReviewColumn text, RowProblems problems)
    {
        var statements = new List<CheckedStatement>(1);
        var question = HeaderWords.QuestionOf(Cell(row, columns.QuestionName!));
        if (question == Question.Unspecified)
            problems.Add("Which question is this an answer to? Write “working”, “not working” or “future”.", columns.QuestionName, Cell(row, columns.QuestionName!));
        else
            Add(statements, question, Cell(row, text), text, problems);
        return statements;
    }

    private void Add(List<CheckedStatement> statements, Question question, string words, ReviewColumn column, RowProblems problems)
    {
        if (words.Length == 0)
            return;
        if (words.Length > LongAnswer.Longest)
            problems.Add($"These words are too long: {LongAnswer.Longest:N0} characters at most. Split them into several statements.", column);
        else if (!HasVisible(words))
            problems.Add("This cell holds only signs that cannot be seen. Empty it, or write the words again.", column);
        else if (words.Length > ReviewFile.LongestStatement)
            AddParts(statements, question, words, problems.Row);
        else
            statements.Add(new(question, words, HoldBackHints.Find(words)));
    }

    private void AddParts(List<CheckedStatement> statements, Question question, string words, long row)
    {
        statements.AddRange(LongAnswer.Parts(words).Select(part => new CheckedStatement(question, part, HoldBackHints.Find(part))));
        if (_longAnswers.Count < 2)
            _longAnswers.Add(row);
        _longAnswersInAll++;
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

    private string Name(Table row, ReviewColumn? column, RowProblems problems)
    {
        if (column is null)
            return "";
        var name = Cell(row, column);
        if (name.Length > LongestName)
            problems.Add($"This is too long: {LongestName} characters at most.", column);
        return name;
    }

    // Some programs write a letter and its accent as two characters: put together, they are one letter to whatever looks for names.
    private string Cell(Table row, ReviewColumn column) =>
        PlainText.Lines(mended.Count > 0 && mended.TryGetValue((row.Row, column.Header), out var cell) ? cell : row.Cell(column.Place).ToString()).Trim().Normalize();

    private sealed class RowProblems(long row)
    {
        public long Row => row;

        private List<RowProblem>? _found;

        public bool None => _found is null;

        public IReadOnlyList<RowProblem> Found => _found ?? [];

        public void Add(string message, ReviewColumn? column = null, string? cell = null) =>
            (_found ??= []).Add(new(row, column?.Header ?? "", message, cell is null ? null : ReviewColumn.NameOf(cell)));
    }
}
