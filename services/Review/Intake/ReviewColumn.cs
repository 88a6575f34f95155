using CoProduction.Review.V1;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>One column: 0-based place, its header as it stands in the file, and what it is for, which somebody has chosen or its header says.</summary>
internal sealed record ReviewColumn(int Place, string Header, ColumnUse Use, bool IsChosen = false)
{
    private const int LongestHeader = 200;
    private const int LeastSure = 10_000;

    // Best first: where a file has several columns of a role that may be told apart by how exact they are, the first is meant.
    private static readonly Dictionary<ColumnUse, string[]> _headers = new()
    {
        [ColumnUse.Statement] =
        [
            "statement", "statements", "text", "comment", "comments", "feedback", "verbatim", "words", "what they said", "what was said", "what the person said", "answer", "answers",
            "response", "responses", "their words", "in their words", "quote",
        ],
        [ColumnUse.QuestionName] = ["facet", "question", "question asked", "which question", "type", "category"],
        [ColumnUse.Reference] =
        [
            "reference", "ref", "review reference", "review ref", "review id", "review number", "review", "person reference", "person ref", "person id", "person number", "person", "case reference",
            "case ref", "case id", "case number", "case", "id", "unique id", "respondent", "respondent id", "response id", "submission id", "record id", "entry id", "instance id", "uuid",
        ],
        [ColumnUse.CapturedBy] = ["captured by", "recorded by", "written by", "written down by", "who wrote it", "who wrote it down", "who captured it", "taken by", "noted by"],
        [ColumnUse.Consent] = ["consent", "consent given", "consented", "agreed", "agrees", "agreement", "permission", "permission given", "agreed to use", "agrees to use", "consent to use"],
    };

    /// <summary>In words for people; empty when the column is left out.</summary>
    public string Meaning => Use switch
    {
        ColumnUse.Working => "What is working",
        ColumnUse.NotWorking => "What is not working",
        ColumnUse.Future => "What the person wants for the future",
        ColumnUse.Statement => "The statement",
        ColumnUse.QuestionName => "Which question it answers",
        ColumnUse.Reference => "Reference of the review",
        ColumnUse.CapturedBy => "Who wrote it down",
        ColumnUse.Consent => "Whether the person agreed",
        ColumnUse.Characteristic => "About the person (not kept yet)",
        _ => "",
    };

    /// <summary>Whether it holds answers to one question.</summary>
    public bool IsAnswer => Use is ColumnUse.Working or ColumnUse.NotWorking or ColumnUse.Future;

    /// <summary>The question whose answers it holds.</summary>
    public Question Question => (Question)Use;

    /// <summary>How exactly the header names its role; lower is better.</summary>
    public int Rank { get; private init; }

    /// <summary>A header as it is kept: without spaces around and not too long.</summary>
    public static string NameOf(string header)
    {
        var name = header.Trim();
        // Half of a pair is no letter, and PostgreSQL takes none.
        return name.Length <= LongestHeader ? name : name[..(char.IsHighSurrogate(name[LongestHeader - 1]) ? LongestHeader - 1 : LongestHeader)];
    }

    /// <summary>Recognises a column by its header.</summary>
    public static ReviewColumn Recognise(string header, int place)
    {
        var name = NameOf(header);
        if (name.Length == 0)
            return new(place, $"Column {LettersOf(place)}", ColumnUse.LeaveOut);
        if (header.Trim().Length > LongestHeader)
            return new(place, name, ColumnUse.LeaveOut);
        foreach (var (form, words) in HeaderForms.Of(name).Index())
        {
            var plain = PlainWords.Of(words);
            foreach (var (use, names) in _headers)
            {
                // What a form tool adds of its own has a line before its name.
                if (Array.IndexOf(names, plain) is >= 0 and var rank)
                    return new(place, name, use) { Rank = (name[0] == '_' ? 1000 : 0) + 100 * form + (use is ColumnUse.Reference or ColumnUse.QuestionName ? rank : 0) };
            }
        }
        if (HeaderWords.QuestionOfHeader(name) is not Question.Unspecified and var question)
            return new(place, name, (ColumnUse)question);
        return IsConsent(PlainWords.Of(name)) ? new(place, name, ColumnUse.Consent) { Rank = LeastSure } : new(place, name, ColumnUse.LeaveOut);
    }

    // Whether somebody agreed must not be passed over, however it is asked.
    private static bool IsConsent(string words) =>
        words.Split(' ').Any(word => word is "consent" or "consented" or "consents" or "permission")
        || words.StartsWith("do you agree", StringComparison.Ordinal) || words.StartsWith("i agree", StringComparison.Ordinal)
        || words.StartsWith("are you happy for", StringComparison.Ordinal) || words.Contains("agree that", StringComparison.Ordinal)
        || words.StartsWith("can we use", StringComparison.Ordinal) || words.StartsWith("may we use", StringComparison.Ordinal);

    // As a spreadsheet names its columns.
    private static string LettersOf(int place) => (place < 26 ? "" : LettersOf(place / 26 - 1)) + (char)('A' + place % 26);
}
