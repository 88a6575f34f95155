using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;
using Npgsql;
using NpgsqlTypes;

namespace CoProduction.Review.Features.Work;

/// <summary>Takes assignments as they come in, into a table <c>submitted</c> that ends with the transaction.</summary>
internal static class SubmittedPlacements
{
    // COPY into a table with row-level security is refused by PostgreSQL, so the stream lands in a temporary one.
    public static async Task TakeAsync(
        TenantTransaction transaction, IAsyncStreamReader<SubmitPieceRequest> parts, int themes, CancellationToken cancel, List<SubmittedSuggestion>? suggestions = null)
    {
        await transaction.ExecuteAsync(
            "CREATE TEMPORARY TABLE submitted (statement_id uuid, theme int, similarity real, reason smallint, second_theme int) ON COMMIT DROP", null, cancel);
        await using var copy = await transaction.Connection.BeginBinaryImportAsync("COPY submitted FROM STDIN (FORMAT binary)", cancel);
        while (await parts.MoveNext(cancel))
        {
            var batch = parts.Current.Assignments ?? throw Problem.Invalid("assignments", "After the themes only assignments may follow.");
            var ids = PackedIds.Unpack(batch.Ids, "assignments.ids");
            Check(batch, ids.Length, themes);
            suggestions?.AddRange(batch.Suggestions);
            for (var i = 0; i < ids.Length; i++)
                await WriteAsync(copy, ids[i], batch, i, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    private static void Check(SubmittedAssignments batch, int count, int themes)
    {
        if (batch.Themes.Count != count || batch.Similarities.Count != count || batch.Reasons.Count != count || batch.SecondThemes.Count != count)
            throw Problem.Invalid("assignments", "The five lists must be of one length.");
        if (batch.Themes.Any(theme => theme < -1 || theme >= themes))
            throw Problem.Invalid("assignments.themes", "An assignment names a theme that was not submitted.");
        if (batch.SecondThemes.Zip(batch.Themes).Any(pair => pair.First < -1 || pair.First >= themes || (pair.First >= 0 && (pair.Second < 0 || pair.Second == pair.First))))
            throw Problem.Invalid("assignments.second_themes", "A second theme is another one that was submitted, beside a first.");
        if (batch.Suggestions.Any(suggestion => suggestion.Theme < 0 || suggestion.Theme >= themes))
            throw Problem.Invalid("assignments.suggestions", "A suggestion names a theme that was not submitted.");
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, Guid id, SubmittedAssignments batch, int i, CancellationToken cancel)
    {
        await copy.StartRowAsync(cancel);
        await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancel);
        await copy.WriteAsync(batch.Themes[i], NpgsqlDbType.Integer, cancel);
        await copy.WriteAsync(batch.Similarities[i], NpgsqlDbType.Real, cancel);
        await copy.WriteAsync((short)batch.Reasons[i], NpgsqlDbType.Smallint, cancel);
        await copy.WriteAsync(batch.SecondThemes[i], NpgsqlDbType.Integer, cancel);
    }
}
