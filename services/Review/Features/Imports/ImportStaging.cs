using CoProduction.Review.Domain;
using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Hints;
using Npgsql;
using NpgsqlTypes;

namespace CoProduction.Review.Features.Imports;

/// <summary>
/// A file's rows on their way into the cycle, in temporary tables of the import's transaction: COPY into a table with row-level security is refused
/// by PostgreSQL, and nothing is to be seen of a file before all of it has been read.
/// </summary>
internal sealed class ImportStaging(TenantTransaction transaction, ReviewPrint print)
{
    private long _reviews;

    public long Statements { get; private set; }

    public long HeldBack { get; private set; }

    /// <summary>Statements with a sign of harm.</summary>
    public List<(Guid StatementId, HarmKind Kind)> Harm { get; } = [];

    public Task CreateAsync(CancellationToken cancel) => transaction.ExecuteAsync(
        """
        CREATE TEMPORARY TABLE staged_review (review_id uuid, row bigint, reference text, captured_by text, print bytea, is_ones_own boolean) ON COMMIT DROP;
        CREATE TEMPORARY TABLE staged_statement (statement_id uuid, review_id uuid, question smallint, state smallint, text text) ON COMMIT DROP;
        CREATE TEMPORARY TABLE staged_hint (statement_id uuid, place smallint, kind smallint, start int, length int, alike_key text, detail text) ON COMMIT DROP;
        """, null, cancel);

    /// <summary>Copies a batch of reviews, their statements, and the hints found in them.</summary>
    public async Task AddAsync(IReadOnlyList<CheckedReview> reviews, CancellationToken cancel)
    {
        var ids = reviews.Select(_ => transaction.NewId()).ToArray();
        await CopyReviewsAsync(reviews, ids, cancel);
        var held = await CopyStatementsAsync(reviews, ids, cancel);
        if (held.Count > 0)
            await CopyHintsAsync(held, cancel);
    }

    /// <summary>
    /// Takes out the reviews that are in the cycle already, as often as they are there, and gives the rows they were in. Short answers that carry no reference may be
    /// somebody else's: they are the same only where most of the file is.
    /// </summary>
    public async Task<List<AddedBefore>> TakeOutAddedBeforeAsync(Guid cycleId, CancellationToken cancel)
    {
        var there = await transaction.QueryAsync<AddedBefore>(
            """
            WITH there AS (
              SELECT r.print, count(*) AS times, min(r.import_id::text)::uuid AS import_id FROM review r JOIN import i ON i.partnership_id = r.partnership_id AND i.import_id = r.import_id
              WHERE r.partnership_id = @PartnershipId AND i.cycle_id = @cycleId AND r.print IN (SELECT print FROM staged_review) GROUP BY r.print)
            SELECT s.review_id, s.row, s.is_ones_own, t.import_id
            FROM (SELECT *, row_number() OVER (PARTITION BY print ORDER BY row) AS place FROM staged_review) s JOIN there t ON t.print = s.print AND s.place <= t.times
            ORDER BY s.row
            """, new { transaction.PartnershipId, cycleId }, cancel);
        var again = there.Count * 2 >= _reviews ? there : there.FindAll(review => review.IsOnesOwn);
        if (again.Count == 0)
            return again;
        await transaction.ExecuteAsync(
            """
            DELETE FROM staged_hint WHERE statement_id IN (SELECT statement_id FROM staged_statement WHERE review_id = ANY(@ids));
            DELETE FROM staged_statement WHERE review_id = ANY(@ids);
            DELETE FROM staged_review WHERE review_id = ANY(@ids);
            """, new { ids = again.Select(review => review.ReviewId).ToArray() }, cancel);
        (Statements, HeldBack) = await transaction.GetAsync<(long, long)>("SELECT count(*), count(*) FILTER (WHERE state = 2) FROM staged_statement", null, cancel);
        return again;
    }

    /// <summary>Moves everything into the cycle: statements in the order of their ids, so that where they lie says nothing of the file, and indexes grow page by page.</summary>
    public async Task StoreAsync(Guid importId, Guid cycleId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, importId, cycleId, transaction.Now };
        await transaction.ExecuteAsync(
            """
            INSERT INTO review (partnership_id, review_id, import_id, row, reference, captured_by, print)
            SELECT @PartnershipId, review_id, @importId, row, reference, captured_by, print FROM staged_review
            """, key, cancel);
        await transaction.ExecuteAsync(
            """
            INSERT INTO statement (partnership_id, statement_id, cycle_id, import_id, review_id, question, state, text, held_since)
            SELECT @PartnershipId, statement_id, @cycleId, @importId, review_id, question, state, text, CASE WHEN state = 2 THEN @Now END
            FROM staged_statement ORDER BY statement_id
            """, key, cancel);
        await transaction.ExecuteAsync(
            """
            INSERT INTO hint (partnership_id, statement_id, place, cycle_id, kind, start, length, alike_key, detail)
            SELECT @PartnershipId, statement_id, place, @cycleId, kind, start, length, alike_key, detail FROM staged_hint
            """, key, cancel);
    }

    /// <summary>A staged review that is in the cycle already: its row, and an import that brought it.</summary>
    internal sealed record AddedBefore(Guid ReviewId, long Row, bool IsOnesOwn, Guid ImportId);

    private async Task CopyReviewsAsync(IReadOnlyList<CheckedReview> reviews, Guid[] ids, CancellationToken cancel)
    {
        await using var copy = await CopyAsync("staged_review (review_id, row, reference, captured_by, print, is_ones_own)", cancel);
        for (var i = 0; i < reviews.Count; i++)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(ids[i], NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(reviews[i].Row, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(reviews[i].Reference, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reviews[i].CapturedBy, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(print.Of(reviews[i]), NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(ReviewPrint.IsOnesOwn(reviews[i]), NpgsqlDbType.Boolean, cancel);
        }
        _reviews += reviews.Count;
        await copy.CompleteAsync(cancel);
    }

    private async Task<List<(Guid Id, CheckedStatement Statement)>> CopyStatementsAsync(IReadOnlyList<CheckedReview> reviews, Guid[] ids, CancellationToken cancel)
    {
        var held = new List<(Guid, CheckedStatement)>();
        await using var copy = await CopyAsync("staged_statement (statement_id, review_id, question, state, text)", cancel);
        for (var i = 0; i < reviews.Count; i++)
        {
            foreach (var statement in reviews[i].Statements)
            {
                var id = RandomId.New();
                var state = statement.Hints.Count > 0 ? StatementState.HeldBack : StatementState.Clear;
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync(ids[i], NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync((short)statement.Question, NpgsqlDbType.Smallint, cancel);
                await copy.WriteAsync((short)state, NpgsqlDbType.Smallint, cancel);
                await copy.WriteAsync(statement.Text, NpgsqlDbType.Text, cancel);
                Statements++;
                if (state != StatementState.HeldBack)
                    continue;
                held.Add((id, statement));
                if (Harms.MostUrgent(statement.Hints) is { } kind)
                    Harm.Add((id, kind));
            }
        }
        await copy.CompleteAsync(cancel);
        HeldBack += held.Count;
        return held;
    }

    private async Task CopyHintsAsync(List<(Guid Id, CheckedStatement Statement)> held, CancellationToken cancel)
    {
        await using var copy = await CopyAsync("staged_hint (statement_id, place, kind, start, length, alike_key, detail)", cancel);
        foreach (var (id, statement) in held)
        {
            for (var place = 0; place < statement.Hints.Count; place++)
            {
                var hint = statement.Hints[place];
                var alike = Alike.Of(statement.Text, hint);
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync((short)place, NpgsqlDbType.Smallint, cancel);
                await copy.WriteAsync((short)hint.Kind, NpgsqlDbType.Smallint, cancel);
                await copy.WriteAsync(hint.Start, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(hint.Length, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(alike.Key, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(alike.Detail, NpgsqlDbType.Text, cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private Task<NpgsqlBinaryImporter> CopyAsync(string target, CancellationToken cancel) =>
        transaction.Connection.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT binary)", cancel);
}
