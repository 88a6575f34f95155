using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>What the register says of somebody.</summary>
internal sealed class ReadPerson(TenantDatabase database)
{
    public async Task<GetPersonResponse> HandleAsync(GetPersonRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.read", cancel);
        var row = await PersonRow.GetAsync(transaction, whose.PersonId, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("person.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new() { Person = row.ToRecord() };
    }
}
