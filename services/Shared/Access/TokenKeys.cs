using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>The ES256 key with which this process signs tokens, from the private key file in <c>Identity:KeyFile</c>.</summary>
public sealed class TokenKeys : ISigningKey
{
    internal const string Issuer = "coproduction-gateway";
    internal const string Audience = "coproduction-services";

    private TokenKeys(ECDsaSecurityKey key) => Key = key;

    /// <inheritdoc/>
    public ECDsaSecurityKey Key { get; }

    /// <summary>Reads the file named by <c>Identity:KeyFile</c>; throws in one line when that is not possible.</summary>
    public static TokenKeys From(IConfiguration configuration) => new(KeyFile.Read(configuration, "Identity:KeyFile", mustSign: true)
        ?? throw new InvalidOperationException("The setting Identity:KeyFile is missing: the file with the key that signs tokens."));
}
