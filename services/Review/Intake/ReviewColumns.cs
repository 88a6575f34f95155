using System.Text.RegularExpressions;
using CoProduction.Review.V1;

namespace CoProduction.Review.Intake;

/// <summary>
/// What each column of a file is for, recognised by its header in any case and punctuation. Two layouts: a row for each person with a column for
/// each answer, or a row for each statement with a column that says which question it answers.
/// </summary>
internal sealed partial class ReviewColumns
{
    private static readonly Dictionary<Role, string[]> _headers = new()
    {
        [Role.Text] = ["statement", "statements", "text", "comment", "comments", "feedback", "verbatim", "words", "what they said", "what was said", "answer", "response"],
        [Role.QuestionName] = ["question", "facet", "type", "category", "question asked"],
        [Role.Reference] = ["reference", "ref", "id", "person", "person id", "review", "review id", "review reference", "case", "case id"],
        [Role.CapturedBy] = ["captured by", "recorded by", "written by", "written down by", "who wrote it"],
        [Role.Consent] = ["consent", "agreed", "permission", "consent given", "agrees to use"],
    };

    private readonly List<Column> _columns;

    private ReviewColumns(List<Column> columns) => _columns = columns;

    /// <summary>Every header with what it was taken for, in words; empty when it is left out.</summary>
    public IEnumerable<(string Header, string Meaning)> Meanings => _columns.Select(column => (column.Header, column.Meaning));

    public int Count => _columns.Count;

    public IReadOnlyList<Column> Answers { get; private init; } = [];

    public Column? Text { get; private init; }

    public Column? QuestionName { get; private init; }

    public Column? Reference { get; private init; }

    public Column? CapturedBy { get; private init; }

    public Column? Consent { get; private init; }

    public string HeaderAt(int place) => place < _columns.Count ? _columns[place].Header : $"column {place + 1}";

    /// <summary>Reads a file's header line; a failure says which headers would do.</summary>
    public static ReviewColumns Read(IReadOnlyList<string> headers)
    {
        var columns = headers.Select((header, place) => Recognise(header, place)).ToList();
        var text = One(columns, Role.Text);
        var question = One(columns, Role.QuestionName);
        var isLong = text is not null && question is not null;
        var answers = isLong ? [] : columns.Where(column => column.Role == Role.Answer).ToList();
        if (!isLong && answers.Count == 0)
            throw new FileFailure("NO_COLUMNS",
                "No column was recognised by its header in the first line. Either name a column for each answer, such as “working 1”, “not working 1” and “future 1”, or have one column “statement” and one “question”.");

        foreach (var column in columns.Where(column => isLong ? column.Role == Role.Answer : column.Role is Role.Text or Role.QuestionName).ToList())
            columns[column.Place] = column with { Role = Role.None };
        return new(columns)
        {
            Answers = answers,
            Text = isLong ? text : null,
            QuestionName = isLong ? question : null,
            Reference = One(columns, Role.Reference),
            CapturedBy = One(columns, Role.CapturedBy),
            Consent = One(columns, Role.Consent),
        };
    }

    /// <summary>The question that a header or a cell means, or UNSPECIFIED.</summary>
    public static Question QuestionOf(string words)
    {
        var plain = Plain(words);
        if (NotWorking().IsMatch(plain))
            return Question.NotWorking;
        if (Future().IsMatch(plain))
            return Question.Future;
        return Working().IsMatch(plain) ? Question.Working : Question.Unspecified;
    }

    private static Column Recognise(string header, int place)
    {
        var name = header.Trim();
        var plain = Plain(header);
        foreach (var (role, names) in _headers)
        {
            if (names.Contains(plain))
                return new(place, name, role);
        }
        var question = QuestionOf(header);
        return question == Question.Unspecified ? new(place, name, Role.None) : new(place, name, Role.Answer, question);
    }

    private static Column? One(List<Column> columns, Role role)
    {
        var found = columns.Where(column => column.Role == role).ToList();
        return found.Count <= 1
            ? found.FirstOrDefault()
            : throw new FileFailure("COLUMN_TWICE", $"The columns “{found[0].Header}” and “{found[1].Header}” mean the same. Keep one of them.");
    }

    private static string Plain(string words) => NotLetters().Replace(words.Replace('’', '\'').Replace("'", "").ToLowerInvariant(), " ").Trim();

    [GeneratedRegex(@"[^\p{L}]+")]
    private static partial Regex NotLetters();

    [GeneratedRegex(@"\b(not|isnt|doesnt|arent|never)\s(is\s)?(work|works|working|going well)\b|\bbad\b|\bproblems?\b")]
    private static partial Regex NotWorking();

    [GeneratedRegex(@"\b(work|works|working|going well|good)\b")]
    private static partial Regex Working();

    [GeneratedRegex(@"\b(future|wish|wishes|hope|hopes|want|wants)\b")]
    private static partial Regex Future();

    internal enum Role
    {
        None,
        Answer,
        Text,
        QuestionName,
        Reference,
        CapturedBy,
        Consent,
    }

    internal sealed record Column(int Place, string Header, Role Role, Question Question = Question.Unspecified)
    {
        public string Meaning => Role switch
        {
            Role.Answer => Question switch
            {
                Question.Working => "What is working",
                Question.NotWorking => "What is not working",
                _ => "What the person wants for the future",
            },
            Role.Text => "The statement",
            Role.QuestionName => "Which question it answers",
            Role.Reference => "Reference of the review",
            Role.CapturedBy => "Who wrote it down",
            Role.Consent => "Whether the person agreed",
            _ => "",
        };
    }
}
