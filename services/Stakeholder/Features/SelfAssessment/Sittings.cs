using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SelfAssessment;

/// <summary>A group scores the statements together, again and again.</summary>
internal sealed class Sittings(Commands commands, TenantDatabase database)
{
    private const int MostOfAPerspective = 1000;

    public async Task<GetSelfAssessmentResponse> HandleAsync(GetSelfAssessmentRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var rows = await transaction.QueryAsync<SittingRow>(
            """
            SELECT sitting_id, held_on::text, lived_experience, carers, staff, others, recorded_by FROM sitting
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY held_on DESC, sitting_id DESC
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        var scores = (await transaction.QueryAsync<ScoreRow>(
            "SELECT sitting_id, statement, score, note FROM sitting_score WHERE partnership_id = @PartnershipId AND sitting_id = ANY(@ids)",
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.SittingId) }, cancel)).ToLookup(row => row.SittingId);
        return new() { Principles = { AssessedStatements.All }, Sittings = { rows.Select(row => row.ToSitting(scores[row.SittingId])) } };
    }

    public Task<RecordSittingResponse> HandleAsync(RecordSittingRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var presence = RequirePresence(request.Presence ?? new());
        var scores = RequireScores(request.Scores);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("sitting", cancel);
            var sittingId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO sitting (partnership_id, sitting_id, project_id, held_on, lived_experience, carers, staff, others, recorded_by_id, recorded_by, recorded_at)
                VALUES (@PartnershipId, @sittingId, @projectId, @heldOn::date, @LivedExperience, @Carers, @Staff, @Others, @PersonId, @DisplayName, @Now);
                INSERT INTO sitting_score (partnership_id, sitting_id, statement, score, note)
                SELECT @PartnershipId, @sittingId, * FROM unnest(@statements, @given, @notes)
                """,
                new
                {
                    transaction.PartnershipId,
                    sittingId,
                    projectId,
                    heldOn = Days.PastOrToday(transaction, request.HeldOn, "held_on"),
                    presence.LivedExperience,
                    presence.Carers,
                    presence.Staff,
                    presence.Others,
                    caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                    statements = scores.ConvertAll(score => score.StatementId),
                    given = scores.ConvertAll(score => (short)score.Score_),
                    notes = scores.ConvertAll(score => score.Note),
                }, cancel);
            await project.RecordAsync([ProjectPart.SelfAssessment], cancel);
            await transaction.AuditAsync("self-assessment.record", "sitting", sittingId, "", cancel);
            return new RecordSittingResponse { SittingId = sittingId.ToString() };
        }, cancel);
    }

    /// <summary>How many sittings a project has had.</summary>
    public static Task<long> CountAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.GetAsync<long>(
        "SELECT count(*) FROM sitting WHERE partnership_id = @PartnershipId AND project_id = @projectId", new { transaction.PartnershipId, projectId }, cancel);

    private static Presence RequirePresence(Presence presence)
    {
        var numbers = new[] { ("lived_experience", presence.LivedExperience), ("carers", presence.Carers), ("staff", presence.Staff), ("others", presence.Others) };
        var wrong = numbers.Where(number => number.Item2 is < 0 or > MostOfAPerspective)
            .Select(number => ($"presence.{number.Item1}", $"This must be a number from 0 to {MostOfAPerspective:N0}.")).ToList();
        if (wrong.Count == 0 && numbers.All(number => number.Item2 == 0))
            wrong.Add(("presence.lived_experience", "Say how many people were there."));
        return wrong.Count == 0 ? presence : throw Problem.Invalid(wrong);
    }

    private static List<Score> RequireScores(IEnumerable<Score> scores)
    {
        var given = scores.GroupBy(score => score.StatementId).ToDictionary(score => score.Key, score => score.Last());
        var missing = AssessedStatements.Statements.Where(statement => given.GetValueOrDefault(statement.StatementId)?.Score_ is not (>= 1 and <= 5))
            .Select(statement => ($"scores.{statement.StatementId}", $"Choose a score for “{statement.Words}”")).ToList();
        if (missing.Count > 0)
            throw Problem.Invalid(missing);
        return
        [
            .. AssessedStatements.Statements.Select(statement => new Score(given[statement.StatementId])
            {
                Note = Parse.OptionalLines(given[statement.StatementId].Note, $"notes.{statement.StatementId}", 1000),
            }),
        ];
    }

    private sealed record ScoreRow(Guid SittingId, string Statement, short Score, string Note);

    private sealed record SittingRow(Guid SittingId, string HeldOn, int LivedExperience, int Carers, int Staff, int Others, string RecordedBy)
    {
        public Sitting ToSitting(IEnumerable<ScoreRow> scores) => new()
        {
            SittingId = SittingId.ToString(),
            HeldOn = HeldOn,
            Presence = new() { LivedExperience = LivedExperience, Carers = Carers, Staff = Staff, Others = Others },
            RecordedBy = RecordedBy,
            Scores = { scores.Select(row => new Score { StatementId = row.Statement, Score_ = row.Score, Note = row.Note }) },
        };
    }
}
