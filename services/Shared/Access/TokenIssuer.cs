using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>Issues the two-minute tokens by which services know a caller; the same caller gets the same token for the first of them.</summary>
public sealed class TokenIssuer(ISigningKey signing, TimeProvider time)
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _reuse = TimeSpan.FromMinutes(1);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _issued = new();

    /// <summary>A signed token for the caller.</summary>
    public string Issue(Caller caller)
    {
        var who = string.Join('\0', ClaimsOf(caller).SelectMany(claim => new[] { claim.Type, claim.Value }));
        var now = time.GetUtcNow();
        if (_issued.TryGetValue(who, out var issued) && issued.Until > now)
            return issued.Token;
        if (_issued.Count > 1000)
            _issued.Clear();
        var token = Create(caller, now);
        _issued[who] = (token, now + _reuse);
        return token;
    }

    private string Create(Caller caller, DateTimeOffset now) =>
        _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenKeys.Issuer,
            Audience = TokenKeys.Audience,
            TokenType = "at+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + _lifetime).UtcDateTime,
            Subject = new ClaimsIdentity(ClaimsOf(caller)),
            SigningCredentials = new(signing.Key, SecurityAlgorithms.EcdsaSha256),
        });

    private static IEnumerable<Claim> ClaimsOf(Caller caller)
    {
        yield return new("sub", caller.PersonId.ToString());
        yield return new("name", caller.DisplayName);
        if (caller.PartnershipId is { } partnership)
            yield return new("partnership", partnership.ToString());
        foreach (var role in caller.Roles)
            yield return new("roles", role);
        foreach (var (project, roles) in caller.ProjectRoles)
            yield return new("projects", $"{project}:{string.Join(',', roles)}");
        // One that is narrowed to nothing is not one that is not narrowed.
        if (caller.Scopes is { } scopes)
            yield return new("scope", string.Join(' ', scopes));
    }
}
