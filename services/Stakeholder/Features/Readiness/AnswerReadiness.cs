using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Readiness;

/// <summary>A sponsor's answers. Earlier ones stay: how readiness changes is worth knowing.</summary>
internal sealed class AnswerReadiness(Commands commands)
{
    public Task<AnswerReadinessResponse> HandleAsync(AnswerReadinessRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var answers = AnswersFrom(request);
        var answeredBy = Parse.OptionalText(request.AnsweredBy, "answered_by", 200);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Readiness], cancel);
            var answeredOn = Days.PastOrToday(transaction, request.AnsweredOn, "answered_on");
            var readinessId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO readiness (partnership_id, readiness_id, project_id, answered_by, answered_on, recorded_by_id, recorded_by, recorded_at)
                VALUES (@PartnershipId, @readinessId, @projectId, @answeredBy, @answeredOn::date, @PersonId, @DisplayName, @Now);
                INSERT INTO readiness_answer (partnership_id, readiness_id, question, answer, note)
                SELECT @PartnershipId, @readinessId, * FROM unnest(@questions, @given, @notes)
                """,
                new
                {
                    transaction.PartnershipId,
                    readinessId,
                    projectId,
                    answeredBy,
                    answeredOn,
                    caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                    questions = answers.Select(answer => answer.Question).ToArray(),
                    given = answers.Select(answer => (short)answer.Answer).ToArray(),
                    notes = answers.Select(answer => answer.Note).ToArray(),
                }, cancel);
            await project.RecordAsync([ProjectPart.Readiness], cancel);
            await transaction.AuditAsync("readiness.answer", "project", projectId, string.Join(',', answers.Select(answer => $"{answer.Question}: {answer.Answer}")), cancel);
            return new AnswerReadinessResponse();
        }, cancel);
    }

    /// <summary>The questions, and the newest answers to them if there are any.</summary>
    public static async Task<(IReadOnlyList<ReadinessQuestion> Questions, V1.Readiness? Readiness)> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<AnswerRow>(
            """
            SELECT r.answered_by, r.answered_on::text, r.recorded_by, a.question, a.answer, a.note
            FROM (SELECT partnership_id, readiness_id, answered_by, answered_on, recorded_by FROM readiness
                  WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY readiness_id DESC LIMIT 1) r
            JOIN readiness_answer a ON a.partnership_id = r.partnership_id AND a.readiness_id = r.readiness_id
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        var answers = rows.ToDictionary(row => row.Question);
        return
        (
            [
                .. ReadinessQuestions.All.Select(question => answers.TryGetValue(question.Code, out var row)
                    ? new ReadinessQuestion { Code = question.Code, Words = question.Words, Answer = (YesNo)row.Answer, Note = row.Note }
                    : new ReadinessQuestion { Code = question.Code, Words = question.Words }),
            ],
            rows is [var first, ..] ? new() { AnsweredBy = first.AnsweredBy, AnsweredOn = first.AnsweredOn, RecordedBy = first.RecordedBy } : null
        );
    }

    private static List<ReadinessAnswer> AnswersFrom(AnswerReadinessRequest request)
    {
        var given = request.Answers.GroupBy(answer => answer.Question).ToDictionary(answer => answer.Key, answer => answer.Last());
        var missing = ReadinessQuestions.All
            .Where(question => !given.TryGetValue(question.Code, out var answer) || answer.Answer == YesNo.Unspecified || !Enum.IsDefined(answer.Answer))
            .Select(question => ($"answers.{question.Code}", $"Choose an answer to “{question.Words}”")).ToList();
        if (string.IsNullOrWhiteSpace(request.AnsweredBy))
            missing.Add(("answered_by", "Give the name of the sponsor who answers."));
        if (missing.Count > 0)
            throw Problem.Invalid(missing);
        return
        [
            .. ReadinessQuestions.All.Select(question => new ReadinessAnswer(given[question.Code])
            {
                Note = Parse.OptionalLines(given[question.Code].Note, $"notes.{question.Code}", 1000),
            }),
        ];
    }

    private sealed record AnswerRow(string AnsweredBy, string AnsweredOn, string RecordedBy, string Question, short Answer, string Note);
}
