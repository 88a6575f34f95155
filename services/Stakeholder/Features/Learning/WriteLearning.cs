using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Learning;

/// <summary>Writes down what somebody wants to learn and what they had.</summary>
internal sealed class WriteLearning(Commands commands)
{
    private const string Permission = "person.write";

    public Task<AddLearningResponse> HandleAsync(AddLearningRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.OptionalId(request.ProjectId, "project_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, Permission, cancel)).PersonId;
            var kind = await LearningRow.KindAsync(transaction, request.Kind, cancel);
            await LearningRow.RequireProjectAsync(transaction, projectId, cancel);
            var hadOn = request.HadOn.Length == 0 ? "" : Days.PastOrToday(transaction, request.HadOn, "had_on");
            var wantedOn = request.WantedOn.Length == 0 && hadOn.Length > 0 ? "" : Days.PastOrToday(transaction, request.WantedOn, "wanted_on");
            RequireInOrder(wantedOn, hadOn);
            var learningId = await LearningRow.InsertAsync(transaction, personId, projectId, kind, wantedOn, hadOn, cancel);
            await transaction.AuditAsync("learning.add", "person", personId, kind, cancel, forPersonId: personId);
            return new AddLearningResponse { LearningId = learningId.ToString() };
        }, cancel);
    }

    public Task<SayHadResponse> HandleAsync(SayHadRequest request, Caller caller, CancellationToken cancel)
    {
        var learningId = Parse.Id(request.LearningId, "learning_id");
        var howItWent = Parse.OptionalLines(request.HowItWent, "how_it_went", 1000);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var whose = await Whose.MayWriteAsync(transaction, request.PersonId, Permission, cancel);
            if (howItWent.Length > 0 && !whose.IsOwn)
                throw Problem.Invalid("how_it_went", "How it went is for them to say, and for them alone.");
            var key = new { transaction.PartnershipId, whose.PersonId, learningId };
            var before = await transaction.FindAsync<HadRow>(
                """
                SELECT coalesce(wanted_on::text, '') AS wanted_on, coalesce(had_on::text, '') AS had_on FROM learning
                WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND learning_id = @learningId AND ended_on IS NULL FOR UPDATE
                """, key, cancel) ?? throw Problem.NotFound("thing to learn");
            var hadOn = request.HadOn.Length == 0 && before.HadOn.Length > 0 ? before.HadOn : Days.PastOrToday(transaction, request.HadOn, "had_on");
            RequireInOrder(before.WantedOn, hadOn);
            await transaction.ExecuteAsync(
                """
                UPDATE learning SET had_on = @hadOn::date, how_it_went = CASE WHEN @IsOwn THEN @howItWent ELSE how_it_went END
                WHERE partnership_id = @PartnershipId AND learning_id = @learningId
                """,
                new { transaction.PartnershipId, learningId, hadOn, howItWent, whose.IsOwn }, cancel);
            await transaction.AuditAsync("learning.had", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
            return new SayHadResponse();
        }, cancel);
    }

    public Task<EndLearningResponse> HandleAsync(EndLearningRequest request, Caller caller, CancellationToken cancel)
    {
        var learningId = Parse.Id(request.LearningId, "learning_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, Permission, cancel)).PersonId;
            var ended = await transaction.ExecuteAsync(
                """
                UPDATE learning SET ended_on = @today::date
                WHERE partnership_id = @PartnershipId AND person_id = @personId AND learning_id = @learningId AND had_on IS NULL AND ended_on IS NULL
                """,
                new { transaction.PartnershipId, personId, learningId, today = Days.Today(transaction) }, cancel);
            if (ended == 0)
                throw Problem.NotFound("thing to learn");
            await transaction.AuditAsync("learning.end", "person", personId, "", cancel, forPersonId: personId);
            return new EndLearningResponse();
        }, cancel);
    }

    public Task<ReportLearningResponse> HandleAsync(ReportLearningRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var personId = Parse.Id(request.PersonId, "person_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await ReadProjects.RequireAsync(transaction, projectId, cancel);
            await Whose.RequireThereAsync(transaction, personId, cancel);
            var kind = await LearningRow.KindAsync(transaction, request.Kind, cancel);
            var hadOn = Days.PastOrToday(transaction, request.HadOn, "had_on");
            var wanted = await transaction.FindAsync<Guid?>(
                """
                UPDATE learning SET had_on = @hadOn::date
                WHERE partnership_id = @PartnershipId AND person_id = @personId AND project_id = @projectId AND kind = @kind AND had_on IS NULL AND ended_on IS NULL
                  AND wanted_on <= @hadOn::date
                RETURNING learning_id
                """,
                new { transaction.PartnershipId, personId, projectId, kind, hadOn }, cancel);
            var learningId = wanted ?? await LearningRow.InsertAsync(transaction, personId, projectId, kind, "", hadOn, cancel);
            await transaction.AuditAsync("learning.had", "person", personId, kind, cancel, forPersonId: personId);
            return new ReportLearningResponse { LearningId = learningId.ToString() };
        }, cancel);
    }

    private static void RequireInOrder(string wantedOn, string hadOn)
    {
        if (wantedOn.Length > 0 && hadOn.Length > 0 && string.CompareOrdinal(hadOn, wantedOn) < 0)
            throw Problem.Invalid("had_on", "This day is before the one on which it was wanted.");
    }

    private sealed record HadRow(string WantedOn, string HadOn);
}
