using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>What somebody has agreed to, use by use; taken back, it counts no longer anywhere.</summary>
internal sealed class Consents(TenantDatabase database, Commands commands)
{
    public async Task<ListConsentsResponse> HandleAsync(ListConsentsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.read", cancel);
        var rows = await transaction.QueryAsync<Row>(
            """
            SELECT u.code AS use, c.given_at IS NOT NULL AND c.withdrawn_at IS NULL AS in_force, c.given_at, coalesce(g.display_name, '') AS given_by, c.withdrawn_at,
              coalesce(w.display_name, '') AS withdrawn_by
            FROM person_choice u
            LEFT JOIN consent c ON c.partnership_id = @PartnershipId AND c.person_id = @PersonId AND c.use = u.code
            LEFT JOIN person g ON g.partnership_id = c.partnership_id AND g.person_id = c.given_by_id
            LEFT JOIN person w ON w.partnership_id = c.partnership_id AND w.person_id = c.withdrawn_by_id
            WHERE u.kind = 'use' ORDER BY u.place, u.code
            """,
            new { transaction.PartnershipId, whose.PersonId }, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("consent.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new() { Consents = { rows.ConvertAll(row => row.ToConsent()) } };
    }

    public Task<SetConsentResponse> HandleAsync(SetConsentRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            await Choices.KnownAsync(transaction, "use", [request.Use], "use", cancel);
            await transaction.ExecuteAsync(
                request.Agreed
                    ? """
                      INSERT INTO consent AS c (partnership_id, person_id, use, given_at, given_by_id) VALUES (@PartnershipId, @personId, @Use, @Now, @by)
                      ON CONFLICT (partnership_id, person_id, use) DO UPDATE
                      SET given_at = excluded.given_at, given_by_id = excluded.given_by_id, withdrawn_at = null, withdrawn_by_id = null WHERE c.withdrawn_at IS NOT NULL
                      """
                    : """
                      UPDATE consent SET withdrawn_at = @Now, withdrawn_by_id = @by
                      WHERE partnership_id = @PartnershipId AND person_id = @personId AND use = @Use AND withdrawn_at IS NULL
                      """,
                new { transaction.PartnershipId, personId, request.Use, transaction.Now, by = caller.PersonId }, cancel);
            await transaction.AuditAsync(request.Agreed ? "consent.give" : "consent.withdraw", "person", personId, request.Use, cancel, forPersonId: personId);
            return new SetConsentResponse();
        }, cancel);

    private sealed record Row(string Use, bool InForce, DateTime? GivenAt, string GivenBy, DateTime? WithdrawnAt, string WithdrawnBy)
    {
        public Consent ToConsent() => new()
        {
            Use = Use,
            InForce = InForce,
            GivenAt = GivenAt is { } given ? Timestamp.FromDateTime(given) : null,
            GivenBy = GivenBy,
            WithdrawnAt = WithdrawnAt is { } withdrawn ? Timestamp.FromDateTime(withdrawn) : null,
            WithdrawnBy = WithdrawnBy,
        };
    }
}
