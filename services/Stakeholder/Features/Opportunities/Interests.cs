using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>Who would like to take an opportunity, and what came of it.</summary>
internal sealed class Interests(Commands commands)
{
    public Task<SayInterestResponse> HandleAsync(SayInterestRequest request, Caller caller, CancellationToken cancel)
    {
        var opportunityId = Parse.Id(request.OpportunityId, "opportunity_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            var opportunity = await OpportunityRow.GetAsync(transaction, opportunityId, cancel);
            if (request.TakeBack)
                await TakeBackAsync(transaction, opportunityId, personId, cancel);
            else if (opportunity.IsOpen)
                await SayAsync(transaction, opportunityId, personId, cancel);
            else
                throw Problem.Of(StatusCode.FailedPrecondition, "NOT_OPEN", "This is closed. Look at what is open now.");
            await transaction.AuditAsync(request.TakeBack ? "opportunity.take-back" : "opportunity.interest", "opportunity", opportunityId, "", cancel, forPersonId: personId);
            return new SayInterestResponse();
        }, cancel);
    }

    public Task<AnswerInterestResponse> HandleAsync(AnswerInterestRequest request, Caller caller, CancellationToken cancel)
    {
        var (opportunityId, projectId) = (Parse.Id(request.OpportunityId, "opportunity_id"), Parse.OptionalId(request.ProjectId, "project_id"));
        var personId = Parse.Id(request.PersonId, "person_id");
        if (request.Outcome is not (InterestOutcome.Open or InterestOutcome.TakesPart or InterestOutcome.NoPlace))
            throw Problem.Invalid("outcome", "Choose what came of it.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            if ((await OpportunityRow.GetAsync(transaction, opportunityId, cancel)).ProjectId != projectId)
                throw Problem.NotFound("opportunity");
            if (!OpportunityRow.MayHere(caller, projectId, "person.read"))
                throw Whose.NotYours();
            var changed = await transaction.ExecuteAsync(
                """
                UPDATE opportunity_interest SET outcome = @outcome, outcome_on = @on::date
                WHERE partnership_id = @PartnershipId AND opportunity_id = @opportunityId AND person_id = @personId AND outcome <> @TakenBack
                """,
                new
                {
                    transaction.PartnershipId,
                    opportunityId,
                    personId,
                    outcome = (short)request.Outcome,
                    on = request.Outcome == InterestOutcome.Open ? null : Days.Today(transaction),
                    TakenBack = (short)InterestOutcome.TakenBack,
                }, cancel);
            if (changed == 0)
                throw Problem.NotFound("interest");
            await transaction.AuditAsync("opportunity.outcome", "opportunity", opportunityId, $"{request.Outcome}", cancel, forPersonId: personId);
            return new AnswerInterestResponse();
        }, cancel);
    }

    // Said again, it is as it was; taken back before, it is new.
    private static Task SayAsync(TenantTransaction transaction, Guid opportunityId, Guid personId, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO opportunity_interest AS i (partnership_id, opportunity_id, person_id, said_on, recorded_by_id, outcome)
        VALUES (@PartnershipId, @opportunityId, @personId, @today::date, @by, @Open)
        ON CONFLICT (partnership_id, opportunity_id, person_id) DO UPDATE
        SET said_on = excluded.said_on, recorded_by_id = excluded.recorded_by_id, outcome = excluded.outcome, outcome_on = null WHERE i.outcome = @TakenBack
        """,
        new
        {
            transaction.PartnershipId,
            opportunityId,
            personId,
            today = Days.Today(transaction),
            by = transaction.Caller.PersonId,
            Open = (short)InterestOutcome.Open,
            TakenBack = (short)InterestOutcome.TakenBack,
        }, cancel);

    private static async Task TakeBackAsync(TenantTransaction transaction, Guid opportunityId, Guid personId, CancellationToken cancel)
    {
        var changed = await transaction.ExecuteAsync(
            """
            UPDATE opportunity_interest SET outcome = @TakenBack, outcome_on = @today::date
            WHERE partnership_id = @PartnershipId AND opportunity_id = @opportunityId AND person_id = @personId AND outcome <> @TakenBack
            """,
            new { transaction.PartnershipId, opportunityId, personId, today = Days.Today(transaction), TakenBack = (short)InterestOutcome.TakenBack }, cancel);
        if (changed == 0)
            throw Problem.NotFound("interest");
    }
}
