using System.Security.Cryptography;
using System.Text;
using CoProduction.Gateway.Identity;
using CoProduction.Shared.Access;
using Microsoft.Extensions.Caching.Memory;

namespace CoProduction.Gateway.Limits;

/// <summary>
/// Whose credentials were last found to be whose, so that requests can be counted before anybody is asked who it is. It opens no door: each request is asked about
/// all the same. Only those that were found good are in it, so that nobody can fill it with others.
/// </summary>
internal sealed class KnownCredentials : IDisposable
{
    private static readonly MemoryCacheEntryOptions _entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) };
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>Who it was; null when it is not known.</summary>
    public Owner? Find(Credential credential) => _known.Get<Owner>(KeyOf(credential));

    /// <summary>It is this caller's, or nobody's.</summary>
    public void Remember(Credential credential, Caller? caller)
    {
        var key = KeyOf(credential);
        var owner = caller is null ? null : new Owner(caller.PersonId, caller.PartnershipId ?? caller.PersonId);
        if (owner is null)
            _known.Remove(key);
        else if (!owner.Equals(_known.Get<Owner>(key)))
            _known.Set(key, owner, _entry);
    }

    public void Dispose() => _known.Dispose();

    private static UInt128 KeyOf(Credential credential) => BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(credential.Secret)));

    /// <summary>A person or token, and the partnership for which they are there, or else themselves.</summary>
    internal sealed record Owner(Guid Id, Guid Partnership);
}
