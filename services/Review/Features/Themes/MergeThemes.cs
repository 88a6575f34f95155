using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Themes;

/// <summary>Puts all of one theme's statements into another, also as their second theme. What people would be shown has changed, so the one that stays has to be confirmed again.</summary>
internal sealed class MergeThemes(Commands commands)
{
    public Task<MergeThemesResponse> HandleAsync(MergeThemesRequest request, Caller caller, CancellationToken cancel)
    {
        var fromId = Parse.Id(request.FromThemeId, "from_theme_id");
        var intoId = Parse.Id(request.IntoThemeId, "into_theme_id");
        var fromEtag = ThemeChange.RequireEtag(request.FromEtag, "from_etag");
        var intoEtag = ThemeChange.RequireEtag(request.IntoEtag, "into_etag");
        if (fromId == intoId)
            throw Problem.Invalid("into_theme_id", "Choose another theme: one cannot be merged into itself.");

        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await ThemeChange.LockCycleAsync(transaction, fromId, cancel);
            var from = await ThemeChange.ReadAsync(transaction, change, fromId, fromEtag, "from_theme_id", cancel);
            var into = await ThemeChange.ReadAsync(transaction, change, intoId, intoEtag, "into_theme_id", cancel);
            if (from.Question != into.Question)
                throw Problem.Invalid("into_theme_id", "Choose a theme of the same question.");

            var summary = $"merged “{from.Name}” into “{into.Name}”";
            var actId = await ActLog.RecordAsync(transaction, change.Cycle, ActKind.Merge, summary, canUndo: true, [fromId, intoId], cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO act_move (partnership_id, act_id, statement_id, from_theme_id, similarity, reason, second_theme_id)
                SELECT partnership_id, @actId, statement_id, theme_id, similarity, reason, second_theme_id FROM placement
                WHERE partnership_id = @PartnershipId AND (theme_id = @fromId OR second_theme_id = @fromId);
                UPDATE placement SET theme_id = @intoId, similarity = 0, second_theme_id = nullif(second_theme_id, @intoId)
                WHERE partnership_id = @PartnershipId AND theme_id = @fromId;
                UPDATE placement SET second_theme_id = nullif(@intoId, theme_id) WHERE partnership_id = @PartnershipId AND second_theme_id = @fromId;
                UPDATE theme SET merged_into = @intoId WHERE partnership_id = @PartnershipId AND theme_id = @fromId;
                UPDATE theme SET state = 1 WHERE partnership_id = @PartnershipId AND theme_id = @intoId;
                """,
                new { transaction.PartnershipId, actId, fromId, intoId }, cancel);
            await ThemeChange.TouchAsync(transaction, fromId, summary, cancel);
            await ThemeChange.TouchAsync(transaction, intoId, summary, cancel);
            await transaction.AuditAsync("theme.merge", "theme", fromId, $"into {intoId}", cancel);
            await change.TellAsync(cancel);
            return new MergeThemesResponse { Theme = await ReadThemes.GetAsync(transaction, intoId, cancel) };
        }, cancel);
    }
}
