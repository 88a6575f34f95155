using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Xunit;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

public sealed class LeasePropertyTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Kinds = 5, Lease = 10;

    private static readonly (Question, string)[] _statements =
    [
        (Question.Working, "Dogs 1"), (Question.Working, "Dogs 2"), (Question.NotWorking, "Buses 1"), (Question.Future, "Jobs 1"), (Question.Future, "Jobs 2"),
    ];

    /// <summary>Whatever workers do, and however long they take, of each piece one result counts: that of its latest lease, once and whole.</summary>
    [Property(MaxTest = 25)]
    public async Task Pieces_AnyCourseOfEvents_EndInOneResultEach(NonEmptyArray<(byte Kind, byte Which)> steps)
    {
        var cycle = await CycleAsync(_statements);
        var run = await cycle.StartAsync();
        var (leased, stored) = (new List<(LeasedPiece Piece, List<PieceStatement> Statements)>(), new List<LeasedPiece>());

        foreach (var (kind, which) in steps.Get)
            await DoAsync(kind % Kinds, which, leased, stored);
        Pass(Lease + 1);
        while (await TakeAsync(leased))
            await SubmitAsync(leased[^1], stored);

        var ended = await RunAsync(run);
        Assert.Equal(stored.Count, stored.Select(piece => piece.Claim.Piece).Distinct().Count());
        Assert.All(stored, piece => Assert.Equal(leased.Where(l => l.Piece.Claim.Piece == piece.Claim.Piece).Max(l => l.Piece.Claim.Fence), piece.Claim.Fence));
        Assert.Equal(stored.Count == ended.Pieces.Count ? RunState.Proposed : RunState.Failed, ended.State);
        Assert.Equal(
            stored.Select(piece => (NameOf(piece), piece.Statements)).Order(),
            (await ThemesAsync(cycle)).Select(theme => (theme.Name, theme.Size)).Order());
    }

    private static string NameOf(LeasedPiece piece) => $"{piece.Question} {piece.Claim.Fence}";

    private async Task DoAsync(int kind, byte which, List<(LeasedPiece Piece, List<PieceStatement> Statements)> leased, List<LeasedPiece> stored)
    {
        if (kind == 0 || leased.Count == 0)
        {
            await TakeAsync(leased);
            return;
        }
        var chosen = leased[which % leased.Count];
        switch (kind)
        {
            case 1:
                Pass(which % (Lease + 2));
                break;
            case 2:
                await SubmitAsync(chosen, stored);
                break;
            case 3:
                await IfHeldAsync(() => Worker("any").ReturnAsync(chosen.Piece.Claim, which % 2 == 0 ? "" : "It failed."));
                break;
            case 4:
                await IfHeldAsync(() => Worker("any").ReportAsync(chosen.Piece.Claim, which / 255d));
                break;
        }
    }

    private async Task<bool> TakeAsync(List<(LeasedPiece Piece, List<PieceStatement> Statements)> leased)
    {
        if (await Worker("any").LeaseAsync() is not { } piece)
            return false;
        leased.Add((piece, await Worker("any").ReadAsync(piece.Claim)));
        return true;
    }

    private async Task SubmitAsync((LeasedPiece Piece, List<PieceStatement> Statements) result, List<LeasedPiece> stored)
    {
        if (await IfHeldAsync(() => Worker("any").SubmitAsync(result.Piece.Claim, result.Statements, _ => (NameOf(result.Piece), 0.5f))))
            stored.Add(result.Piece);
    }

    // A step under a lease that is lost must say so, and nothing else may go wrong.
    private static async Task<bool> IfHeldAsync(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "LEASE_LOST")
        {
            return false;
        }
    }
}
