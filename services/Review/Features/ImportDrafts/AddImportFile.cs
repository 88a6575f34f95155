using CoProduction.Review.Features.Imports;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>What comes of a kept file: first looked at, then done.</summary>
internal sealed class AddImportFile(TenantDatabase database, ReceivedFiles files, FileTurns turns)
{
    public async Task<CheckImportFileResponse> HandleAsync(CheckImportFileRequest request, Caller caller, CancellationToken cancel)
    {
        var (cycleId, draftId) = (Parse.Id(request.CycleId, "cycle_id"), Parse.Id(request.DraftId, "draft_id"));
        using var turn = await turns.EnterAsync(caller, cancel);
        DraftRow draft;
        CheckImportFileResponse found;
        await using (var transaction = await database.BeginAsync(caller, cancel))
        {
            draft = await DraftRow.GetAsync(transaction, cycleId, draftId, cancel);
            if (draft.Checked is { } already)
                return CheckImportFileResponse.Parser.ParseFrom(already);
            using var file = await draft.OpenAsync(transaction, files, cancel);
            var tried = await ImportStatements.TryAsync(transaction, cycleId, draft.FileName, file, await draft.ChoicesAsync(transaction, cancel), keepGoodRows: true, cancel);
            found = new() { Import = tried.Import, Problems = { tried.Problems } };
        }
        await KeepAsync(caller, draft, found, cancel);
        return found;
    }

    public async Task<AddImportFileResponse> HandleAsync(AddImportFileRequest request, Caller caller, CancellationToken cancel)
    {
        var requestId = Parse.Id(request.RequestId, "request_id");
        var (cycleId, draftId) = (Parse.Id(request.CycleId, "cycle_id"), Parse.Id(request.DraftId, "draft_id"));
        using var turn = await turns.EnterAsync(caller, cancel);
        await using var transaction = await database.BeginAsync(caller, cancel);
        return await Commands.RunAsync(transaction, requestId, request, async _ =>
        {
            var draft = await DraftRow.GetAsync(transaction, cycleId, draftId, cancel, isChanged: true);
            using var file = await draft.OpenAsync(transaction, files, cancel);
            var import = await ImportStatements.AddAsync(transaction, cycleId, draft.FileName, file, await draft.ChoicesAsync(transaction, cancel), keepGoodRows: true, cancel);
            if (import.State != ImportState.Added)
                throw Problem.Of(StatusCode.FailedPrecondition, "NOTHING_GOOD", "No row of this file can be added as it is, so nothing was. Look at the rows with problems.");
            await RememberAsync(transaction, draft, import, cancel);
            await DecideImportFile.DropAsync(transaction, draftId, cancel);
            return new AddImportFileResponse { Import = import };
        }, cancel);
    }

    // Unless somebody has decided something since.
    private async Task KeepAsync(Caller caller, DraftRow draft, CheckImportFileResponse found, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        await transaction.ExecuteAsync(
            """
            UPDATE import_draft SET checked = @found WHERE partnership_id = @PartnershipId AND draft_id = @DraftId AND xmin::text = @Version
            """,
            new { transaction.PartnershipId, draft.DraftId, found = found.ToByteArray(), draft.Version }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static Task RememberAsync(TenantTransaction transaction, DraftRow draft, Import import, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO column_memory (partnership_id, headers_hash, headers, uses, question) SELECT @PartnershipId, @hash, @Headers, @Uses, @Question WHERE cardinality(@Headers) > 0
        ON CONFLICT (partnership_id, headers_hash) DO UPDATE SET headers = excluded.headers, uses = excluded.uses, question = excluded.question
        """,
        new { transaction.PartnershipId, hash = DraftRow.HashOf(import.Columns.Select(column => column.Header)), draft.Headers, draft.Uses, draft.Question }, cancel);
}
