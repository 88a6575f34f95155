using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Xunit;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Work;

public sealed class JoinPropertyTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Kinds = 7;
    private int _next;

    /// <summary>Whatever people do before and while statements join, joining moves nothing that has a place, and every cleared statement is in one place.</summary>
    [Property(MaxTest = 25)]
    public async Task Join_AnyCourseOfEvents_MovesNothingAndLeavesEachStatementInOnePlace(NonEmptyArray<(byte Kind, byte First, byte Second)> steps)
    {
        var cycle = await CycleAsync((Question.NotWorking, "Buses 1"), (Question.NotWorking, "Buses 2"), (Question.NotWorking, "Forms 1"), (Question.NotWorking, "Calls 1"));
        await cycle.ThemeAsync(ByFirstWord);

        foreach (var (kind, first, second) in steps.Get.Append(((byte)0, (byte)0, (byte)0)).Append(((byte)6, (byte)1, (byte)1)))
        {
            await DoAsync(cycle, kind % Kinds, first, second);
            await AssertEachInOnePlaceAsync(cycle);
        }
    }

    private async Task DoAsync(ThemedCycle cycle, int kind, byte first, byte second)
    {
        switch (kind)
        {
            case 0:
                await cycle.ImportAsync(Question.NotWorking, $"Late {_next++}", $"Dr Okafor {_next++}");
                break;
            case 1:
                await ReleaseAsync(cycle);
                break;
            case 6:
                await JoinAsync(cycle, first, second);
                break;
            default:
                await ActAsync(cycle, kind, first, second);
                break;
        }
    }

    private async Task ReleaseAsync(ThemedCycle cycle)
    {
        var held = (await Client.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId })).Statements;
        if (held.Count == 0)
            return;
        await Client.SettleHeldStatementsAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(),
            CycleId = cycle.CycleId,
            StatementIds = { held[0].StatementId },
            Decision = HeldDecision.Release,
        });
    }

    private async Task ActAsync(ThemedCycle cycle, int kind, byte first, byte second)
    {
        var themes = await ThemesAsync(cycle);
        var (one, other) = (themes[first % themes.Count], themes[second % themes.Count]);
        var places = await PlacesAsync(cycle);
        switch (kind)
        {
            case 2 when places.Count > 0:
                var moved = places.ElementAt(first % places.Count);
                if (moved.Value.ThemeId != other.ThemeId)
                    await MoveAsync(cycle, moved.Key, moved.Value.ThemeId, other.ThemeId);
                break;
            case 3 when one.Size > 0:
                await MoveAsync(cycle, places.First(place => place.Value.ThemeId == one.ThemeId).Key, one.ThemeId, "");
                break;
            case 4 when one != other:
                await Client.MergeThemesAsync(new()
                {
                    RequestId = ThemedCycle.NewRequest(),
                    FromThemeId = one.ThemeId,
                    FromEtag = one.Etag,
                    IntoThemeId = other.ThemeId,
                    IntoEtag = other.Etag,
                });
                break;
            case 5 when (await Client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act is { CanUndo: true } act:
                await Client.UndoActAsync(new() { RequestId = ThemedCycle.NewRequest(), ActId = act.ActId });
                break;
        }
    }

    private async Task MoveAsync(ThemedCycle cycle, string statementId, string fromId, string toId) => await Client.MoveStatementsAsync(new()
    {
        RequestId = ThemedCycle.NewRequest(),
        CycleId = cycle.CycleId,
        StatementIds = { statementId },
        FromThemeId = fromId,
        ToThemeId = toId,
    });

    // The worker assigns anything to anything, and people act while it works.
    private async Task JoinAsync(ThemedCycle cycle, byte first, byte second)
    {
        try
        {
            await cycle.StartAsync(ThemingKind.Join);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return; // Nothing is new
        }
        var worker = Worker("any");
        var piece = (await worker.LeaseAsync())!;
        var statements = await worker.ReadAsync(piece.Claim);
        var ids = (await ThemesAsync(cycle)).Select(theme => theme.ThemeId).Append(null).ToList();
        await DoAsync(cycle, second % (Kinds - 1), first, second);
        var before = await PlacesAsync(cycle);

        await worker.JoinAsync(piece.Claim, statements, text => ids[(first + text.Length + text[^1]) % ids.Count], text => ids[0]);

        var after = await PlacesAsync(cycle);
        Assert.All(before.Where(place => place.Value.ThemeId.Length > 0 || place.Value.Reason != "Not themed yet"), place => Assert.Equal(place.Value, after[place.Key]));
        Assert.Null(await worker.LeaseAsync());
    }

    private async Task AssertEachInOnePlaceAsync(ThemedCycle cycle)
    {
        var listed = new List<string>();
        foreach (var theme in await ThemesAsync(cycle))
            listed.AddRange((await StatementsAsync(theme)).Select(statement => statement.StatementId));
        var none = await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId, Question = Question.NotWorking, Page = new() { PageSize = 1000 } });
        listed.AddRange(none.Statements.Select(statement => statement.StatementId));
        Assert.Equal((await PlacesAsync(cycle)).Keys.Order(), listed.Order());
        var figures = (await Client.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures;
        Assert.Equal(figures.Statements - figures.HeldBack, listed.Count);
        Assert.Equal(none.Statements.Count(statement => statement.Reason == "Not themed yet"), figures.NewStatements);
    }

    private async Task<Dictionary<string, (string ThemeId, string Reason)>> PlacesAsync(ThemedCycle cycle)
    {
        var places = new Dictionary<string, (string, string)>();
        using var call = Client.ExportStatements(new() { CycleId = cycle.CycleId });
        await foreach (var batch in call.ResponseStream.ReadAllAsync())
        {
            foreach (var statement in batch.Statements)
                places.Add(statement.StatementId, (statement.ThemeId, statement.Reason));
        }
        return places;
    }
}
