using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Themes;

/// <summary>Says that a theme is ready for people to look at, or takes that back. It is final only when the group agrees, later.</summary>
internal sealed class ConfirmTheme(Commands commands)
{
    public Task<ConfirmThemeResponse> HandleAsync(ConfirmThemeRequest request, Caller caller, CancellationToken cancel)
    {
        var themeId = Parse.Id(request.ThemeId, "theme_id");
        var etag = ThemeChange.RequireEtag(request.Etag, "etag");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await ThemeChange.LockCycleAsync(transaction, themeId, cancel);
            var theme = await ThemeChange.ReadAsync(transaction, change, themeId, etag, "theme_id", cancel);
            if (request.Ready && theme.IStatement.Length == 0)
                throw Problem.Of(StatusCode.FailedPrecondition, "NO_I_STATEMENT", "Write an “I” statement first, in words of the people who spoke.");

            var (kind, summary, state) = request.Ready
                ? (ActKind.Confirm, $"confirmed “{theme.Name}” as ready for people", ThemeState.ReadyForPeople)
                : (ActKind.Reopen, $"took back that “{theme.Name}” is ready for people", ThemeState.Proposed);
            await ActLog.RecordAsync(transaction, change.Cycle, kind, summary, canUndo: true, [themeId], cancel);
            await transaction.ExecuteAsync(
                "UPDATE theme SET state = @state WHERE partnership_id = @PartnershipId AND theme_id = @themeId",
                new { state = (short)state, transaction.PartnershipId, themeId }, cancel);
            await ThemeChange.TouchAsync(transaction, themeId, summary, cancel);
            await transaction.AuditAsync("theme.confirm", "theme", themeId, $"ready {request.Ready}", cancel);
            await change.TellAsync(cancel);
            return new ConfirmThemeResponse { Theme = await ReadThemes.GetAsync(transaction, themeId, cancel) };
        }, cancel);
    }
}
