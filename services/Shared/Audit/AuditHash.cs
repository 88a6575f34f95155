using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Shared.Audit;

/// <summary>The hash of a sealed entry, worked out here and not by the database that is to be checked. The order of fields is that of audit_hash() in the migrations.</summary>
internal sealed class AuditHash : IDisposable
{
    private static readonly DateTime _postgresEpoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The seal of <paramref name="entry"/> that follows the one with the hash <paramref name="previous"/>, which is empty at the start.</summary>
    public byte[] Of(byte[] previous, SealedEntry entry)
    {
        Add(previous);
        Add(entry.SealedAt);
        Add(entry.PartnershipId);
        Add(entry.AuditId);
        Add(entry.At);
        Add(entry.ActorId);
        Add(entry.Action);
        Add(entry.TargetKind);
        Add(entry.TargetId);
        Add(entry.Detail);
        Add(entry.ForPersonId);
        Add(entry.Reason);
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Add(Guid? id) => Add(id?.ToByteArray(bigEndian: true));

    private void Add(string? text) => Add(text is null ? null : Encoding.UTF8.GetBytes(text));

    private void Add(DateTime? moment)
    {
        if (moment is null)
        {
            Add((byte[]?)null);
            return;
        }
        var microseconds = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(microseconds, (moment.Value - _postgresEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Add(microseconds);
    }

    // 0 for null; else 1, the length and the bytes.
    private void Add(byte[]? value)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], value?.Length ?? 0);
        _hash.AppendData(value is null ? head[..1] : head);
        if (value is not null)
            _hash.AppendData(value);
    }
}

/// <summary>A seal with its entry; when that is gone, <see cref="At"/> is null.</summary>
internal sealed record SealedEntry(
    Guid PartnershipId, long Seq, Guid AuditId, byte[] Hash, DateTime SealedAt,
    DateTime? At, Guid? ActorId, string? Action, string? TargetKind, Guid? TargetId, string? Detail, Guid? ForPersonId, string? Reason);
