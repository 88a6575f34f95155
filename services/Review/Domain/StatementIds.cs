using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CoProduction.Review.Domain;

/// <summary>Ids (UUIDv7) that sort in the order in which they are drawn, so that a file's statements keep its order.</summary>
internal sealed class StatementIds(DateTimeOffset now)
{
    private readonly long _milliseconds = now.ToUnixTimeMilliseconds();
    private ulong _counter = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)) >> 3;

    public Guid Next()
    {
        // 48 bits of time, version 7, then a counter that starts anywhere, so that two files of one millisecond do not meet.
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, _milliseconds << 16);
        bytes[6] = 0x70;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | _counter++);
        return new(bytes, bigEndian: true);
    }
}
