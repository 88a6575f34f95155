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
        var who = $"{caller.PersonId}|{caller.PartnershipId}|{caller.DisplayName}|{string.Join(',', caller.Roles)}";
        var now = time.GetUtcNow();
        if (_issued.TryGetValue(who, out var issued) && issued.Until > now)
            return issued.Token;
        if (_issued.Count > 1000)
            _issued.Clear();
        var token = Create(caller, now);
        _issued[who] = (token, now + _reuse);
        return token;
    }

    private string Create(Caller caller, DateTimeOffset now)
    {
        var claims = new ClaimsIdentity([
            new("sub", caller.PersonId.ToString()),
            new("name", caller.DisplayName),
            .. caller.Roles.Select(role => new Claim("roles", role)),
        ]);
        if (caller.PartnershipId is { } partnership)
            claims.AddClaim(new("partnership", partnership.ToString()));
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenKeys.Issuer,
            Audience = TokenKeys.Audience,
            TokenType = "at+jwt",
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + _lifetime).UtcDateTime,
            Subject = claims,
            SigningCredentials = new(signing.Key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
