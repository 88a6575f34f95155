using CoProduction.Shared.Words;
using Sylvan.Data.Csv;

namespace CoProduction.Analytics.Theming;

/// <summary>Our own "I" statements, each with the words that call for it: groups that must all be met, each by any of its words or phrases.</summary>
internal sealed class IStatementBank
{
    private static readonly Lazy<IStatementBank> s_shared = new(Read);

    private IStatementBank(IReadOnlyList<BankedStatement> statements) => Statements = statements;

    public static IStatementBank Shared => s_shared.Value;

    public IReadOnlyList<BankedStatement> Statements { get; }

    public IEnumerable<string> Terms => Statements.SelectMany(banked => banked.Groups).SelectMany(group => group);

    /// <summary>The bank with these changes: added statements come before built-in ones.</summary>
    public IStatementBank With(BankChanges? changes) => changes is null ? this : new(
    [
        .. changes.Added.Select(added => new BankedStatement(added.Topic, added.Facet, [[.. added.Words.Select(TermOf)]], added.Text, IsAdded: true)),
        .. Statements.Where(banked => !changes.SwitchedOff.Contains(banked.Text)),
    ]);

    private static IStatementBank Read()
    {
        using Stream stream = typeof(IStatementBank).Assembly.GetManifestResourceStream("i-statements.csv")
            ?? throw new InvalidDataException("i-statements.csv is not in the assembly.");
        using CsvDataReader csv = CsvDataReader.Create(new StreamReader(stream), new CsvDataReaderOptions { Delimiter = ',' });
        var statements = new List<BankedStatement>();
        while (csv.Read())
            statements.Add(new BankedStatement(csv.GetString(0), FacetOf(csv.GetString(1)), Groups(csv.GetString(2)), csv.GetString(3)));
        return new IStatementBank(statements);
    }

    private static Facet FacetOf(string name) => name switch
    {
        "working" => Facet.Working,
        "not_working" => Facet.NotWorking,
        "future" => Facet.Future,
        _ => throw new InvalidDataException($"i-statements.csv has a facet '{name}'."),
    };

    // Within a phrase words are joined by _.
    private static string[][] Groups(string words) =>
        [.. words.Split(" + ").Select(group => group.Split('|').Select(term => TermOf(term.Replace('_', ' '))).ToArray())];

    private static string TermOf(string phrase) => string.Join(' ', phrase.Split(' ').Select(Stem.Of));
}

/// <summary>A statement, what it is about, the question it answers, and its groups of terms (stems, several joined by spaces for a phrase).</summary>
internal sealed record BankedStatement(string Topic, Facet Facet, string[][] Groups, string Text, bool IsAdded = false)
{
    private const double NearlyTheSame = 0.5;

    private readonly HashSet<string> _matter = [.. Text.TrimEnd('.').ToLowerInvariant().Split(' ').Where(word => !StopWords.Contains(word)).Select(Stem.Of)];

    /// <summary>True when both are of one topic, or share half their words or more.</summary>
    public bool IsNearly(BankedStatement other)
    {
        if (Facet != other.Facet) return false;
        int shared = _matter.Count(other._matter.Contains);
        return Topic == other.Topic || shared >= NearlyTheSame * (_matter.Count + other._matter.Count - shared);
    }
}
