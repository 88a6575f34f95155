using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Secrets that let somebody in: 256 random bits, of which only the hash is kept.</summary>
internal static class Secret
{
    // Without those that are taken for one another when they are read out or copied by hand.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>One to copy by hand, such as k7mqp-x3v9a-..., of so many groups; each adds 24 bits.</summary>
    public static string NewToType(int groups) =>
        string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>As it was given out, however it was typed.</summary>
    public static string Typed(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
