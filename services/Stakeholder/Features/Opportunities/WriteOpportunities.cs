using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>Offers a way to take part, changes what it says, and ends it.</summary>
internal sealed class WriteOpportunities(Commands commands)
{
    private const int MostOfAPartnership = 1_000;

    public Task<AddOpportunityResponse> HandleAsync(AddOpportunityRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.OptionalId(request.ProjectId, "project_id");
        var wanted = OpportunityWords.From(request.Fields);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await BeginAsync(transaction, projectId, cancel);
            await (project?.RequireRoomAsync("opportunity", cancel) ?? RequireRoomAsync(transaction, cancel));
            await RequireGoodAsync(transaction, wanted, lastDayBefore: "", cancel);
            var opportunityId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO opportunity (partnership_id, opportunity_id, project_id, kind, title, what, takes, pay, money, say_yes, interests, closes_on, changed_by, changed_by_id, created_at)
                VALUES (@PartnershipId, @opportunityId, @projectId, @Kind, @Title, @What, @Takes, @Pay, @Money, @SayYes, @Interests, @ClosesOn::date, @DisplayName, @ById, @Now)
                """, Parameters(transaction, opportunityId, projectId, wanted), cancel);
            await RecordAsync(project, cancel);
            await transaction.AuditAsync("opportunity.add", "opportunity", opportunityId, wanted.Kind, cancel);
            return new AddOpportunityResponse { Opportunity = (await OpportunityRow.GetAsync(transaction, opportunityId, cancel)).ToOpportunity(caller) };
        }, cancel);
    }

    public Task<EditOpportunityResponse> HandleAsync(EditOpportunityRequest request, Caller caller, CancellationToken cancel)
    {
        var (opportunityId, projectId) = (Parse.Id(request.OpportunityId, "opportunity_id"), Parse.OptionalId(request.ProjectId, "project_id"));
        var wanted = OpportunityWords.From(request.Fields);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await BeginAsync(transaction, projectId, cancel);
            var before = await RequireUnchangedAsync(transaction, opportunityId, projectId, request.Etag, cancel);
            await RequireGoodAsync(transaction, wanted, before.LastDay, cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE opportunity SET kind = @Kind, title = @Title, what = @What, takes = @Takes, pay = @Pay, money = @Money, say_yes = @SayYes, interests = @Interests,
                  closes_on = @ClosesOn::date, version = version + 1, changed_by = @DisplayName, changed_by_id = @ById
                WHERE partnership_id = @PartnershipId AND opportunity_id = @opportunityId
                """, Parameters(transaction, opportunityId, projectId, wanted), cancel);
            await RecordAsync(project, cancel);
            await transaction.AuditAsync("opportunity.edit", "opportunity", opportunityId, "", cancel);
            return new EditOpportunityResponse { Opportunity = (await OpportunityRow.GetAsync(transaction, opportunityId, cancel)).ToOpportunity(caller) };
        }, cancel);
    }

    public Task<EndOpportunityResponse> HandleAsync(EndOpportunityRequest request, Caller caller, CancellationToken cancel)
    {
        var (opportunityId, projectId) = (Parse.Id(request.OpportunityId, "opportunity_id"), Parse.OptionalId(request.ProjectId, "project_id"));
        var because = Parse.Lines(request.Because, "because", 500, "Say why it ends.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await BeginAsync(transaction, projectId, cancel);
            var before = await RequireUnchangedAsync(transaction, opportunityId, projectId, request.Etag, cancel);
            if (before.EndedOn.Length > 0)
                throw Problem.Of(StatusCode.FailedPrecondition, "ENDED", "This has ended already.");
            await transaction.ExecuteAsync(
                """
                UPDATE opportunity SET ended_on = @today::date, ended_because = @because, version = version + 1, changed_by = @DisplayName, changed_by_id = @ById
                WHERE partnership_id = @PartnershipId AND opportunity_id = @opportunityId
                """,
                new { transaction.PartnershipId, opportunityId, today = Days.Today(transaction), because, caller.DisplayName, ById = caller.PersonId }, cancel);
            await RecordAsync(project, cancel);
            await transaction.AuditAsync("opportunity.end", "opportunity", opportunityId, "", cancel);
            return new EndOpportunityResponse { Opportunity = (await OpportunityRow.GetAsync(transaction, opportunityId, cancel)).ToOpportunity(caller) };
        }, cancel);
    }

    private static async Task<ProjectEdit?> BeginAsync(TenantTransaction transaction, Guid? projectId, CancellationToken cancel) =>
        projectId is { } project ? await ProjectEdit.BeginAsync(transaction, project, cancel) : null;

    private static Task RecordAsync(ProjectEdit? project, CancellationToken cancel) => project?.RecordAsync([ProjectPart.Opportunities], cancel) ?? Task.CompletedTask;

    // Locked, so that of two who change it at once the second sees the first.
    private static async Task<OpportunityRow> RequireUnchangedAsync(TenantTransaction transaction, Guid opportunityId, Guid? projectId, string etag, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            "SELECT 1 FROM opportunity WHERE partnership_id = @PartnershipId AND opportunity_id = @opportunityId FOR NO KEY UPDATE", new { transaction.PartnershipId, opportunityId }, cancel);
        var row = await OpportunityRow.GetAsync(transaction, opportunityId, cancel);
        if (row.ProjectId != projectId)
            throw Problem.NotFound("opportunity");
        return etag == row.Version.ToString()
            ? row
            : throw Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE", $"{row.ChangedBy} changed this, since you opened this page. Look at it as it is now, then decide.", ("who", row.ChangedBy));
    }

    private static async Task RequireRoomAsync(TenantTransaction transaction, CancellationToken cancel)
    {
        if (await transaction.GetAsync<long>("SELECT count(*) FROM opportunity WHERE partnership_id = @PartnershipId AND project_id IS NULL", new { transaction.PartnershipId }, cancel) >= MostOfAPartnership)
            throw Problem.Of(StatusCode.ResourceExhausted, "TOO_MANY", $"There can be {MostOfAPartnership:N0} of these in a partnership.");
    }

    private static async Task RequireGoodAsync(TenantTransaction transaction, OpportunityWords wanted, string lastDayBefore, CancellationToken cancel)
    {
        await Choices.KnownAsync(transaction, "opportunity", [wanted.Kind], "kind", cancel);
        if (wanted.LastDay.Length > 0 && wanted.LastDay != lastDayBefore && string.CompareOrdinal(wanted.LastDay, Days.Today(transaction)) < 0)
            throw Problem.Invalid("closes_on", "This day has passed. Give a day on which people can still say yes.");
    }

    private static object Parameters(TenantTransaction transaction, Guid opportunityId, Guid? projectId, OpportunityWords wanted) => new
    {
        transaction.PartnershipId,
        opportunityId,
        projectId,
        wanted.Kind,
        wanted.Title,
        wanted.What,
        wanted.Takes,
        wanted.Pay,
        wanted.Money,
        wanted.SayYes,
        wanted.Interests,
        ClosesOn = wanted.LastDay.Length > 0 ? wanted.LastDay : "infinity",
        transaction.Caller.DisplayName,
        ById = transaction.Caller.PersonId,
        transaction.Now,
    };
}
