using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Domain;

/// <summary>
/// A theme as somebody is about to change it. Read under the cycle's lock, it stays as it is until the transaction ends.
/// </summary>
internal sealed record ThemeChange(
    Guid ThemeId, Guid CycleId, short Question, string Name, string IStatement, bool IByPeople, double Confidence, short State, bool Touched,
    Guid? MergedInto, long Version, string ChangedBy, DateTime ChangedAt, string Change)
{
    /// <summary>Locks the cycle of a theme; NOT_FOUND when the partnership has no such theme.</summary>
    public static async Task<CycleChange> LockCycleAsync(TenantTransaction transaction, Guid themeId, CancellationToken cancel)
    {
        var cycleId = await transaction.FindAsync<Guid?>(
            "SELECT cycle_id FROM theme WHERE partnership_id = @PartnershipId AND theme_id = @themeId", new { transaction.PartnershipId, themeId }, cancel)
            ?? throw Problem.NotFound("theme");
        return await CycleChange.BeginAsync(transaction, cycleId, cancel);
    }

    /// <summary>
    /// Reads a theme of the locked cycle and holds that it is as the caller saw it; ABORTED with who did what when it is not.
    /// INVALID_ARGUMENT for <paramref name="field"/> when it belongs to another cycle.
    /// </summary>
    public static async Task<ThemeChange> ReadAsync(
        TenantTransaction transaction, CycleChange change, Guid themeId, string etag, string field, CancellationToken cancel)
    {
        var theme = await ReadAnyAsync(transaction, change, themeId, field, cancel);
        if (theme.MergedInto is not null || theme.Version.ToString() != etag)
            throw theme.ChangedMeanwhile();
        return theme;
    }

    /// <summary>Reads a theme of the locked cycle whatever its version; ABORTED when it was merged away.</summary>
    public static async Task<ThemeChange> ReadCurrentAsync(TenantTransaction transaction, CycleChange change, Guid themeId, string field, CancellationToken cancel)
    {
        var theme = await ReadAnyAsync(transaction, change, themeId, field, cancel);
        return theme.MergedInto is null ? theme : throw theme.ChangedMeanwhile();
    }

    /// <summary>Notes that somebody has touched the theme: its version counts up, and theming again leaves it alone.</summary>
    public static Task TouchAsync(TenantTransaction transaction, Guid themeId, string what, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            UPDATE theme SET touched = true, version = version + 1, changed_by = @DisplayName, changed_by_id = @PersonId, changed_at = @Now, change = @what
            WHERE partnership_id = @PartnershipId AND theme_id = @themeId
            """,
            new { transaction.PartnershipId, themeId, transaction.Caller.DisplayName, transaction.Caller.PersonId, transaction.Now, what }, cancel);

    public Question QuestionAsked => (Question)Question;

    private RpcException ChangedMeanwhile() => Problem.Of(
        StatusCode.Aborted, "CHANGED_MEANWHILE",
        ChangedBy.Length > 0
            ? $"{ChangedBy} changed this meanwhile: {Change}. Look at the theme as it is now, then decide."
            : "This theme has changed meanwhile. Look at it as it is now, then decide.",
        ("who", ChangedBy), ("what", Change), ("at", ChangedAt.ToString("O")), ("merged_into", MergedInto?.ToString() ?? ""));

    private static async Task<ThemeChange> ReadAnyAsync(
        TenantTransaction transaction, CycleChange change, Guid themeId, string field, CancellationToken cancel)
    {
        var theme = await transaction.FindAsync<ThemeChange>(
            """
            SELECT theme_id, cycle_id, question, name, i_statement, i_by_people, confidence, state, touched, merged_into, version, changed_by, changed_at, change
            FROM theme WHERE partnership_id = @PartnershipId AND theme_id = @themeId
            """,
            new { transaction.PartnershipId, themeId }, cancel) ?? throw Problem.NotFound("theme");
        return theme.CycleId == change.Cycle.CycleId ? theme : throw Problem.Invalid(field, "Choose a theme of the same cycle.");
    }

    /// <summary>The etag that a caller may hold; anything else is refused as out of date.</summary>
    public static string RequireEtag(string etag, string field) => Parse.Text(etag, field, 40, "Send the etag of the theme as you saw it.");
}
