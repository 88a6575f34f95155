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
internal sealed class ImportStaging(TenantTransaction transaction)
{
    public long Statements { get; private set; }

    public long HeldBack { get; private set; }

    /// <summary>Statements with a sign of harm.</summary>
    public List<(Guid StatementId, HarmKind Kind)> Harm { get; } = [];

    public Task CreateAsync(CancellationToken cancel) => transaction.ExecuteAsync(
        """
        CREATE TEMPORARY TABLE staged_review (review_id uuid, row bigint, reference text, captured_by text) ON COMMIT DROP;
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

    /// <summary>Moves everything into the cycle: statements in the order of their ids, so that where they lie says nothing of the file, and indexes grow page by page.</summary>
    public async Task StoreAsync(Guid importId, Guid cycleId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, importId, cycleId, transaction.Now };
        await transaction.ExecuteAsync(
            """
            INSERT INTO review (partnership_id, review_id, import_id, row, reference, captured_by)
            SELECT @PartnershipId, review_id, @importId, row, reference, captured_by FROM staged_review
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

    private async Task CopyReviewsAsync(IReadOnlyList<CheckedReview> reviews, Guid[] ids, CancellationToken cancel)
    {
        await using var copy = await CopyAsync("staged_review (review_id, row, reference, captured_by)", cancel);
        for (var i = 0; i < reviews.Count; i++)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(ids[i], NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(reviews[i].Row, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(reviews[i].Reference, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reviews[i].CapturedBy, NpgsqlDbType.Text, cancel);
        }
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
