using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Imports;

/// <summary>Takes a file back out of its cycle while nothing has come of its statements.</summary>
internal sealed class TakeBackImport(Commands commands)
{
    public Task<TakeBackImportResponse> HandleAsync(TakeBackImportRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var cycleId = Guid.Parse((await ReadImports.GetAsync(transaction, importId, cancel)).CycleId);
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            // Read once more: the cycle is locked only now.
            if (await FindObstacleAsync(transaction, await ReadImports.GetAsync(transaction, importId, cancel), cancel) is { } obstacle)
                throw obstacle;
            var statements = await DeleteAsync(transaction, importId, cancel);
            await MarkAsync(transaction, importId, cancel);
            await transaction.AuditAsync("import.take-back", "cycle", cycleId, $"import {importId}, {statements} statements", cancel);
            await change.TellAsync(cancel);
            return new TakeBackImportResponse { Import = await ReadImports.GetAsync(transaction, importId, cancel) };
        }, cancel);
    }

    /// <summary>Why it cannot be taken back now; null when it can.</summary>
    public static async Task<RpcException?> FindObstacleAsync(TenantTransaction transaction, Import import, CancellationToken cancel)
    {
        if (import.State == ImportState.TakenBack)
            return Refused("TAKEN_BACK_ALREADY", "This file was taken back already.");
        if (import.State != ImportState.Added)
            return Refused("NOT_ADDED", "Nothing of this file was added, so there is nothing to take back.");
        var (isUnderWay, isThemed) = await transaction.GetAsync<(bool, bool)>(
            """
            SELECT EXISTS (SELECT 1 FROM theming_run WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND state IN (1, 2)),
              EXISTS (
                SELECT 1 FROM statement s JOIN placement p ON p.partnership_id = s.partnership_id AND p.statement_id = s.statement_id
                WHERE s.partnership_id = @PartnershipId AND s.import_id = @importId)
            """,
            new { transaction.PartnershipId, cycleId = Guid.Parse(import.CycleId), importId = Guid.Parse(import.ImportId) }, cancel);
        if (isUnderWay)
            return Refused("RUN_IN_PROGRESS", "The statements are being themed. Wait until that is done, and look then whether the file can still be taken back.");
        return isThemed ? Refused("ALREADY_THEMED", "Statements of this file are themed already, so it cannot be taken back any more.") : null;
    }

    private static RpcException Refused(string reason, string message) => Problem.Of(StatusCode.FailedPrecondition, reason, message);

    // What hangs on a statement goes with it.
    private static async Task<int> DeleteAsync(TenantTransaction transaction, Guid importId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, importId };
        var statements = await transaction.ExecuteAsync("DELETE FROM statement WHERE partnership_id = @PartnershipId AND import_id = @importId", key, cancel);
        await transaction.ExecuteAsync("DELETE FROM review WHERE partnership_id = @PartnershipId AND import_id = @importId", key, cancel);
        return statements;
    }

    private static Task MarkAsync(TenantTransaction transaction, Guid importId, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE import SET state = @state, taken_back_at = @Now, taken_back_by_id = @PersonId, taken_back_by = @DisplayName
        WHERE partnership_id = @PartnershipId AND import_id = @importId
        """,
        new
        {
            state = (short)ImportState.TakenBack,
            transaction.Now,
            transaction.Caller.PersonId,
            transaction.Caller.DisplayName,
            transaction.PartnershipId,
            importId,
        }, cancel);
}
