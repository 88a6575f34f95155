using System.Security.Cryptography;
using System.Text;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>Somebody with roles in the partnership.</summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record MemberRow
{
    /// <summary>To be followed by more conditions, on membership m and account a.</summary>
    public const string Select =
        """
        SELECT m.person_id, a.account_name, a.display_name, m.roles, a.last_signed_in_at,
          (SELECT coalesce(jsonb_object_agg(pm.project_id, to_jsonb(pm.roles)), '{}')::text FROM project_membership pm
           WHERE pm.partnership_id = m.partnership_id AND pm.person_id = m.person_id) AS projects,
          (SELECT s.person_id FROM support s WHERE s.partnership_id = m.partnership_id AND s.supporter_id = m.person_id) AS supports_person_id
        FROM membership m JOIN account a ON a.person_id = m.person_id
        WHERE m.partnership_id = @PartnershipId
        """;

    public Guid PersonId { get; init; }

    public string AccountName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string[] Roles { get; init; } = [];

    public string Projects { get; init; } = "{}";

    public Guid? SupportsPersonId { get; init; }

    public DateTime? LastSignedInAt { get; init; }

    /// <summary>Changes with what the member may do.</summary>
    public string Etag => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', Roles)} {Projects} {SupportsPersonId}")), 0, 8);

    /// <summary>The member, or null when the person has no roles here.</summary>
    public static Task<MemberRow?> FindAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) =>
        transaction.FindAsync<MemberRow>($"{Select} AND m.person_id = @personId", new { transaction.PartnershipId, personId }, cancel);

    public Member ToMember() => new()
    {
        PersonId = PersonId.ToString(),
        AccountName = AccountName,
        DisplayName = DisplayName,
        Roles = { Roles },
        Projects = { Accounts.ProjectsFrom(Projects) },
        LastSignedInAt = LastSignedInAt is { } at ? Timestamp.FromDateTime(at) : null,
        SupportsPersonId = SupportsPersonId?.ToString() ?? "",
        Etag = Etag,
    };
}
