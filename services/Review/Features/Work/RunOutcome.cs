using CoProduction.Shared.Access;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Features.Work;

/// <summary>What becomes of a run as its pieces are worked on.</summary>
internal sealed class RunOutcome(TenantDatabase database)
{
    /// <summary>Says that the run is under way.</summary>
    public async Task RunningAsync(Piece piece, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        await transaction.ExecuteAsync(
            "UPDATE theming_run SET state = 2 WHERE partnership_id = @PartnershipId AND run_id = @RunId AND state = 1",
            new { piece.PartnershipId, piece.RunId }, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives the run up: its other pieces are not worked on any more. What is stored of it stays.</summary>
    public async Task FailAsync(Piece piece, string failure, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        var key = new { piece.PartnershipId, piece.RunId, failure, transaction.Now };
        await LockAsync(transaction, piece, cancel);
        await transaction.ExecuteAsync(
            "UPDATE theming_piece SET state = 4, failure = @failure WHERE partnership_id = @PartnershipId AND run_id = @RunId AND state IN (1, 2)", key, cancel);
        await transaction.ExecuteAsync(
            "UPDATE theming_run SET state = 4, failure = @failure, finished_at = @Now WHERE partnership_id = @PartnershipId AND run_id = @RunId AND state IN (1, 2)", key, cancel);
        await SubmittedPlacements.ClearAsync(transaction, piece, allQuestions: true, cancel);
        await StoredFit.ClearAsync(transaction, piece, allQuestions: true, cancel);
        await transaction.AuditAsync("theming.fail", "cycle", piece.CycleId, $"run {piece.RunId}", cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Holds the run until the transaction's end: its pieces end one after the other, and each sees which others have.</summary>
    public static Task LockAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel) =>
        transaction.FindAsync<Guid?>(
            "SELECT run_id FROM theming_run WHERE partnership_id = @PartnershipId AND run_id = @RunId FOR UPDATE",
            new { piece.PartnershipId, piece.RunId }, cancel);

    /// <summary>Ends the run when its last piece is done; part of the transaction that stores the piece.</summary>
    public static Task FinishIfDoneAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            UPDATE theming_run SET state = 3, finished_at = @Now
            WHERE partnership_id = @PartnershipId AND run_id = @RunId AND state IN (1, 2)
              AND NOT EXISTS (SELECT 1 FROM theming_piece WHERE partnership_id = @PartnershipId AND run_id = @RunId AND state <> 3)
            """,
            new { piece.PartnershipId, piece.RunId, transaction.Now }, cancel);
}
