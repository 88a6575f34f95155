using System.Security.Cryptography;
using System.Text;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Figures;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>The ladder as those see it who do not take part: for each level and side a round of enough people's answers, published together.</summary>
internal sealed class LadderRounds(PublishedFigures published, CountingOptions options)
{
    private static readonly string[] _sides = ["lived", "staff"];

    /// <summary>Makes those rounds that may be made; gives whether there were any. It is for the caller to commit.</summary>
    public async Task<bool> RenewAsync(TenantTransaction transaction, Guid projectId, IReadOnlyList<CurrentRating> ratings, CancellationToken cancel)
    {
        var drafts = ratings.GroupBy(rating => rating.Level).SelectMany(level => _sides.Select(side => DraftOf(projectId, level.Key, side, LadderStanding.OfSide(level, side))))
            .Where(draft => draft.Answers.Count >= options.Fewest).ToList();
        if (drafts.Count == 0)
            return false;
        var (there, today) = (await PublishedFigures.ReadAsync(transaction, projectId, cancel), Days.Today(transaction));
        return await published.RenewAsync(transaction, projectId, drafts.Where(draft => published.IsDue(there.Find(figure => figure.Topic == draft.Topic), today)), cancel);
    }

    /// <summary>How things stood after each day on which rounds were made, the newest first.</summary>
    public static async Task<List<LadderPoint>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var figures = await PublishedFigures.ReadAsync(transaction, projectId, cancel);
        var rounds = Enum.GetValues<ProjectLevel>().SelectMany(level => _sides.Select(side => (Level: level, Side: side)))
            .SelectMany(one => figures.Where(figure => figure.Topic == TopicOf(projectId, (short)one.Level, one.Side)).Select(figure => (one.Level, one.Side, figure.AsOf, figure.Shown))).ToList();
        return [.. rounds.Select(round => round.AsOf).Distinct().OrderDescending(StringComparer.Ordinal).Select(day => new LadderPoint
        {
            Month = day[..7],
            AsOf = day,
            Levels =
            {
                rounds.Where(round => string.CompareOrdinal(round.AsOf, day) <= 0).GroupBy(round => round.Level)
                    .Select(level => LadderStanding.Of(level.Key, Newest(level.Where(round => round.Side == "lived")), Newest(level.Where(round => round.Side == "staff")))),
            },
        })];

        static SideStanding Newest(IEnumerable<(ProjectLevel, string, string AsOf, byte[] Shown)> side) =>
            side.OrderByDescending(round => round.AsOf, StringComparer.Ordinal).FirstOrDefault().Shown is { } shown ? SideStanding.Parser.ParseFrom(shown) : new();
    }

    private FigureDraft DraftOf(Guid projectId, short level, string side, IReadOnlyList<CurrentRating> ratings) => new(
        TopicOf(projectId, level, side), ratings.ToDictionary(rating => NumberOf(rating.Rater), rating => $"{rating.Rung}"),
        () => LadderStanding.SideOf([.. ratings.Select(rating => (int)rating.Rung)], options.Numbers.Protect(ratings.Count) ?? 0));

    // Of another project it is another question.
    private static string TopicOf(Guid projectId, short level, string side) => $"ladder {projectId} {level} {side}";

    private static Guid NumberOf(string rater) => Guid.TryParse(rater, out var person) ? person : new(SHA256.HashData(Encoding.UTF8.GetBytes(rater)).AsSpan(0, 16));
}
