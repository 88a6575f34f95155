using CoProduction.Analytics.Theming;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks;

/// <summary>A card of our own: what somebody might say of their life when asked one of the three questions, and the group that each judge put it in (null for alone).</summary>
internal sealed record Card(Facet Facet, string Text, string? First, string? Second)
{
    public static IReadOnlyList<Card> All { get; } = Read();

    private static List<Card> Read()
    {
        var (first, second) = (Groups(1), Groups(2));
        return [.. Table("cards.csv", "id", "question", "text").Select(card => new Card(FacetOf(card[1]), card[2], first[card[0]], second[card[0]]))];
    }

    private static Dictionary<string, string?> Groups(int judge) =>
        Table($"groups-{judge}.csv", "id", "group").ToDictionary(row => row[0], row => row[1].Length == 0 ? null : row[1]);

    private static Facet FacetOf(string question) => question switch
    {
        "working" => Facet.Working,
        "not_working" => Facet.NotWorking,
        _ => Facet.Future,
    };

    private static List<string[]> Table(string file, params string[] columns) => CsvTable.Read(RepositoryFolder.At($"tests/Benchmarks/Cards/{file}"), columns);
}
