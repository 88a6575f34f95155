using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Dapper;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>The queue of pieces over all partnerships: ids and progress, no words. Every lease has a higher fence than the one before.</summary>
internal sealed class PieceQueue(RelayDatabase database, TimeProvider time)
{
    internal const int LeaseSeconds = 10;
    internal const int MaxAttempts = 3;

    /// <summary>Leases the oldest piece that is queued or whose lease has run out; null when there is none.</summary>
    public async Task<Piece?> LeaseAsync(string worker, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Piece>(new CommandDefinition(
            $"""
            UPDATE theming_piece
            SET state = 2, fence = fence + 1, attempts = attempts + 1, worker = @worker, leased_until = @until
            WHERE (run_id, piece) = (
              SELECT run_id, piece FROM theming_piece
              WHERE state = 1 OR (state = 2 AND leased_until < @now)
              ORDER BY run_id, piece LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING {Piece.Columns}
            """,
            new { worker, now = time.GetUtcNow(), until = NewLease() }, cancellationToken: cancel));
    }

    /// <summary>The piece as its lease holder sees it; LEASE_LOST when somebody else has it or it is done.</summary>
    public async Task<Piece> HeldAsync(PieceClaim? claim, CancellationToken cancel)
    {
        var key = Key(claim);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Piece>(new CommandDefinition(
            $"SELECT {Piece.Columns} FROM theming_piece WHERE run_id = @RunId AND piece = @Number AND fence = @Fence AND state = 2",
            key, cancellationToken: cancel)) ?? throw LeaseLost();
    }

    /// <summary>Notes the progress and extends the lease; LEASE_LOST as above.</summary>
    public async Task ExtendAsync(PieceClaim? claim, double progress, CancellationToken cancel)
    {
        var key = Key(claim);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var mine = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE theming_piece SET progress = greatest(progress, least(@progress, 1)), leased_until = @until
            WHERE run_id = @RunId AND piece = @Number AND fence = @Fence AND state = 2
            """,
            new { progress, until = NewLease(), key.RunId, key.Number, key.Fence }, cancellationToken: cancel));
        if (mine == 0)
            throw LeaseLost();
    }

    /// <summary>Puts a piece back to be tried again; when <paramref name="counted"/> is false this try does not count.</summary>
    public async Task RequeueAsync(Piece piece, bool counted, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE theming_piece SET state = 1, progress = 0, attempts = attempts - @back
            WHERE run_id = @RunId AND piece = @Number AND fence = @Fence AND state = 2
            """,
            new { back = counted ? 0 : 1, piece.RunId, piece.Number, piece.Fence }, cancellationToken: cancel));
    }

    internal static RpcException LeaseLost() =>
        Problem.Of(StatusCode.FailedPrecondition, "LEASE_LOST", "This piece of work is no longer leased to this worker. Drop it.");

    private DateTimeOffset NewLease() => time.GetUtcNow().AddSeconds(LeaseSeconds);

    private static PieceKey Key(PieceClaim? claim) => claim is null
        ? throw Problem.Invalid("claim", "Say which piece, under which lease.")
        : new(Parse.Id(claim.RunId, "claim.run_id"), claim.Piece, claim.Fence);

    private sealed record PieceKey(Guid RunId, int Number, long Fence);
}

/// <summary>A leased piece: one question of one run.</summary>
internal sealed record Piece(
    Guid PartnershipId, Guid RunId, int Number, Guid CycleId, short Question, long Statements, int Themes, int Seed, int Attempts, long Fence, string? Traceparent)
{
    internal const string Columns = "partnership_id, run_id, piece AS number, cycle_id, question, statements, themes, seed, attempts, fence, traceparent";
}
