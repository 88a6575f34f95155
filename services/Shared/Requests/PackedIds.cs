using CoProduction.Shared.Errors;
using Google.Protobuf;

namespace CoProduction.Shared.Requests;

/// <summary>Many ids (UUIDs) in one field, where a text each would cost more than what it names: 16 bytes each, in the order in which their text has them.</summary>
public static class PackedIds
{
    private const int Length = 16;

    /// <summary>One after the other.</summary>
    public static ByteString Pack(ReadOnlySpan<Guid> ids)
    {
        var bytes = new byte[ids.Length * Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i].TryWriteBytes(bytes.AsSpan(i * Length), bigEndian: true, out _);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>The ids in their order; INVALID_ARGUMENT naming the field when the last one is cut off.</summary>
    public static Guid[] Unpack(ByteString packed, string field)
    {
        if (packed.Length % Length != 0)
            throw Problem.Invalid(field, "These must be ids (UUID) of 16 bytes each.");
        var ids = new Guid[packed.Length / Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new(packed.Span.Slice(i * Length, Length), bigEndian: true);
        return ids;
    }
}
