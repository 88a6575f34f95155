using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>Whom an opportunity may interest, and who has been told. The system tells nobody itself.</summary>
internal sealed class WhomToTell(TenantDatabase database, Commands commands)
{
    public async Task<ListWhomToTellResponse> HandleAsync(ListWhomToTellRequest request, Caller caller, CancellationToken cancel)
    {
        var opportunityId = Parse.Id(request.OpportunityId, "opportunity_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "whom to tell", request.OpportunityId);
        var opportunity = await OpportunityRow.GetAsync(transaction, opportunityId, cancel);
        // One look for each word, by the index that finding people has; then the first of all of them.
        var found = await transaction.QueryAsync<Found>(
            """
            SELECT person_id, sort_name FROM (
              SELECT DISTINCT f.person_id, f.sort_name FROM unnest(@patterns::text[]) AS w (pattern)
              CROSS JOIN LATERAL find_people(null, null::real, null, w.pattern, null, null, 'new-projects', null, null, @afterName, @afterId, @Limit) f) AS fits
            ORDER BY sort_name, person_id LIMIT @Limit
            """,
            new
            {
                patterns = opportunity.Interests.Select(word => LikePattern.Containing(word.ToLowerInvariant())).ToArray(),
                afterName = page.After(0),
                afterId = page.IsFirst ? (Guid?)null : Guid.Parse(page.After(1)!),
                page.Limit,
            }, cancel);
        var next = page.Next(found, row => [row.SortName, row.PersonId]);
        var people = (await ReadAsync(transaction, opportunityId, found, cancel)).ToDictionary(row => row.PersonId);
        await transaction.AuditAsync("person.list", "partnership", transaction.PartnershipId, $"{found.Count} people", cancel);
        await transaction.CommitAsync(cancel);
        return new() { People = { found.Select(row => people[row.PersonId].ToPerson()) }, NextPageToken = next };
    }

    public Task<MarkToldResponse> HandleAsync(MarkToldRequest request, Caller caller, CancellationToken cancel)
    {
        var opportunityId = Parse.Id(request.OpportunityId, "opportunity_id");
        var personId = Parse.Id(request.PersonId, "person_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await OpportunityRow.GetAsync(transaction, opportunityId, cancel);
            await Whose.RequireThereAsync(transaction, personId, cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO opportunity_told (partnership_id, opportunity_id, person_id, told_on, channel, told_by_id)
                VALUES (@PartnershipId, @opportunityId, @personId, @today::date, @channel, @by)
                ON CONFLICT (partnership_id, opportunity_id, person_id) DO UPDATE SET told_on = excluded.told_on, channel = excluded.channel, told_by_id = excluded.told_by_id
                """,
                new
                {
                    transaction.PartnershipId,
                    opportunityId,
                    personId,
                    today = Days.Today(transaction),
                    channel = await Invitations.ChannelAsync(transaction, request.Channel, cancel),
                    by = caller.PersonId,
                }, cancel);
            await transaction.AuditAsync("opportunity.tell", "opportunity", opportunityId, request.Channel, cancel, forPersonId: personId);
            return new MarkToldResponse();
        }, cancel);
    }

    // A private way round the supporter is not shown to whoever acts for the person.
    private static Task<List<Row>> ReadAsync(TenantTransaction transaction, Guid opportunityId, List<Found> found, CancellationToken cancel) => transaction.QueryAsync<Row>(
        """
        SELECT p.person_id, p.display_name, p.interests,
          coalesce((
            SELECT c.channel FROM person_contact c WHERE c.partnership_id = p.partnership_id AND c.person_id = p.person_id AND NOT (c.round_supporter AND EXISTS (
              SELECT FROM support s WHERE s.partnership_id = p.partnership_id AND s.person_id = p.person_id AND s.supporter_id = @me))
            ORDER BY c.place LIMIT 1), '') AS first_channel,
          coalesce(t.told_on::text, '') AS told_on, coalesce(t.channel, '') AS told_by, coalesce(i.outcome, 0)::smallint AS interest
        FROM person p
        LEFT JOIN opportunity_told t ON t.partnership_id = p.partnership_id AND t.opportunity_id = @opportunityId AND t.person_id = p.person_id
        LEFT JOIN opportunity_interest i ON i.partnership_id = p.partnership_id AND i.opportunity_id = @opportunityId AND i.person_id = p.person_id
        WHERE p.partnership_id = @PartnershipId AND p.person_id = ANY(@ids)
        """,
        new { transaction.PartnershipId, opportunityId, me = transaction.Caller.PersonId, ids = found.ConvertAll(row => row.PersonId) }, cancel);

    private sealed record Found(Guid PersonId, string SortName);

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record Row
    {
        public Guid PersonId { get; init; }

        public string DisplayName { get; init; } = "";

        public string[] Interests { get; init; } = [];

        public string FirstChannel { get; init; } = "";

        public string ToldOn { get; init; } = "";

        public string ToldBy { get; init; } = "";

        public short Interest { get; init; }

        public PersonToTell ToPerson() => new()
        {
            PersonId = PersonId.ToString(),
            Name = DisplayName,
            Interests = { Interests },
            FirstChannel = FirstChannel,
            ToldOn = ToldOn,
            ToldBy = ToldBy,
            Interest = (InterestOutcome)Interest,
        };
    }
}
