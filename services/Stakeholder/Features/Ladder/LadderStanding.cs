using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>What somebody's newest rating of a level says.</summary>
internal sealed record CurrentRating(string Rater, short Level, short Rung, short Perspective);

/// <summary>How people see a project, level by level. The sides stand beside each other: no number blends them.</summary>
internal static class LadderStanding
{
    public static IEnumerable<LevelStanding> Of(IEnumerable<CurrentRating> ratings) =>
        ratings.GroupBy(rating => rating.Level).OrderBy(level => level.Key).Select(level => LevelOf((ProjectLevel)level.Key, [.. level]));

    /// <summary>Each person's newest rating of each level.</summary>
    public static Task<List<CurrentRating>> CurrentAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<CurrentRating>(
        """
        SELECT rater, level, rung, perspective FROM (
          SELECT DISTINCT ON (rater, level) rater, level, rung, perspective FROM ladder_rating
          WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY rater, level, rated_on DESC, rating_id DESC) newest
        """,
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>Both sides of a level, and how far they are apart when both rated.</summary>
    public static LevelStanding Of(ProjectLevel level, SideStanding lived, SideStanding staff)
    {
        var standing = new LevelStanding { Level = level, Lived = lived, Staff = staff };
        if (lived.People > 0 && staff.People > 0)
            standing.Gap = staff.Median - lived.Median;
        return standing;
    }

    /// <summary>Those of one side: lived (with carers) or staff.</summary>
    public static List<CurrentRating> OfSide(IEnumerable<CurrentRating> ratings, string side) => [.. ratings.Where(rating => (Perspective)rating.Perspective switch
    {
        Perspective.LivedExperience or Perspective.Carer => side == "lived",
        Perspective.Staff => side == "staff",
        _ => false,
    })];

    /// <summary>The median of rungs, and how many people are said to have rated.</summary>
    public static SideStanding SideOf(IReadOnlyList<int> rungs, int people)
    {
        var inOrder = rungs.Order().ToList();
        return inOrder.Count == 0 ? new() : new() { People = people, Median = (inOrder[(inOrder.Count - 1) / 2] + inOrder[inOrder.Count / 2]) / 2.0 };
    }

    private static LevelStanding LevelOf(ProjectLevel level, List<CurrentRating> ratings)
    {
        var standing = Of(level, Side("lived"), Side("staff"));
        standing.Counts.Add(ratings.GroupBy(rating => (rating.Rung, rating.Perspective)).OrderBy(count => count.Key)
            .Select(count => new RungCount { Rung = count.Key.Rung, Perspective = (Perspective)count.Key.Perspective, People = count.Count() }));
        return standing;

        SideStanding Side(string side) => SideOf([.. OfSide(ratings, side).Select(rating => (int)rating.Rung)], OfSide(ratings, side).Count);
    }
}
