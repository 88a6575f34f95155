using System.Collections.Concurrent;
using CoProduction.Shared.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>Reads the caller from a token; a token found valid is remembered until it expires.</summary>
public sealed partial class TokenValidator
{
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> _valid = new();
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _rules;
    private readonly TrustedKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Takes tokens signed with one of <paramref name="keys"/>, each for those that it vouches for.</summary>
    public TokenValidator(TrustedKeys keys, TimeProvider time, ILogger<TokenValidator>? log = null)
    {
        _keys = keys;
        _time = time;
        _log = log ?? NullLogger<TokenValidator>.Instance;
        _rules = new()
        {
            ValidIssuer = TokenKeys.Issuer,
            ValidAudience = TokenKeys.Audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        };
    }

    /// <summary>The caller, or null when the token is missing, forged, expired or made for something else. Throws UNAVAILABLE while it cannot be known.</summary>
    public async ValueTask<Caller?> ValidateAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        var now = _time.GetUtcNow();
        if (_valid.TryGetValue(token, out var known) && known.Until > now)
            return known.Caller;
        if (Parse(token) is not { Kid.Length: > 0 } parsed || await FindKeyAsync(parsed.Kid, now) is not { } key)
            return null;
        var rules = _rules.Clone();
        rules.IssuerSigningKey = key;
        var result = await _handler.ValidateTokenAsync(parsed, rules);
        if (!result.IsValid || Read(parsed) is not { } caller || !_keys.Vouches(key.KeyId, caller))
            return null;
        if (_valid.Count > 10_000)
            _valid.Clear();
        _valid[token] = (caller, parsed.ValidTo);
        return caller;
    }

    private JsonWebToken? Parse(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null; // it only looked like one
        }
    }

    private async ValueTask<SecurityKey?> FindKeyAsync(string id, DateTimeOffset now)
    {
        if (await _keys.FindAsync(id, now) is { } key)
            return key;
        if (_keys.Failure is not { } failure)
            return null;
        NoKeys(failure);
        throw Problem.Of(StatusCode.Unavailable, "TRY_AGAIN", "Who you are cannot be checked at the moment. Please try again in a minute.");
    }

    [LoggerMessage(LogLevel.Warning, "A caller's key is not known, and the gateway's keys cannot be had: {Failure}")]
    private partial void NoKeys(string failure);

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
