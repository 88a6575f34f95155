using System.Globalization;

namespace CoProduction.Shared.Audit;

/// <summary>The end of a partnership's chain at some time: whoever has written it down elsewhere can tell later whether the chain still holds it.</summary>
public sealed record AuditHead(Guid PartnershipId, long Seq, string Hash)
{
    /// <summary>Reads PARTNERSHIP=SEQ:HASH, as <see cref="ToString"/> writes it; null when it is something else.</summary>
    public static AuditHead? Parse(string text) =>
        text.Split('=', ':') is [var partnership, var seq, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigit)
        && Guid.TryParse(partnership, out var id) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(id, number, hash.ToLowerInvariant()) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{PartnershipId}={Seq}:{Hash}";

    internal static AuditHead Of(SealedEntry entry) => new(entry.PartnershipId, entry.Seq, Convert.ToHexStringLower(entry.Hash));
}
