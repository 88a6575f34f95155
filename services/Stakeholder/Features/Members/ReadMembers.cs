using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>Who works here, by name. That somebody has looked is kept.</summary>
internal sealed class ReadMembers(TenantDatabase database)
{
    public async Task<ListMembersResponse> HandleAsync(ListMembersRequest request, Caller caller, CancellationToken cancel)
    {
        var page = Page.Read(request.Page, "members");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var rows = await transaction.QueryAsync<Row>(
            """
            SELECT m.person_id, a.account_name, a.display_name, m.roles, a.last_signed_in_at,
              (SELECT coalesce(jsonb_object_agg(pm.project_id, to_jsonb(pm.roles)), '{}')::text FROM project_membership pm
               WHERE pm.partnership_id = m.partnership_id AND pm.person_id = m.person_id) AS projects
            FROM membership m JOIN account a ON a.person_id = m.person_id
            WHERE m.partnership_id = @PartnershipId AND (@name::text IS NULL OR (a.display_name, m.person_id) > (@name, @id::uuid))
            ORDER BY a.display_name, m.person_id LIMIT @Limit
            """,
            new { transaction.PartnershipId, name = page.After(0), id = page.After(1), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.DisplayName, row.PersonId]);
        await transaction.AuditAsync("person.list", "partnership", transaction.PartnershipId, $"{rows.Count} people", cancel);
        await transaction.CommitAsync(cancel);
        return new() { Members = { rows.ConvertAll(row => row.ToMember()) }, NextPageToken = next };
    }

    private sealed record Row
    {
        public Guid PersonId { get; init; }

        public string AccountName { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string[] Roles { get; init; } = [];

        public string Projects { get; init; } = "{}";

        public DateTime? LastSignedInAt { get; init; }

        public Member ToMember() => new()
        {
            PersonId = PersonId.ToString(),
            AccountName = AccountName,
            DisplayName = DisplayName,
            Roles = { Roles },
            Projects = { Accounts.ProjectsFrom(Projects) },
            LastSignedInAt = LastSignedInAt is { } at ? Timestamp.FromDateTime(at) : null,
        };
    }
}
