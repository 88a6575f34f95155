using CoProduction.Review.Domain;
using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>Keeps a file while somebody decides about it, with what columns of the same headers were for before.</summary>
internal sealed class KeepImportFile(TenantDatabase database, ReceivedFiles files, FileTurns turns)
{
    private const long LargestFile = 500L * 1024 * 1024;
    private const int PartSize = 1024 * 1024;

    public async Task<KeepImportFileResponse> HandleAsync(IAsyncStreamReader<KeepImportFileRequest> parts, Caller caller, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || parts.Current.Header is not { } header)
            throw Problem.Invalid("header", "Send the header first, then the file's bytes.");
        var cycleId = Parse.Id(header.CycleId, "header.cycle_id");
        var fileName = Parse.Text(header.FileName, "header.file_name", 255, "Say what the file is called.");
        var draftId = RandomId.New();
        await using (var before = await database.BeginAsync(caller, cancel))
            await CycleCheck.RequireOpenAsync(before, cycleId, draftId, cancel);
        using var sent = await files.TakeAsync(
            parts, part => part.PartCase == KeepImportFileRequest.PartOneofCase.Chunk ? part.Chunk : null, LargestFile,
            "This file is too large: 500 MB at most. Send it in several files.", cancel);
        using var turn = await turns.EnterAsync(caller, cancel);
        var headers = HeadersOf(sent);
        await using var transaction = await database.BeginAsync(caller, cancel);
        await InsertAsync(transaction, cycleId, draftId, fileName, sent, headers, cancel);
        await transaction.AuditAsync("import.keep", "cycle", cycleId, "", cancel);
        await transaction.CommitAsync(cancel);
        return new() { DraftId = draftId.ToString() };
    }

    private static List<string> HeadersOf(ReceivedFile sent)
    {
        try
        {
            var nothing = DraftRow.Choices([], [], 0);
            using var table = Table.Open(sent.Read(), ReviewColumns.Form(nothing));
            return [.. ReviewColumns.Recognise(table.Headers, nothing).Select(column => column.Header)];
        }
        catch (FileFailure failure)
        {
            throw Problem.Invalid("file", failure.Message);
        }
    }

    private static async Task InsertAsync(TenantTransaction transaction, Guid cycleId, Guid draftId, string fileName, ReceivedFile sent, List<string> headers, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO import_draft (partnership_id, draft_id, cycle_id, file_name, file_hash, kept_at, headers, uses, question, is_remembered)
            SELECT @PartnershipId, @draftId, @cycleId, @fileName, @Hash, @Now, coalesce(m.headers, '{}'), coalesce(m.uses, '{}'), coalesce(m.question, 0::smallint), m.headers IS NOT NULL
            FROM (SELECT 1) one LEFT JOIN column_memory m ON m.partnership_id = @PartnershipId AND m.headers_hash = @headersHash
            """,
            new { transaction.PartnershipId, draftId, cycleId, fileName, sent.Hash, transaction.Now, headersHash = DraftRow.HashOf(headers) }, cancel);
        var bytes = sent.Read();
        bytes.Position = 0;
        for (var place = 0; ; place++)
        {
            var part = new byte[PartSize];
            var length = await bytes.ReadAtLeastAsync(part, PartSize, throwOnEndOfStream: false, cancel);
            if (length == 0)
                return;
            await transaction.ExecuteAsync(
                "INSERT INTO import_draft_part (partnership_id, draft_id, place, bytes) VALUES (@PartnershipId, @draftId, @place, @part)",
                new { transaction.PartnershipId, draftId, place, part = length == PartSize ? part : part[..length] }, cancel);
        }
    }
}
