using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>What somebody says of a kept file's columns and cells, and that they do not want it.</summary>
internal sealed class DecideImportFile(Commands commands, ReceivedFiles files, FileTurns turns)
{
    private const int MostCells = 1000;

    public async Task<DecideImportFileResponse> HandleAsync(DecideImportFileRequest request, Caller caller, CancellationToken cancel)
    {
        var (cycleId, draftId) = (Parse.Id(request.CycleId, "cycle_id"), Parse.Id(request.DraftId, "draft_id"));
        if (request.Cells.Count > MostCells)
            throw Problem.Invalid("cells", $"Mend {MostCells:N0} cells at a time at most.");
        using var turn = await turns.EnterAsync(caller, cancel);
        return await commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var draft = await DraftRow.GetAsync(transaction, cycleId, draftId, cancel, isChanged: true);
            if (request.Columns.Count > 0)
                await SetColumnsAsync(transaction, draft, request, cancel);
            await MendAsync(transaction, draftId, request, cancel);
            await transaction.ExecuteAsync(
                "UPDATE import_draft SET checked = NULL WHERE partnership_id = @PartnershipId AND draft_id = @draftId", new { transaction.PartnershipId, draftId }, cancel);
            return new DecideImportFileResponse();
        }, cancel);
    }

    public Task<DropImportFileResponse> HandleAsync(DropImportFileRequest request, Caller caller, CancellationToken cancel)
    {
        var (cycleId, draftId) = (Parse.Id(request.CycleId, "cycle_id"), Parse.Id(request.DraftId, "draft_id"));
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await DraftRow.GetAsync(transaction, cycleId, draftId, cancel, isChanged: true);
            await DropAsync(transaction, draftId, cancel);
            await transaction.AuditAsync("import.drop", "cycle", cycleId, "", cancel);
            return new DropImportFileResponse();
        }, cancel);
    }

    /// <summary>Lets go of it.</summary>
    internal static Task DropAsync(TenantTransaction transaction, Guid draftId, CancellationToken cancel) => transaction.ExecuteAsync(
        "DELETE FROM import_draft WHERE partnership_id = @PartnershipId AND draft_id = @draftId", new { transaction.PartnershipId, draftId }, cancel);

    private async Task SetColumnsAsync(TenantTransaction transaction, DraftRow draft, DecideImportFileRequest request, CancellationToken cancel)
    {
        var headers = request.Columns.Select(column => column.Header).ToArray();
        var uses = request.Columns.Select(column => (short)column.Use).ToArray();
        using var file = await draft.OpenAsync(transaction, files, cancel);
        try
        {
            var choices = DraftRow.Choices(headers, uses, (short)request.Question);
            using var table = Table.Open(file.Read(), ReviewColumns.Form(choices));
            ReviewColumns.Read(table.Headers, choices);
        }
        catch (FileFailure failure)
        {
            throw Problem.Invalid("columns", failure.Message);
        }
        await transaction.ExecuteAsync(
            """
            UPDATE import_draft SET headers = @headers, uses = @uses, question = @question, is_remembered = false WHERE partnership_id = @PartnershipId AND draft_id = @DraftId
            """,
            new { transaction.PartnershipId, draft.DraftId, headers, uses, question = (short)request.Question }, cancel);
    }

    private static Task MendAsync(TenantTransaction transaction, Guid draftId, DecideImportFileRequest request, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO import_draft_cell (partnership_id, draft_id, row, header, cell) SELECT @PartnershipId, @draftId, row, header, cell FROM unnest(@rows, @headers, @cells) AS c (row, header, cell)
        ON CONFLICT (partnership_id, draft_id, row, header) DO UPDATE SET cell = excluded.cell
        """,
        new
        {
            transaction.PartnershipId,
            draftId,
            rows = request.Cells.Select(cell => cell.Row).ToArray(),
            headers = request.Cells.Select((cell, at) => Parse.OptionalText(cell.Header, $"cells[{at}].header", 200)).ToArray(),
            cells = request.Cells.Select((cell, at) => Parse.OptionalText(cell.Cell, $"cells[{at}].cell", 200)).ToArray(),
        }, cancel);
}
