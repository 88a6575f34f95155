using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.ApiTokens;

// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record ApiTokenRow
{
    public const string Columns = "partnership_id, token_id, name, scopes, created_at, expires_at, revoked_at";

    public Guid PartnershipId { get; init; }

    public Guid TokenId { get; init; }

    public string Name { get; init; } = "";

    public string[] Scopes { get; init; } = [];

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; init; }

    public ApiToken ToApiToken() => new()
    {
        TokenId = TokenId.ToString(),
        Name = Name,
        Scopes = { Scopes },
        CreatedAt = Timestamp.FromDateTime(CreatedAt),
        ExpiresAt = Timestamp.FromDateTime(ExpiresAt),
        RevokedAt = RevokedAt is { } at ? Timestamp.FromDateTime(at) : null,
    };
}
