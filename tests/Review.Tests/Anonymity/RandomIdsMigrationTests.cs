using System.Text;
using CoProduction.Review.Tests.Work;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Anonymity;

/// <summary>The migration that gives statements other ids: whatever names a statement names it by the new one, and all else stands as it stood.</summary>
public sealed class RandomIdsMigrationTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Size = 4;

    private static readonly (Question, string)[] _statements =
    [
        .. new[] { "Buses 1", "Buses 2", "Buses 3 and Forms", "Forms 1", "Forms 2", "Odd 1", "Odd 2" }.Select(text => (Question.NotWorking, text)),
        (Question.Working, "Dr Okafor is kind"), (Question.Working, "Ring me on 01632 960 123"), (Question.Working, "My nephew took my money"),
    ];

    protected override ReviewModule Tested { get; } = new() { PartSize = Size };

    [Fact]
    public async Task Migrate_StatementsNamedEverywhere_HaveOtherIdsAndAllElseStandsAsItStood()
    {
        var cycle = await WorkedOnAsync();
        var (before, undoable) = (await EverythingAsync(cycle), (await Client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act);
        var old = await IdsAsync();

        await MigrateAgainAsync();

        Assert.Equal(before, await EverythingAsync(cycle));
        Assert.Equal((old.Count, 0), ((await IdsAsync()).Count, (await IdsAsync()).Intersect(old).Count()));
        Assert.Empty(await TablesThatNameAsync(old));
        await Client.UndoActAsync(new() { RequestId = ThemedCycle.NewRequest(), ActId = undoable.ActId });
        Assert.Contains("Buses 1", (await StatementsAsync(await ThemeAsync(cycle, "Buses"))).Select(statement => statement.Text));
    }

    [Fact]
    public async Task Migrate_ChangesSentASecondTime_AreNotMadeTwice()
    {
        var cycle = await CycleAsync(_statements);
        await ThemeAllAsync(cycle);
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        var edit = new EditThemeRequest { RequestId = ThemedCycle.NewRequest(), ThemeId = buses.ThemeId, Etag = buses.Etag, Name = "Getting about" };
        var edited = (await Client.EditThemeAsync(edit)).Theme;
        var move = new MoveStatementsRequest
        {
            RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, StatementIds = { (await StatementsAsync(forms))[0].StatementId }, FromThemeId = forms.ThemeId, ToThemeId = buses.ThemeId,
        };
        await Client.MoveStatementsAsync(move);

        await MigrateAgainAsync();

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), await RefusedAsync(() => Client.EditThemeAsync(edit).ResponseAsync));
        Assert.Equal(1, (await Client.MoveStatementsAsync(move)).Moved);
        Assert.Equal((edited.Size + 1, "Getting about"), ((await ThemeAsync(cycle, "Getting about")).Size, (await ThemeAsync(cycle, "Getting about")).Name));
    }

    [Fact]
    public async Task Migrate_PartsUnderWay_AreFittedAgainAndEndWhole()
    {
        var cycle = await CycleAsync(_statements);
        var run = await cycle.StartAsync();
        var worker = Worker("one");
        await worker.FitAsync((await worker.LeaseAsync())!.Claim, [1], "Buses", "Forms");
        var (done, held) = ((await worker.LeaseAsync())!, (await worker.LeaseAsync())!);
        var statements = await worker.ReadAsync(held.Claim);
        await worker.AssignAsync(done.Claim, await worker.ReadAsync(done.Claim), PlaceInFit);

        await MigrateAgainAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "LEASE_LOST"), await RefusedAsync(() => worker.AssignAsync(held.Claim, statements, PlaceInFit)));
        var fit = (await worker.LeaseAsync())!;
        Assert.Equal(PieceStage.Fit, fit.Stage);
        await worker.FitAsync(fit.Claim, [1], "Buses", "Forms");
        while (await worker.LeaseAsync() is { } part)
            await worker.AssignAsync(part.Claim, await worker.ReadAsync(part.Claim), PlaceInFit);
        Assert.Equal((RunState.Proposed, 1d), ((await RunAsync(run)).State, (await RunAsync(run)).Progress));
        Assert.Equal([("Buses", 5L), ("Forms", 2L)], (await ThemesAsync(cycle)).Select(theme => (theme.Name, theme.Size)).Order());
    }

    [Fact]
    public async Task Migrate_JoiningUnderWay_BeginsAgainInOnePieceAndEndsWhole()
    {
        var cycle = await CycleAsync(_statements);
        await ThemeAllAsync(cycle);
        await cycle.ImportAsync(Question.NotWorking, Enumerable.Range(10, 10).Select(i => $"Buses {i}"));
        var run = await cycle.StartAsync(ThemingKind.Join);
        var buses = (await ThemeAsync(cycle, "Buses")).ThemeId;
        var worker = Worker("one");
        var first = (await worker.LeaseAsync())!;
        await worker.JoinAsync(first.Claim, await worker.ReadAsync(first.Claim), _ => buses);

        await MigrateAgainAsync();

        var all = (await worker.LeaseAsync())!;
        Assert.Equal((PieceStage.Join, run.Statements), (all.Stage, all.Statements));
        await worker.JoinAsync(all.Claim, await worker.ReadAsync(all.Claim), _ => buses);
        Assert.Null(await worker.LeaseAsync());
        Assert.Equal(RunState.Proposed, (await RunAsync(run)).State);
        Assert.Equal(13, (await ThemeAsync(cycle, "Buses")).Size);
    }

    private static int PlaceInFit(string text) => text.StartsWith("Forms", StringComparison.Ordinal) ? 1 : 0;

    private static (string? Theme, float Similarity) Place(string text) => text.StartsWith("Odd", StringComparison.Ordinal) ? (null, 0) : ByFirstWord(text);

    private static async Task<(StatusCode, string)> RefusedAsync(Func<Task> call)
    {
        var failure = await Failure.OfAsync(call);
        return (failure.Code, failure.Reason);
    }

    private async Task ThemeAllAsync(ThemedCycle cycle)
    {
        await cycle.StartAsync();
        var worker = Worker("one");
        while (await worker.LeaseAsync() is { } piece)
        {
            if (piece.Stage == PieceStage.Fit)
                await worker.FitAsync(piece.Claim, [1], "Buses", "Forms");
            else if (piece.Stage == PieceStage.Whole)
                await worker.ThemeAsync(piece.Claim, Place);
            else
                await worker.AssignAsync(piece.Claim, await worker.ReadAsync(piece.Claim), text => Place(text).Theme is null ? -1 : PlaceInFit(text),
                    text => text.EndsWith("and Forms", StringComparison.Ordinal) ? 1 : -1);
        }
    }

    // A statement in every table that can name one.
    private async Task<ThemedCycle> WorkedOnAsync()
    {
        var cycle = await CycleAsync(_statements);
        foreach (var (text, decision) in new[] { ("Dr Okafor is kind", HeldDecision.Redact), ("Ring me on 01632 960 123", HeldDecision.Refer) })
        {
            await Client.SettleHeldStatementsAsync(new()
            {
                RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, Decision = decision,
                StatementIds = { (await HeldAsync(cycle)).Single(statement => statement.Text == text).StatementId },
            });
        }
        await ThemeAllAsync(cycle);
        var (buses, forms) = (await ThemeAsync(cycle, "Buses"), await ThemeAsync(cycle, "Forms"));
        await cycle.StartAsync(ThemingKind.Join);
        var worker = Worker("one");
        while (await worker.LeaseAsync() is { } piece)
            await worker.JoinAsync(piece.Claim, await worker.ReadAsync(piece.Claim), _ => null, text => text == "Odd 1" ? forms.ThemeId : null);
        await using (var database = await OpenDatabaseAsync())
        {
            await database.ExecuteAsync(
                "INSERT INTO theme_quote SELECT partnership_id, theme_id, 1, statement_id FROM placement WHERE theme_id = @themeId LIMIT 1", new { themeId = Guid.Parse(forms.ThemeId) });
        }
        await Client.MoveStatementsAsync(new()
        {
            RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, FromThemeId = buses.ThemeId, ToThemeId = forms.ThemeId,
            StatementIds = { (await StatementsAsync(buses)).Single(statement => statement.Text == "Buses 1").StatementId },
        });
        return cycle;
    }

    private async Task<List<HeldStatement>> HeldAsync(ThemedCycle cycle) => [.. (await Client.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId })).Statements];

    // Everything that can be read of the cycle, without ids of statements and in an order of its own.
    private async Task<List<string>> EverythingAsync(ThemedCycle cycle)
    {
        var lines = new List<string>();
        foreach (var theme in await ThemesAsync(cycle))
        {
            lines.Add($"{theme.Name} {theme.Size} {theme.Etag} {string.Join('|', theme.Quotes.Select(quote => quote.Text).Order())}");
            lines.AddRange((await StatementsAsync(theme)).Select(statement => new Statement(statement) { StatementId = "" }.ToString()));
        }
        lines.AddRange((await Client.ListStatementsAsync(new() { CycleId = cycle.CycleId })).Statements.Select(statement => new Statement(statement) { StatementId = "" }.ToString()));
        lines.AddRange((await HeldAsync(cycle)).Select(statement => new HeldStatement(statement) { StatementId = "" }.ToString()));
        await using var database = await OpenDatabaseAsync();
        lines.AddRange(await database.QueryAsync<string>(
            """
            SELECT s.text || ' was ' || o.text FROM statement_original o JOIN statement s USING (partnership_id, statement_id)
            UNION ALL SELECT s.text || ' was referred' FROM referral r JOIN statement s USING (partnership_id, statement_id)
            """));
        Assert.Contains(lines, line => line.Contains("is kind was Dr Okafor is kind", StringComparison.Ordinal));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private async Task<List<Guid>> IdsAsync()
    {
        await using var database = await OpenDatabaseAsync();
        return [.. await database.QueryAsync<Guid>("SELECT statement_id FROM statement")];
    }

    // As text, as text in bytes, or packed.
    private async Task<List<string>> TablesThatNameAsync(List<Guid> ids)
    {
        await using var database = await OpenDatabaseAsync();
        var found = new List<string>();
        // The table of harm was not there then.
        foreach (var table in await database.QueryAsync<string>("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'harm'"))
        {
            var rows = string.Join('\n', await database.QueryAsync<string>($"SELECT t::text FROM {table} t"));
            if (ids.Exists(id => rows.Contains($"{id}") || rows.Contains($"{id:N}") || rows.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{id}")))))
                found.Add(table);
        }
        return found;
    }

    // It changes rows alone, so that it can be run a second time, on whatever today's code has written.
    private async Task MigrateAgainAsync()
    {
        await using (var database = await OpenDatabaseAsync())
            Assert.Equal(1, await database.ExecuteAsync("DELETE FROM schema_version WHERE scriptname LIKE '%.0010_random_ids.sql'"));
        await Migrator.Of(typeof(ReviewModule).Assembly, new(Module.Database.Migrator, Module.Database.App, Module.Database.Relay)).MigrateAsync(TestContext.Current.CancellationToken);
    }
}
