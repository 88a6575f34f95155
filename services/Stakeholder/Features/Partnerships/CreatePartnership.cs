using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Partnerships;

internal sealed class CreatePartnership(TenantDatabase database)
{
    public async Task<CreatePartnershipResponse> HandleAsync(CreatePartnershipRequest request, Caller caller, CancellationToken cancel)
    {
        var name = Parse.Text(request.Name, "name", 200, "Give the partnership a name.");
        // There is no partnership yet to keep the request under: it takes the request's id, so that a repeat looks in the same place and finds the first answer.
        var partnershipId = Parse.Id(request.RequestId, "request_id");
        await using var transaction = await database.BeginAsync(caller, partnershipId, cancel);
        return await Commands.RunAsync(transaction, partnershipId, request, async _ =>
        {
            var created = await transaction.ExecuteAsync(
                "INSERT INTO partnership (partnership_id, name, created_at) VALUES (@partnershipId, @name, @Now) ON CONFLICT DO NOTHING",
                new { partnershipId, name, transaction.Now }, cancel);
            if (created == 0)
                throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "There is a partnership of that name already. Choose another name.");
            // Whoever sets it up looks after it, until they say who else does.
            if (caller.Roles.Contains(Roles.Operator))
            {
                await Register.EnsureAsync(transaction, caller.PersonId, cancel);
                await transaction.ExecuteAsync(
                    "INSERT INTO membership (partnership_id, person_id, roles) VALUES (@partnershipId, @PersonId, @roles)",
                    new { partnershipId, caller.PersonId, roles = new[] { Roles.Administrator } }, cancel);
            }
            await transaction.AuditAsync("partnership.create", "partnership", partnershipId, "", cancel);
            return new CreatePartnershipResponse { Partnership = new() { PartnershipId = partnershipId.ToString(), Name = name } };
        }, cancel);
    }
}
