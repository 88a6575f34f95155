using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>Public keys as the gateway publishes them: a JSON Web Key Set.</summary>
public static class KeySet
{
    /// <summary>Where on the gateway it is.</summary>
    public const string Path = "/.well-known/jwks.json";

    /// <summary>The public halves of these keys.</summary>
    internal static string Write(IEnumerable<ECDsaSecurityKey> keys) => JsonSerializer.Serialize(new { keys = keys.Select(PublicHalf) });

    /// <summary>The keys in a set by their ids; those of a kind that does not sign our tokens are left out. Throws an <see cref="ArgumentException"/> when it is no set.</summary>
    internal static IReadOnlyDictionary<string, SecurityKey> Read(string json) =>
        new JsonWebKeySet(json).Keys
            .Where(key => key is { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256, Kid.Length: > 0 })
            .DistinctBy(key => key.Kid)
            .ToDictionary(key => key.Kid, SecurityKey (key) => key);

    private static object PublicHalf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kid = key.KeyId,
            kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            crv = JsonWebKeyECTypes.P256,
            x = Base64UrlEncoder.Encode(point.X),
            y = Base64UrlEncoder.Encode(point.Y),
            use = JsonWebKeyUseNames.Sig,
            alg = SecurityAlgorithms.EcdsaSha256,
        };
    }
}
