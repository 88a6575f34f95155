using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>Reads the caller from a token; a token found valid is remembered until it expires.</summary>
public sealed class TokenValidator
{
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> _valid = new();
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _rules;
    private readonly TrustedKeys _keys;
    private readonly TimeProvider _time;

    /// <summary>Takes tokens signed with one of <paramref name="keys"/>, each for those that it vouches for.</summary>
    public TokenValidator(TrustedKeys keys, TimeProvider time)
    {
        _keys = keys;
        _time = time;
        _rules = new()
        {
            ValidIssuer = TokenKeys.Issuer,
            ValidAudience = TokenKeys.Audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.All,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        };
    }

    /// <summary>The caller, or null when the token is missing, forged, expired or made for something else.</summary>
    public async ValueTask<Caller?> ValidateAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        var now = _time.GetUtcNow();
        if (_valid.TryGetValue(token, out var known) && known.Until > now)
            return known.Caller;
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid || Read((JsonWebToken)result.SecurityToken) is not { } caller || !_keys.Vouches(result.SecurityToken.SigningKey.KeyId, caller.Roles))
            return null;
        if (_valid.Count > 10_000)
            _valid.Clear();
        _valid[token] = (caller, result.SecurityToken.ValidTo);
        return caller;
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return until > now - _skew && (from is null || from < now + _skew);
    }

    private static Caller? Read(JsonWebToken token)
    {
        if (!Guid.TryParse(token.Subject, out var person))
            return null;
        return new(person, token.GetPayloadValue<string>("name"), token.TryGetPayloadValue<string>("partnership", out var id) ? Guid.Parse(id) : null, All(token, "roles"))
        {
            ProjectRoles = All(token, "projects").Select(project => project.Split(':')).ToDictionary(parts => Guid.Parse(parts[0]), IReadOnlyList<string> (parts) => parts[1].Split(',')),
            Scopes = token.TryGetPayloadValue<string>("scope", out var scopes) ? scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries) : null,
        };
    }

    private static string[] All(JsonWebToken token, string claim) => [.. token.Claims.Where(c => c.Type == claim).Select(c => c.Value)];
}
