using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Review.Features.StatementBank;

/// <summary>An entry of a partnership's own.</summary>
internal sealed record BankRow
{
    public const int Most = 500;

    public const string Columns = "entry_id, question, topic, words, wording, version, changed_by, changed_at";

    public Guid EntryId { get; init; }

    public short Question { get; init; }

    public string Topic { get; init; } = "";

    public string[] Words { get; init; } = [];

    public string Wording { get; init; } = "";

    public long Version { get; init; }

    public string ChangedBy { get; init; } = "";

    public DateTime ChangedAt { get; init; }

    /// <summary>Reads the entry, which stays as it is until the transaction ends, as the caller saw it; NOT_FOUND, or ABORTED with who changed it.</summary>
    public static async Task<BankRow> LockAsync(TenantTransaction transaction, Guid entryId, string etag, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<BankRow>(
            $"SELECT {Columns} FROM bank_entry WHERE partnership_id = @PartnershipId AND entry_id = @entryId FOR UPDATE",
            new { transaction.PartnershipId, entryId }, cancel) ?? throw Problem.NotFound("statement in the bank");
        return row.Version.ToString() == Parse.Text(etag, "etag", 40, "Send the etag of the entry as you saw it.")
            ? row
            : throw Problem.Of(
                StatusCode.Aborted, "CHANGED_MEANWHILE", $"{row.ChangedBy} changed this meanwhile. It now says “{row.Wording}” Look at it, then decide.",
                ("who", row.ChangedBy), ("at", row.ChangedAt.ToString("O")));
    }

    public BankEntry ToEntry() => new()
    {
        EntryId = EntryId.ToString(),
        Question = (Question)Question,
        Topic = Topic,
        Words = { Words },
        Wording = Wording,
        Etag = Version.ToString(),
        ChangedBy = ChangedBy,
        ChangedAt = Timestamp.FromDateTime(ChangedAt),
    };
}
