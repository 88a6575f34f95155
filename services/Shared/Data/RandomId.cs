using System.Security.Cryptography;

namespace CoProduction.Shared.Data;

/// <summary>
/// Ids (UUIDv4) that nobody can guess and that tell nothing: for what people said, answered or think, where an id that sorts by time would tell when, and beside whose words.
/// </summary>
public static class RandomId
{
    /// <summary>A new one.</summary>
    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(bytes, bigEndian: true);
    }
}
