using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>
/// Whose tokens a service takes. The gateway vouches for people and for the system; the key of the workers, which are many and read only words, vouches for
/// a worker and nobody else.
/// </summary>
public sealed class TrustedKeys
{
    private readonly ECDsaSecurityKey _gateway;
    private readonly ECDsaSecurityKey? _worker;

    private TrustedKeys(ECDsaSecurityKey gateway, ECDsaSecurityKey? worker)
    {
        _gateway = gateway;
        _worker = worker;
    }

    internal IEnumerable<SecurityKey> All => _worker is null ? [_gateway] : [_gateway, _worker];

    /// <summary>Reads the key files in <c>Identity:GatewayKeyFile</c> and, for a service that workers call, <c>Identity:WorkerKeyFile</c>.</summary>
    public static TrustedKeys From(IConfiguration configuration) => new(
        KeyFile.Read(configuration, "Identity:GatewayKeyFile")
            ?? throw new InvalidOperationException("The setting Identity:GatewayKeyFile is missing: the file with the public key of the gateway's tokens."),
        KeyFile.Read(configuration, "Identity:WorkerKeyFile"));

    /// <summary>Whether the key of this name may speak for somebody with these roles.</summary>
    internal bool Vouches(string keyId, IReadOnlyList<string> roles) =>
        roles.All(role => role == Roles.Worker ? keyId == _worker?.KeyId : keyId == _gateway.KeyId);
}
