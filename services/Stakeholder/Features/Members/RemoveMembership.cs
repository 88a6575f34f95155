using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>Takes all roles from somebody.</summary>
internal sealed class RemoveMembership(Commands commands)
{
    public Task<RemoveMembershipResponse> HandleAsync(RemoveMembershipRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.Id(request.PersonId, "person_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await Membership.LockAsync(transaction, cancel);
            var before = await MemberRow.FindAsync(transaction, personId, cancel);
            var removed = await transaction.ExecuteAsync(
                "DELETE FROM membership WHERE partnership_id = @PartnershipId AND person_id = @personId", new { transaction.PartnershipId, personId }, cancel);
            if (removed == 0)
                throw Problem.NotFound("person");
            await transaction.ExecuteAsync(
                "DELETE FROM support WHERE partnership_id = @PartnershipId AND person_id = @personId", new { transaction.PartnershipId, personId }, cancel);
            await Membership.RequireAdministratorAsync(transaction, before, cancel);
            await TokenOwner.EndTokensAsync(transaction, personId, cancel);
            await transaction.AuditAsync("access.remove", "person", personId, "", cancel, forPersonId: personId);
            return new RemoveMembershipResponse();
        }, cancel);
    }
}
