using CoProduction.Review.V1;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>One change that somebody makes to a cycle's themes. It is refused when theming or somebody else has been quicker: that is no failure.</summary>
internal sealed class ThemeEdit(StubbornClient client, WorkedCycle cycle)
{
    /// <summary>Makes a change of any kind to any theme.</summary>
    public async Task MakeAnyAsync()
    {
        var page = await client.CallAsync(async () => await client.Review.ListThemesAsync(new() { CycleId = cycle.Id, Page = new() { PageSize = 100 } }));
        var themes = page!.Themes.ToList();
        if (themes.Count == 0)
            return;
        var theme = themes[Random.Shared.Next(themes.Count)];
        var other = themes.Find(t => t.Question == theme.Question && t.ThemeId != theme.ThemeId);
        switch (Random.Shared.Next(4))
        {
            case 0 when other is not null:
                await MergeAsync(theme, other);
                break;
            case 1 when other is not null:
                await MoveAsync(theme, other);
                break;
            case 2:
                await UndoAsync();
                break;
            default:
                await RenameAsync(theme);
                break;
        }
    }

    private async Task RenameAsync(Theme theme)
    {
        var request = new EditThemeRequest { RequestId = StubbornClient.NewKey(), ThemeId = theme.ThemeId, Etag = theme.Etag, Name = $"Renamed {StubbornClient.NewKey()}" };
        Count(await client.CallAsync(async () => await client.Review.EditThemeAsync(request)));
    }

    private async Task MergeAsync(Theme theme, Theme into)
    {
        var request = new MergeThemesRequest
        {
            RequestId = StubbornClient.NewKey(),
            FromThemeId = theme.ThemeId,
            FromEtag = theme.Etag,
            IntoThemeId = into.ThemeId,
            IntoEtag = into.Etag,
        };
        Count(await client.CallAsync(async () => await client.Review.MergeThemesAsync(request)));
    }

    private async Task MoveAsync(Theme theme, Theme to)
    {
        var there = await client.CallAsync(async () => await client.Review.ListStatementsAsync(new() { ThemeId = theme.ThemeId, Page = new() { PageSize = 3 } }));
        if (there is not { Statements.Count: > 0 })
            return;
        var request = new MoveStatementsRequest
        {
            RequestId = StubbornClient.NewKey(),
            CycleId = cycle.Id,
            FromThemeId = theme.ThemeId,
            ToThemeId = to.ThemeId,
            StatementIds = { there.Statements.Select(statement => statement.StatementId) },
        };
        Count(await client.CallAsync(async () => await client.Review.MoveStatementsAsync(request)));
    }

    private async Task UndoAsync()
    {
        var latest = (await client.CallAsync(async () => await client.Review.GetLatestActAsync(new() { CycleId = cycle.Id })))!.Act;
        if (latest is not { CanUndo: true })
            return;
        var request = new UndoActRequest { RequestId = StubbornClient.NewKey(), ActId = latest.ActId };
        if (await client.CallAsync(async () => await client.Review.UndoActAsync(request)) is not null)
            cycle.Undone++;
    }

    private void Count<T>(T? accepted) where T : class
    {
        if (accepted is not null)
            cycle.Acts++;
    }
}
