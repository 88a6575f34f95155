using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>Whether somebody may be counted. Which it is stands in no audit.</summary>
internal sealed class SetCounted(Commands commands)
{
    public Task<SetCountedResponse> HandleAsync(SetCountedRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            await transaction.ExecuteAsync(
                request.Counted
                    ? "DELETE FROM left_out_of_counts WHERE partnership_id = @PartnershipId AND person_id = @personId"
                    : "INSERT INTO left_out_of_counts (partnership_id, person_id, since) VALUES (@PartnershipId, @personId, @Now) ON CONFLICT DO NOTHING",
                new { transaction.PartnershipId, personId, transaction.Now }, cancel);
            await transaction.AuditAsync("counting.set", "person", personId, "", cancel, forPersonId: personId);
            return new SetCountedResponse();
        }, cancel);

    public static Task<bool> IsLeftOutAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) => transaction.GetAsync<bool>(
        "SELECT EXISTS (SELECT 1 FROM left_out_of_counts WHERE partnership_id = @PartnershipId AND person_id = @personId)", new { transaction.PartnershipId, personId }, cancel);
}
