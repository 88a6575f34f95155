using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Dapper;
using FsCheck;
using FsCheck.Xunit;
using Npgsql;
using Xunit;

namespace CoProduction.Review.Tests.Work;

public sealed class SecondThemePropertyTests(ReviewUnderTest review) : WorkTest(review)
{
    private const int Kinds = 6;

    private static readonly (Question, string)[] _statements =
    [
        .. new[] { "Dogs 1", "Dogs 2", "Dogs 3", "Cats 1", "Cats 2", "Fish 1", "Fish 2", "none 1" }.Select(text => (Question.Working, text)),
        .. new[] { "Jobs 1", "Jobs 2", "Jobs 3", "Home 1", "Home 2" }.Select(text => (Question.Future, text)),
    ];

    /// <summary>
    /// Whatever people and workers do, a statement's themes are two that there are, of its own question. Runs begin and end with acts between.
    /// </summary>
    [Property(MaxTest = 20)]
    public async Task SecondThemes_AnyCourseOfEvents_AreOthersThatAreThere(NonEmptyArray<(byte Kind, byte First, byte Second)> steps)
    {
        var cycle = await CycleAsync(_statements);
        await cycle.StartAsync();
        await WorkOnAllAsync();
        await using var database = await OpenDatabaseAsync();

        foreach (var (kind, first, second) in steps.Get)
        {
            await DoAsync(cycle, kind % Kinds, first, second);
            Assert.Empty(await WrongAsync(database));
        }
        await WorkOnAllAsync();
        Assert.Empty(await WrongAsync(database));
    }

    private async Task DoAsync(ThemedCycle cycle, int kind, byte first, byte second)
    {
        var themes = await ThemesAsync(cycle);
        var one = themes[first % themes.Count];
        var others = themes.FindAll(theme => theme.Question == one.Question && theme.ThemeId != one.ThemeId);
        var other = others.Count == 0 ? null : others[second % others.Count];
        switch (kind)
        {
            case 0 when other is not null:
                await Client.MergeThemesAsync(new()
                {
                    RequestId = ThemedCycle.NewRequest(),
                    FromThemeId = one.ThemeId,
                    FromEtag = one.Etag,
                    IntoThemeId = other.ThemeId,
                    IntoEtag = other.Etag,
                });
                break;
            case 1 when one.Size > 0:
                await Client.MoveStatementsAsync(new()
                {
                    RequestId = ThemedCycle.NewRequest(),
                    CycleId = cycle.CycleId,
                    StatementIds = { (await StatementsAsync(one))[0].StatementId },
                    FromThemeId = one.ThemeId,
                    ToThemeId = second % 4 == 0 ? "" : other?.ThemeId ?? "",
                });
                break;
            case 2:
                await Client.EditThemeAsync(new() { RequestId = ThemedCycle.NewRequest(), ThemeId = one.ThemeId, Etag = one.Etag, Name = $"Name {first} {second}" });
                break;
            case 3:
                await UndoAsync(cycle);
                break;
            case 4:
                await StartAsync(cycle);
                break;
            case 5:
                await WorkAsync(second);
                break;
        }
    }

    private async Task UndoAsync(ThemedCycle cycle)
    {
        var act = (await Client.GetLatestActAsync(new() { CycleId = cycle.CycleId })).Act;
        if (act.CanUndo)
            await Client.UndoActAsync(new() { RequestId = ThemedCycle.NewRequest(), ActId = act.ActId });
    }

    // Nothing is begun while another run is under way, nor when people have placed everything.
    private async Task StartAsync(ThemedCycle cycle)
    {
        try
        {
            await cycle.StartAsync();
        }
        catch (Grpc.Core.RpcException e) when (CoProduction.Shared.Errors.ServiceError.From(e).Reason is "RUN_IN_PROGRESS" or "NOTHING_TO_THEME")
        {
            // As it should be.
        }
    }

    // Themes by the first word; one statement in two has the theme of another as its second.
    private async Task<bool> WorkAsync(int shift)
    {
        if (await Worker("any").LeaseAsync() is not { } piece)
            return false;
        var statements = await Worker("any").ReadAsync(piece.Claim);
        await Worker("any").SubmitAsync(
            piece.Claim, statements, text => (text.StartsWith("none", StringComparison.Ordinal) ? null : text.Split(' ')[0], 0.5f),
            text => (text[^1] + shift) % 2 == 0 ? statements[(text[^1] + shift) % statements.Count].Text.Split(' ')[0] : null);
        return true;
    }

    private async Task WorkOnAllAsync()
    {
        while (await WorkAsync(0))
        {
        }
    }

    private static async Task<List<string>> WrongAsync(NpgsqlConnection database) => (await database.QueryAsync<string>(
        """
        SELECT s.text FROM placement p JOIN statement s USING (partnership_id, statement_id)
        CROSS JOIN LATERAL (VALUES (p.theme_id), (p.second_theme_id)) AS one (id)
        WHERE one.id IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM theme t
          WHERE t.partnership_id = p.partnership_id AND t.theme_id = one.id AND t.cycle_id = p.cycle_id AND t.question = p.question AND t.merged_into IS NULL)
        UNION ALL
        SELECT s.text FROM placement p JOIN statement s USING (partnership_id, statement_id) WHERE p.second_theme_id IS NOT NULL AND p.theme_id IS NOT DISTINCT FROM p.second_theme_id
        """)).AsList();
}
