using CoProduction.Review.V1;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>What a column of a file is for.</summary>
internal enum ColumnRole
{
    LeftOut,
    Answer,
    Text,
    QuestionName,
    Reference,
    CapturedBy,
    Consent,
}

/// <summary>One column: 0-based place, its header as it stands in the file, what it is for, and for an answer to which question.</summary>
internal sealed record ReviewColumn(int Place, string Header, ColumnRole Role, Question Question = Question.Unspecified)
{
    private const int LongestHeader = 200;
    private const int LeastSure = 10_000;

    // Best first: where a file has several columns of a role that may be told apart by how exact they are, the first is meant.
    private static readonly Dictionary<ColumnRole, string[]> _headers = new()
    {
        [ColumnRole.Text] =
        [
            "statement", "statements", "text", "comment", "comments", "feedback", "verbatim", "words", "what they said", "what was said", "what the person said", "answer", "answers",
            "response", "responses", "their words", "in their words", "quote",
        ],
        [ColumnRole.QuestionName] = ["facet", "question", "question asked", "which question", "type", "category"],
        [ColumnRole.Reference] =
        [
            "reference", "ref", "review reference", "review ref", "review id", "review number", "review", "person reference", "person ref", "person id", "person number", "person", "case reference",
            "case ref", "case id", "case number", "case", "id", "unique id", "respondent", "respondent id", "response id", "submission id", "record id", "entry id", "instance id", "uuid",
        ],
        [ColumnRole.CapturedBy] = ["captured by", "recorded by", "written by", "written down by", "who wrote it", "who wrote it down", "who captured it", "taken by", "noted by"],
        [ColumnRole.Consent] = ["consent", "consent given", "consented", "agreed", "agrees", "agreement", "permission", "permission given", "agreed to use", "agrees to use", "consent to use"],
    };

    /// <summary>In words for people; empty when the column is left out.</summary>
    public string Meaning => Role switch
    {
        ColumnRole.Answer => Question switch
        {
            Question.Working => "What is working",
            Question.NotWorking => "What is not working",
            _ => "What the person wants for the future",
        },
        ColumnRole.Text => "The statement",
        ColumnRole.QuestionName => "Which question it answers",
        ColumnRole.Reference => "Reference of the review",
        ColumnRole.CapturedBy => "Who wrote it down",
        ColumnRole.Consent => "Whether the person agreed",
        _ => "",
    };

    /// <summary>How exactly the header names its role; lower is better.</summary>
    public int Rank { get; private init; }

    /// <summary>Recognises a column by its header.</summary>
    public static ReviewColumn Recognise(string header, int place)
    {
        var name = header.Trim();
        if (name.Length > LongestHeader)
            return new(place, Cut(name), ColumnRole.LeftOut);
        foreach (var (form, words) in HeaderForms.Of(name).Index())
        {
            var plain = PlainWords.Of(words);
            foreach (var (role, names) in _headers)
            {
                // What a form tool adds of its own has a line before its name.
                if (Array.IndexOf(names, plain) is >= 0 and var rank)
                    return new(place, name, role) { Rank = (name[0] == '_' ? 1000 : 0) + 100 * form + (role is ColumnRole.Reference or ColumnRole.QuestionName ? rank : 0) };
            }
        }
        var question = HeaderWords.QuestionOfHeader(name);
        if (question != Question.Unspecified)
            return new(place, name, ColumnRole.Answer, question);
        return IsConsent(PlainWords.Of(name)) ? new(place, name, ColumnRole.Consent) { Rank = LeastSure } : new(place, name, ColumnRole.LeftOut);
    }

    // Whether somebody agreed must not be passed over, however it is asked.
    private static bool IsConsent(string words) =>
        words.Split(' ').Any(word => word is "consent" or "consented" or "consents" or "permission")
        || words.StartsWith("do you agree", StringComparison.Ordinal) || words.StartsWith("i agree", StringComparison.Ordinal)
        || words.StartsWith("are you happy for", StringComparison.Ordinal) || words.Contains("agree that", StringComparison.Ordinal)
        || words.StartsWith("can we use", StringComparison.Ordinal) || words.StartsWith("may we use", StringComparison.Ordinal);

    // Half of a pair is no letter, and PostgreSQL takes none.
    private static string Cut(string name) => char.IsHighSurrogate(name[LongestHeader - 1]) ? name[..(LongestHeader - 1)] : name[..LongestHeader];
}
