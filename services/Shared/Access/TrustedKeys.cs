using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>
/// Whose tokens a service takes. The gateway vouches for people and for itself. The key of whoever runs the installation vouches for the system, which sets up
/// partnerships, and for people, as whom it sets up the sample. The key of the workers, which are many and read only words, vouches for a worker and nobody else.
/// </summary>
public sealed class TrustedKeys
{
    private readonly ECDsaSecurityKey _operator;
    private readonly ECDsaSecurityKey? _worker;
    private readonly GatewayKeys _gateway;

    private TrustedKeys(ECDsaSecurityKey operatorKey, ECDsaSecurityKey? worker, GatewayKeys gateway)
    {
        _operator = operatorKey;
        _worker = worker;
        _gateway = gateway;
    }

    /// <summary>Why not all keys of the gateway are known; null when they are.</summary>
    internal string? Failure => _gateway.Failure;

    /// <summary>
    /// Reads the key files in <c>Identity:OperatorKeyFile</c> and, for a service that workers call, <c>Identity:WorkerKeyFile</c>. The gateway's keys are at
    /// <c>Identity:Jwks</c>, one address or several with commas between.
    /// </summary>
    public static TrustedKeys From(IConfiguration configuration) => new(
        KeyFile.Read(configuration, "Identity:OperatorKeyFile")
            ?? throw new InvalidOperationException("The setting Identity:OperatorKeyFile is missing: the file with the public key of whoever runs the installation."),
        KeyFile.Read(configuration, "Identity:WorkerKeyFile"),
        new([.. (configuration["Identity:Jwks"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(address => new Uri(address))]));

    /// <summary>The key of this name, or null when nobody is known who has it.</summary>
    internal async ValueTask<SecurityKey?> FindAsync(string keyId, DateTimeOffset now) =>
        keyId == _operator.KeyId ? _operator : keyId == _worker?.KeyId ? _worker : await _gateway.FindAsync(keyId, now);

    /// <summary>Whether the key of this name may speak for this caller, whose roles in projects count as well.</summary>
    internal bool Vouches(string keyId, Caller caller)
    {
        var roles = caller.Roles.Concat(caller.ProjectRoles.Values.SelectMany(roles => roles)).ToList();
        if (keyId == _worker?.KeyId && keyId != _operator.KeyId)
            return roles is [Roles.Worker];
        return roles.All(role => role switch
        {
            Roles.Worker => keyId == _worker?.KeyId,
            Roles.System => keyId == _operator.KeyId,
            _ => true,
        });
    }
}
