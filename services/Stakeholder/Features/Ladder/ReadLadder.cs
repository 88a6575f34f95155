using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>How people see a project on the ladder, now and month by month: whole for those who take part, for others in rounds of enough people.</summary>
internal sealed class ReadLadder(TenantDatabase database, LadderRounds rounds, CountingOptions options)
{
    private const int MostMonths = 24;
    private const int MostRatings = 200;

    public async Task<GetLadderResponse> HandleAsync(GetLadderRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var rows = await transaction.QueryAsync<RatingRow>(
            """
            SELECT md5(rating_id::text) AS anywhere, rater, on_behalf_of, level, rung, perspective, evidence, rated_on::text FROM ladder_rating
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY rated_on DESC, rating_id DESC
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        var isWhole = await InTheProject.IsAsync(transaction, projectId, cancel);
        // Whoever looks: else those who see nothing but rounds would choose the moment.
        var areNew = await rounds.RenewAsync(transaction, projectId, [.. NewestOf(rows).Select(row => row.ToCurrent())], cancel);
        var published = isWhole ? [] : await LadderRounds.ReadAsync(transaction, projectId, cancel);
        if (areNew)
            await transaction.CommitAsync(cancel);
        var seesNames = caller.MayIn(projectId, "project.write");
        var newest = NewestOf(rows).ToHashSet(ReferenceEqualityComparer.Instance);
        // Of one day in any order: one person's ratings would stand beside each other.
        var shown = rows.Where(row => isWhole || row.IsOf(caller))
            .OrderByDescending(row => row.RatedOn, StringComparer.Ordinal).ThenBy(row => row.Anywhere, StringComparer.Ordinal);
        return new()
        {
            Rungs = { Rungs.All },
            Points = { isWhole ? rows.Select(row => row.Month).Distinct().Take(MostMonths).Select(month => PointOf(month, rows)) : published.Take(MostMonths) },
            Ratings =
            {
                shown.Take(MostRatings).Select(row => new Rating
                {
                    Level = (ProjectLevel)row.Level,
                    Rung = row.Rung,
                    Perspective = (Perspective)row.Perspective,
                    Evidence = row.Evidence,
                    RatedOn = row.RatedOn,
                    Counts = newest.Contains(row),
                    IsMine = row.IsOf(caller),
                    OnBehalfOf = seesNames ? row.OnBehalfOf : "",
                }),
            },
            Whole = isWhole,
            Fewest = options.Fewest,
        };
    }

    private static LadderPoint PointOf(string month, IEnumerable<RatingRow> rows) => new()
    {
        Month = month,
        Levels =
        {
            LadderStanding.Of(NewestOf(rows.Where(row => string.CompareOrdinal(row.Month, month) <= 0)).Select(row => row.ToCurrent())),
        },
    };

    // The rows have the newest first.
    private static IEnumerable<RatingRow> NewestOf(IEnumerable<RatingRow> rows) => rows.DistinctBy(row => (row.Rater, row.Level));

    private sealed record RatingRow(string Anywhere, string Rater, string OnBehalfOf, short Level, short Rung, short Perspective, string Evidence, string RatedOn)
    {
        public string Month => RatedOn[..7];

        public bool IsOf(Caller caller) => Rater == caller.PersonId.ToString();

        public CurrentRating ToCurrent() => new(Rater, Level, Rung, Perspective);
    }
}
