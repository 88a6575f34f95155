using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>What is open to everybody, and who would like to.</summary>
internal sealed class ReadOpportunities(TenantDatabase database)
{
    private const int MostInterested = 500;

    public async Task<ListOpportunitiesResponse> HandleAsync(ListOpportunitiesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.OptionalId(request.ProjectId, "project_id");
        if (projectId is { } project && !caller.MayIn(project, "project.read"))
            throw Problem.NotFound("project");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "opportunities", request.ProjectId, request.FitsMe, request.Past);
        // What has closed last comes first, and so does what closes next.
        var (order, after) = request.Past ? ("DESC", "<") : ("ASC", ">");
        var rows = await transaction.QueryAsync<OpportunityRow>(
            $"""
            {OpportunityRow.Select} AND {OpportunityRow.IsOpenNow} <> @Past AND (@projectId::uuid IS NULL OR o.project_id = @projectId)
              AND (@words::text IS NULL OR EXISTS (SELECT FROM unnest(o.interests) AS w (word) WHERE strpos(@words, lower(w.word)) > 0))
              AND (@afterId::uuid IS NULL OR (o.closes_on, o.opportunity_id) {after} (@afterDay::date, @afterId))
            ORDER BY o.closes_on {order}, o.opportunity_id {order} LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                today = Days.Today(transaction),
                me = caller.PersonId,
                request.Past,
                projectId,
                words = request.FitsMe ? await InterestsAsync(transaction, cancel) : null,
                afterDay = page.After(0),
                afterId = page.IsFirst ? (Guid?)null : Guid.Parse(page.After(1)!),
                page.Limit,
            }, cancel);
        var next = page.Next(rows, row => [row.ClosesOn, row.OpportunityId]);
        return new() { Opportunities = { rows.ConvertAll(row => row.ToOpportunity(caller)) }, NextPageToken = next };
    }

    public async Task<GetOpportunityResponse> HandleAsync(GetOpportunityRequest request, Caller caller, CancellationToken cancel)
    {
        var opportunityId = Parse.Id(request.OpportunityId, "opportunity_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var row = await OpportunityRow.GetAsync(transaction, opportunityId, cancel);
        var response = new GetOpportunityResponse { Opportunity = row.ToOpportunity(caller) };
        if (row.MayHere(caller, "project.write") && row.MayHere(caller, "person.read"))
        {
            response.Interested.AddRange(await InterestedAsync(transaction, opportunityId, cancel));
            await transaction.AuditAsync("person.list", "opportunity", opportunityId, $"{response.Interested.Count} people", cancel);
            await transaction.CommitAsync(cancel);
        }
        return response;
    }

    // Empty for somebody without a record, whom nothing fits.
    private static async Task<string> InterestsAsync(TenantTransaction transaction, CancellationToken cancel) => await transaction.FindAsync<string>(
        "SELECT interest_text FROM person WHERE partnership_id = @PartnershipId AND person_id = @me", new { transaction.PartnershipId, me = transaction.Caller.PersonId }, cancel) ?? "";

    private static async Task<IEnumerable<Interested>> InterestedAsync(TenantTransaction transaction, Guid opportunityId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<InterestedRow>(
            $"""
            SELECT i.person_id, p.display_name, i.said_on::text, i.recorded_by_id <> i.person_id AS for_them, i.outcome, coalesce(i.outcome_on::text, '') AS outcome_on
            FROM opportunity_interest i JOIN person p ON p.partnership_id = i.partnership_id AND p.person_id = i.person_id
            WHERE i.partnership_id = @PartnershipId AND i.opportunity_id = @opportunityId ORDER BY i.said_on, p.sort_name, i.person_id LIMIT {MostInterested}
            """,
            new { transaction.PartnershipId, opportunityId }, cancel);
        return rows.Select(row => new Interested
        {
            PersonId = row.PersonId.ToString(),
            Name = row.DisplayName,
            SaidOn = row.SaidOn,
            ForThem = row.ForThem,
            Outcome = (InterestOutcome)row.Outcome,
            OutcomeOn = row.OutcomeOn,
        });
    }

    private sealed record InterestedRow(Guid PersonId, string DisplayName, string SaidOn, bool ForThem, short Outcome, string OutcomeOn);
}
