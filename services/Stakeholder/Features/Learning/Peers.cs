using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Learning;

/// <summary>Who stands by newcomers.</summary>
internal sealed class Peers(Commands commands)
{
    public Task<AddPeerResponse> HandleAsync(AddPeerRequest request, Caller caller, CancellationToken cancel)
    {
        var peerId = Parse.Id(request.PeerId, "peer_id");
        var projectId = Parse.OptionalId(request.ProjectId, "project_id");
        var until = Parse.OptionalDate(request.UntilOn, "until_on");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var newcomerId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            if (peerId == newcomerId)
                throw Problem.Invalid("peer_id", "Choose somebody else.");
            if (!request.TheyAgree)
                throw Problem.Invalid("they_agree", "Ask both first, and tick this when they have said yes.");
            await Whose.RequireThereAsync(transaction, peerId, cancel);
            // One after the other: two with an end day would each find nobody there.
            await transaction.ExecuteAsync(
                "SELECT 1 FROM person WHERE partnership_id = @PartnershipId AND person_id = @newcomerId FOR NO KEY UPDATE", new { transaction.PartnershipId, newcomerId }, cancel);
            await LearningRow.RequireProjectAsync(transaction, projectId, cancel);
            var from = Days.PastOrToday(transaction, request.FromOn, "from_on");
            if (until.Length > 0 && string.CompareOrdinal(until, from) < 0)
                throw Problem.Invalid("until_on", "This day is before the first one.");
            var pairingId = transaction.NewId();
            var added = await transaction.ExecuteAsync(
                """
                INSERT INTO peer (partnership_id, pairing_id, newcomer_id, peer_id, project_id, from_on, until_on, recorded_by_id, recorded_at)
                SELECT @PartnershipId, @pairingId, @newcomerId, @peerId, @projectId, @from::date, nullif(@until, '')::date, @by, @Now
                WHERE NOT EXISTS (SELECT 1 FROM peer WHERE partnership_id = @PartnershipId AND newcomer_id = @newcomerId AND peer_id = @peerId
                  AND project_id IS NOT DISTINCT FROM @projectId AND (until_on IS NULL OR until_on > @from::date))
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, pairingId, newcomerId, peerId, projectId, from, until, by = caller.PersonId, transaction.Now }, cancel);
            if (added == 0)
                throw Problem.Of(StatusCode.AlreadyExists, "PEER_ALREADY", "They stand by them already.");
            await AuditBothAsync(transaction, "peer.add", newcomerId, peerId, cancel);
            return new AddPeerResponse { PairingId = pairingId.ToString() };
        }, cancel);
    }

    public Task<EndPeerResponse> HandleAsync(EndPeerRequest request, Caller caller, CancellationToken cancel)
    {
        var pairingId = Parse.Id(request.PairingId, "pairing_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var newcomerId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            var peerId = await transaction.FindAsync<Guid?>(
                """
                UPDATE peer SET until_on = @today::date
                WHERE partnership_id = @PartnershipId AND newcomer_id = @newcomerId AND pairing_id = @pairingId AND (until_on IS NULL OR until_on > @today::date)
                RETURNING peer_id
                """,
                new { transaction.PartnershipId, newcomerId, pairingId, today = Days.Today(transaction) }, cancel) ?? throw Problem.NotFound("peer");
            await AuditBothAsync(transaction, "peer.end", newcomerId, peerId, cancel);
            return new EndPeerResponse();
        }, cancel);
    }

    // It concerns both, so both see it.
    private static async Task AuditBothAsync(TenantTransaction transaction, string action, Guid newcomerId, Guid peerId, CancellationToken cancel)
    {
        foreach (var personId in new[] { newcomerId, peerId })
            await transaction.AuditAsync(action, "person", newcomerId, $"by {peerId}", cancel, forPersonId: personId);
    }
}
