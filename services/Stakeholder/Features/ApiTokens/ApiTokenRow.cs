using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.ApiTokens;

// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record ApiTokenRow
{
    public const string Columns =
        """
        partnership_id, token_id, name, scopes, created_at, expires_at, revoked_at, ended_at, owner_id, taken_over_at, to_char(last_used_on, 'YYYY-MM-DD') AS last_used_on,
        (SELECT p.display_name FROM person p WHERE p.partnership_id = api_token.partnership_id AND p.person_id = api_token.owner_id) AS owner_name
        """;

    public Guid PartnershipId { get; init; }

    public Guid TokenId { get; init; }

    public string Name { get; init; } = "";

    public string[] Scopes { get; init; } = [];

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public Guid OwnerId { get; init; }

    public string? OwnerName { get; init; }

    public DateTime? TakenOverAt { get; init; }

    public string? LastUsedOn { get; init; }

    /// <summary>Those that the owner has at this moment; read where a token is looked up by its secret.</summary>
    public string[] OwnerRoles { get; init; } = [];

    /// <summary>Whether it works, as far as it says itself.</summary>
    public bool IsGoodAt(DateTime now) => RevokedAt is null && EndedAt is null && ExpiresAt > now;

    public ApiToken ToApiToken() => new()
    {
        TokenId = TokenId.ToString(),
        Name = Name,
        Scopes = { Scopes },
        CreatedAt = Timestamp.FromDateTime(CreatedAt),
        ExpiresAt = Timestamp.FromDateTime(ExpiresAt),
        RevokedAt = TimeOf(RevokedAt),
        EndedAt = TimeOf(EndedAt),
        OwnerId = OwnerId.ToString(),
        OwnerName = OwnerName ?? "",
        TakenOverAt = TimeOf(TakenOverAt),
        LastUsedOn = LastUsedOn ?? "",
    };

    private static Timestamp? TimeOf(DateTime? moment) => moment is { } at ? Timestamp.FromDateTime(at) : null;
}
