using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>Who works here. That somebody has looked is kept.</summary>
internal sealed class ReadMembers(TenantDatabase database)
{
    public async Task<ListMembersResponse> HandleAsync(ListMembersRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "members");
        var rows = await transaction.QueryAsync<MemberRow>(
            $"""
            {MemberRow.Select} AND (@name::text IS NULL OR (a.display_name, m.person_id) > (@name, @id::uuid))
            ORDER BY a.display_name, m.person_id LIMIT @Limit
            """,
            new { transaction.PartnershipId, name = page.After(0), id = page.After(1), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.DisplayName, row.PersonId]);
        await transaction.AuditAsync("person.list", "partnership", transaction.PartnershipId, $"{rows.Count} people", cancel);
        await transaction.CommitAsync(cancel);
        return new() { Members = { rows.ConvertAll(row => row.ToMember()) }, NextPageToken = next };
    }

    public async Task<GetMemberResponse> HandleAsync(GetMemberRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.Id(request.PersonId, "person_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var row = await MemberRow.FindAsync(transaction, personId, cancel) ?? throw Problem.NotFound("person");
        await transaction.AuditAsync("person.read", "person", personId, "", cancel, forPersonId: personId);
        await transaction.CommitAsync(cancel);
        return new() { Member = row.ToMember() };
    }
}
