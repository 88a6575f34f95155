using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>What somebody's newest rating of a level says.</summary>
internal sealed record CurrentRating(short Level, short Rung, short Perspective);

/// <summary>How people see a project, level by level. The sides stand beside each other: no number blends them.</summary>
internal static class LadderStanding
{
    public static IEnumerable<LevelStanding> Of(IEnumerable<CurrentRating> ratings) =>
        ratings.GroupBy(rating => rating.Level).OrderBy(level => level.Key).Select(level => LevelOf((ProjectLevel)level.Key, [.. level]));

    /// <summary>Each person's newest rating of each level.</summary>
    public static Task<List<CurrentRating>> CurrentAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<CurrentRating>(
        """
        SELECT level, rung, perspective FROM (
          SELECT DISTINCT ON (rater, level) level, rung, perspective FROM ladder_rating
          WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY rater, level, rated_on DESC, rating_id DESC) newest
        """,
        new { transaction.PartnershipId, projectId }, cancel);

    private static LevelStanding LevelOf(ProjectLevel level, List<CurrentRating> ratings)
    {
        var standing = new LevelStanding
        {
            Level = level,
            Counts =
            {
                ratings.GroupBy(rating => (rating.Rung, rating.Perspective)).OrderBy(count => count.Key)
                    .Select(count => new RungCount { Rung = count.Key.Rung, Perspective = (Perspective)count.Key.Perspective, People = count.Count() }),
            },
            Lived = SideOf(ratings, Perspective.LivedExperience, Perspective.Carer),
            Staff = SideOf(ratings, Perspective.Staff),
        };
        if (standing.Lived.People > 0 && standing.Staff.People > 0)
            standing.Gap = standing.Staff.Median - standing.Lived.Median;
        return standing;
    }

    private static SideStanding SideOf(List<CurrentRating> ratings, params Perspective[] perspectives)
    {
        var rungs = ratings.Where(rating => perspectives.Contains((Perspective)rating.Perspective)).Select(rating => (int)rating.Rung).Order().ToList();
        return rungs.Count == 0 ? new() : new() { People = rungs.Count, Median = (rungs[(rungs.Count - 1) / 2] + rungs[rungs.Count / 2]) / 2.0 };
    }
}
