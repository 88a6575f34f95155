using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.Themes;

internal sealed class EditTheme(Commands commands)
{
    public Task<EditThemeResponse> HandleAsync(EditThemeRequest request, Caller caller, CancellationToken cancel)
    {
        var themeId = Parse.Id(request.ThemeId, "theme_id");
        var etag = ThemeChange.RequireEtag(request.Etag, "etag");
        if (!request.HasName && !request.HasIStatement)
            throw Problem.Invalid("name", "Say what to change: the name or the “I” statement.");
        var newName = request.HasName ? Parse.Text(request.Name, "name", 200, "Give the theme a name.") : null;
        var newIStatement = request.HasIStatement ? Parse.OptionalText(request.IStatement, "i_statement", 300) : null;

        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await ThemeChange.LockCycleAsync(transaction, themeId, cancel);
            var theme = await ThemeChange.ReadAsync(transaction, change, themeId, etag, "theme_id", cancel);
            if (Describe(theme, newName, newIStatement) is not { } summary)
                return new EditThemeResponse { Theme = await ReadThemes.GetAsync(transaction, themeId, cancel) };

            await ActLog.RecordAsync(transaction, change.Cycle, ActKind.Edit, summary, canUndo: true, [themeId], cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE theme SET
                  name = coalesce(@newName, name),
                  i_by_people = i_by_people OR (@newIStatement IS NOT NULL AND @newIStatement <> i_statement),
                  confidence = CASE WHEN @newIStatement IS NOT NULL AND @newIStatement <> i_statement THEN 0 ELSE confidence END,
                  state = CASE WHEN @newIStatement = '' THEN 1 ELSE state END,
                  i_statement = coalesce(@newIStatement, i_statement)
                WHERE partnership_id = @PartnershipId AND theme_id = @themeId
                """,
                new { transaction.PartnershipId, themeId, newName, newIStatement }, cancel);
            await ThemeChange.TouchAsync(transaction, themeId, summary, cancel);
            await transaction.AuditAsync("theme.edit", "theme", themeId, $"name {request.HasName}, I statement {request.HasIStatement}", cancel);
            await change.TellAsync(cancel);
            return new EditThemeResponse { Theme = await ReadThemes.GetAsync(transaction, themeId, cancel) };
        }, cancel);
    }

    // Null when everything stays as it is: that is no act to undo.
    private static string? Describe(ThemeChange theme, string? newName, string? newIStatement)
    {
        var renamed = newName is not null && newName != theme.Name;
        var reworded = newIStatement is not null && newIStatement != theme.IStatement;
        return (renamed, reworded) switch
        {
            (true, true) => $"renamed “{theme.Name}” to “{newName}” and changed its “I” statement",
            (true, false) => $"renamed “{theme.Name}” to “{newName}”",
            (false, true) => $"changed the “I” statement of “{theme.Name}”",
            (false, false) => null,
        };
    }
}
