using System.Security.Cryptography;
using System.Text;
using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>A file on its way into a cycle, with what was decided about it.</summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record DraftRow
{
    public Guid DraftId { get; init; }

    public Guid CycleId { get; init; }

    public string FileName { get; init; } = "";

    public byte[] FileHash { get; init; } = [];

    public string[] Headers { get; init; } = [];

    public short[] Uses { get; init; } = [];

    public short Question { get; init; }

    public bool IsRemembered { get; init; }

    public byte[]? Checked { get; init; }

    /// <summary>Changes with every decision: PostgreSQL's own number of the row's last change.</summary>
    public string Version { get; init; } = "";

    /// <summary>NOT_FOUND when it is gone. With <paramref name="isChanged"/> nobody else changes it meanwhile.</summary>
    public static async Task<DraftRow> GetAsync(TenantTransaction transaction, Guid cycleId, Guid draftId, CancellationToken cancel, bool isChanged = false) =>
        await transaction.FindAsync<DraftRow>(
            $"""
            SELECT draft_id, cycle_id, file_name, file_hash, headers, uses, question, is_remembered, checked, xmin::text AS version FROM import_draft
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND draft_id = @draftId{(isChanged ? " FOR UPDATE" : "")}
            """,
            new { transaction.PartnershipId, cycleId, draftId }, cancel) ?? throw Problem.NotFound("file");

    /// <summary>Its bytes.</summary>
    public Task<ReceivedFile> OpenAsync(TenantTransaction transaction, ReceivedFiles files, CancellationToken cancel) => files.TakeAsync(
        transaction.StreamAsync<byte[]>(
            "SELECT bytes FROM import_draft_part WHERE partnership_id = @PartnershipId AND draft_id = @DraftId ORDER BY place", new { transaction.PartnershipId, DraftId }),
        FileHash, cancel);

    /// <summary>What was decided, with the cells that were mended.</summary>
    public async Task<ColumnChoices> ChoicesAsync(TenantTransaction transaction, CancellationToken cancel)
    {
        var mended = await transaction.QueryAsync<(long Row, string Header, string Cell)>(
            "SELECT row, header, cell FROM import_draft_cell WHERE partnership_id = @PartnershipId AND draft_id = @DraftId", new { transaction.PartnershipId, DraftId }, cancel);
        return Choices(Headers, Uses, Question, mended.ToDictionary(one => (one.Row, one.Header), one => one.Cell));
    }

    public static ColumnChoices Choices(string[] headers, short[] uses, short question, IReadOnlyDictionary<(long Row, string Header), string>? mended = null) => ColumnChoices.From(
        new()
        {
            Columns = { headers.Zip(uses, (header, use) => new ColumnChoice { Header = header, Use = (ColumnUse)use }) },
            Question = (Question)question,
        }, mended);

    /// <summary>By which files alike are known.</summary>
    public static byte[] HashOf(IEnumerable<string> headers) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(header => header.Trim()))));
}
