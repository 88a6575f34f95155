using CoProduction.Review.V1;

namespace CoProduction.Gateway.Pages.StatementBank;

/// <summary>The "I" statements that this release drafts from, read from the very file that the theming worker has.</summary>
internal static class BuiltInStatements
{
    /// <summary>In the file's order: those of a topic together.</summary>
    public static IReadOnlyList<BuiltInStatement> All { get; } = [.. Read()];

    private static IEnumerable<BuiltInStatement> Read()
    {
        using var lines = new StreamReader(typeof(BuiltInStatements).Assembly.GetManifestResourceStream("i-statements.csv")!);
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // No cell of this file has a comma or a quotation mark.
            if (line.Split(',') is not [var topic, var question, var words, var wording])
                throw new InvalidDataException("i-statements.csv has a line that is not of four cells.");
            yield return new(topic, QuestionFrom(question), words, wording);
        }
    }

    private static Question QuestionFrom(string name) => name switch
    {
        "working" => Question.Working,
        "not_working" => Question.NotWorking,
        _ => Question.Future,
    };
}

/// <summary>One of them, with the words that call for it as the file has them: | between those of which any will do, + between those that must all be met, _ within a phrase.</summary>
internal sealed record BuiltInStatement(string Topic, Question Question, string Words, string Wording);
