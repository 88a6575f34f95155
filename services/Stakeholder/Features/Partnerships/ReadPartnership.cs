using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Partnerships;

internal sealed class ReadPartnership(TenantDatabase database)
{
    public async Task<GetPartnershipResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var name = await transaction.FindAsync<string>(
            "SELECT name FROM partnership WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel)
            ?? throw Problem.NotFound("partnership");
        return new() { Partnership = new() { PartnershipId = transaction.PartnershipId.ToString(), Name = name } };
    }
}
