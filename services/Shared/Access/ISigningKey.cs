using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>The key with which this process signs tokens.</summary>
public interface ISigningKey
{
    /// <summary>The one for now.</summary>
    ECDsaSecurityKey Key { get; }
}
