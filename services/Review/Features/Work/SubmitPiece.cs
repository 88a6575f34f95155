using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>Stores a piece's result in one transaction with the piece's end; the question's themes are proposed with its last piece.</summary>
internal sealed class SubmitPiece(PieceQueue queue, TenantDatabase database, PartSize size)
{
    public async Task<SubmitPieceResponse> HandleAsync(IAsyncStreamReader<SubmitPieceRequest> parts, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || parts.Current.Themes is not { } submitted)
            throw Problem.Invalid("themes", "Send the themes first, then the assignments.");
        var piece = await queue.HeldAsync(submitted.Claim, cancel);
        var sent = await SubmittedParts.TakeAsync(piece, parts, cancel);
        await using var transaction = await database.BeginAsync(Caller.Worker, piece.PartnershipId, cancel);
        switch (piece.Stage)
        {
            case PieceStage.Fit:
                await FitAsync(transaction, piece, submitted, sent, cancel);
                break;
            case PieceStage.Part:
                await PartAsync(transaction, piece, sent, cancel);
                break;
            case PieceStage.Join:
                await JoinAsync(transaction, piece, submitted, sent, cancel);
                break;
            default:
                await WholeAsync(transaction, piece, submitted, sent, cancel);
                break;
        }
        await transaction.CommitAsync(cancel);
        return new();
    }

    private static async Task WholeAsync(
        TenantTransaction transaction, Piece piece, SubmittedThemes submitted, SubmittedParts sent, CancellationToken cancel)
    {
        await SubmittedPlacements.KeepAsync(transaction, piece, sent, submitted.Themes, cancel);
        await CloseAsync(transaction, piece, cancel);
        await ProposeAsync(transaction, piece, submitted.Themes, cancel);
    }

    private async Task FitAsync(
        TenantTransaction transaction, Piece piece, SubmittedThemes submitted, SubmittedParts sent, CancellationToken cancel)
    {
        await StoredFit.KeepAsync(transaction, piece, submitted, sent.Model, cancel);
        await CloseAsync(transaction, piece, cancel);
        await StoredFit.QueuePartsAsync(transaction, piece, size.Statements, cancel);
        await ProposeIfLastAsync(transaction, piece, submitted.Themes, cancel);
    }

    private static async Task PartAsync(TenantTransaction transaction, Piece piece, SubmittedParts sent, CancellationToken cancel)
    {
        var themes = await StoredFit.ThemesAsync(transaction, piece, cancel);
        await SubmittedPlacements.KeepAsync(transaction, piece, sent, themes, cancel);
        await CloseAsync(transaction, piece, cancel);
        await ProposeIfLastAsync(transaction, piece, themes, cancel);
    }

    private static async Task JoinAsync(
        TenantTransaction transaction, Piece piece, SubmittedThemes submitted, SubmittedParts sent, CancellationToken cancel)
    {
        await SubmittedPlacements.KeepAsync(transaction, piece, sent, submitted.Themes, cancel);
        await JoinedStatements.SuggestAsync(transaction, piece, submitted.Themes, sent, cancel);
        await CloseAsync(transaction, piece, cancel);
        if (await OthersAsync(transaction, piece, cancel) > 0)
            return;
        await JoinedStatements.StoreAsync(transaction, piece, cancel);
        await SubmittedPlacements.ClearAsync(transaction, piece, allQuestions: false, cancel);
    }

    private static async Task CloseAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel)
    {
        await RunOutcome.LockAsync(transaction, piece, cancel);
        var mine = await transaction.ExecuteAsync(
            """
            UPDATE theming_piece SET state = 3, progress = 1
            WHERE partnership_id = @PartnershipId AND run_id = @RunId AND piece = @Number AND fence = @Fence AND state = 2
            """,
            new { piece.PartnershipId, piece.RunId, piece.Number, piece.Fence }, cancel);
        if (mine == 0)
            throw PieceQueue.LeaseLost();
    }

    // Also at once after a fit, when nothing is left to assign: people have placed all of it meanwhile.
    private static async Task ProposeIfLastAsync(TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        if (await OthersAsync(transaction, piece, cancel) > 0)
            return;
        await ProposeAsync(transaction, piece, themes, cancel);
        await StoredFit.ClearAsync(transaction, piece, allQuestions: false, cancel);
    }

    private static async Task ProposeAsync(TenantTransaction transaction, Piece piece, IReadOnlyList<SubmittedTheme> themes, CancellationToken cancel)
    {
        await ProposedThemes.StoreAsync(transaction, piece, themes, cancel);
        await SubmittedPlacements.ClearAsync(transaction, piece, allQuestions: false, cancel);
    }

    // Pieces of the question that are not done yet.
    private static Task<long> OthersAsync(TenantTransaction transaction, Piece piece, CancellationToken cancel) =>
        transaction.GetAsync<long>(
            "SELECT count(*) FROM theming_piece WHERE partnership_id = @PartnershipId AND run_id = @RunId AND question = @Question AND state <> 3",
            new { piece.PartnershipId, piece.RunId, piece.Question }, cancel);
}
