using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Members;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.MyPage;

/// <summary>What somebody may see and do here, who has looked at what about them, and what they have agreed to.</summary>
internal sealed class ReadMyPage(TenantDatabase database)
{
    private const int Sightings = 100;

    public async Task<GetMyPageResponse> HandleAsync(GetMyPageRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.OptionalId(request.PersonId, "person_id") ?? caller.PersonId;
        await using var transaction = await database.BeginAsync(caller, cancel);
        if (personId != caller.PersonId)
            await RequireSupportAsync(transaction, personId, cancel);
        var page = await ReadAsync(transaction, personId, cancel);
        await transaction.CommitAsync(cancel);
        return page;
    }

    // That a supporter has looked is something that the person can see afterwards.
    private static async Task RequireSupportAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        if (await transaction.FindAsync<Guid?>(
            """
            SELECT person_id FROM support
            WHERE partnership_id = @PartnershipId AND supporter_id = @me AND person_id = @personId AND @MyPage = ANY(scopes)
            """,
            new { transaction.PartnershipId, me = transaction.Caller.PersonId, personId, SupportScope.MyPage }, cancel) is null)
            throw Problem.Of(StatusCode.PermissionDenied, "NOT_A_SUPPORTER", "You do not act for this person in this.");
        await transaction.AuditAsync("my-page.read", "person", personId, "as a supporter", cancel, forPersonId: personId);
    }

    private static async Task<GetMyPageResponse> ReadAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, personId };
        // Somebody may be in the register without roles, and have a supporter.
        var member = await MemberRow.FindAsync(transaction, personId, cancel);
        var name = (await PersonRow.GetAsync(transaction, personId, cancel)).DisplayName;
        // Each half by an index of its own: a partnership's audit is long, and everybody looks here.
        var sightings = await transaction.QueryAsync<(DateTime At, string? By, string Action)>(
            $"""
            SELECT l.at, a.display_name, l.action FROM (
              (SELECT at, audit_id, actor_id, action FROM audit WHERE partnership_id = @PartnershipId AND for_person_id = @personId AND actor_id <> @personId
               ORDER BY at DESC, audit_id DESC LIMIT {Sightings})
              UNION ALL
              (SELECT at, audit_id, actor_id, action FROM audit WHERE partnership_id = @PartnershipId AND action = 'person.list' AND actor_id <> @personId
               ORDER BY at DESC, audit_id DESC LIMIT {Sightings})) l
            LEFT JOIN membership m ON m.partnership_id = @PartnershipId AND m.person_id = l.actor_id
            LEFT JOIN account a ON a.person_id = m.person_id
            ORDER BY l.at DESC, l.audit_id DESC LIMIT {Sightings}
            """, key, cancel);
        var agreements = await transaction.QueryAsync<(string Kind, DateTime AgreedAt, DateTime? WithdrawnAt)>(
            "SELECT kind, agreed_at, withdrawn_at FROM agreement WHERE partnership_id = @PartnershipId AND person_id = @personId ORDER BY kind", key, cancel);
        var supports = await transaction.QueryAsync<SupportRow>(
            """
            SELECT s.person_id, p.display_name, s.scopes FROM support s JOIN person p ON p.partnership_id = s.partnership_id AND p.person_id = s.person_id
            WHERE s.partnership_id = @PartnershipId AND s.supporter_id = @personId ORDER BY p.display_name
            """, key, cancel);
        return new()
        {
            DisplayName = name,
            Roles = { member?.Roles ?? [] },
            Projects = { Accounts.ProjectsFrom(member?.Projects ?? "{}") },
            Sightings = { sightings.ConvertAll(row => new Sighting { At = Timestamp.FromDateTime(row.At), By = row.By ?? "", Action = row.Action }) },
            Agreements =
            {
                agreements.ConvertAll(row => new Agreement
                {
                    Kind = row.Kind,
                    AgreedAt = Timestamp.FromDateTime(row.AgreedAt),
                    WithdrawnAt = row.WithdrawnAt is { } at ? Timestamp.FromDateTime(at) : null,
                }),
            },
            Supports = { supports.ConvertAll(row => new SupportedPerson { PersonId = row.PersonId.ToString(), DisplayName = row.DisplayName, Scopes = { row.Scopes } }) },
        };
    }

    private sealed record SupportRow
    {
        public Guid PersonId { get; init; }

        public string DisplayName { get; init; } = "";

        public string[] Scopes { get; init; } = [];
    }
}
