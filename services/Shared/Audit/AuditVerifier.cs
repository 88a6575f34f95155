using System.Data;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Audit;

/// <summary>Checks the audit of one module against its seals, reading as a role that sees all partnerships and changing nothing. Memory stays flat however long the audit is.</summary>
public sealed class AuditVerifier(string connectionString)
{
    /// <summary>How long an entry may wait for its seal.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Goes through every chain from its start, tells <paramref name="found"/> what is wrong, and gives the head of each. Heads that were written down
    /// earlier and are still in their chain are taken out of <paramref name="expected"/>.
    /// </summary>
    public async Task<IReadOnlyList<AuditHead>> VerifyAsync(ISet<AuditHead> expected, Action<AuditProblem> found, CancellationToken cancel)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        // One moment for everything that is read: an entry either has its seal in it or waits.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        // A role from which rows are hidden would find everything well; this makes it fail.
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY; SET LOCAL row_security = off", transaction: transaction);
        var heads = await FollowAsync(connection, transaction, expected, found, cancel);
        await FindUnsealedAsync(connection, transaction, found, cancel);
        return heads;
    }

    private static async Task<List<AuditHead>> FollowAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ISet<AuditHead> expected, Action<AuditProblem> found, CancellationToken cancel)
    {
        using var hash = new AuditHash();
        var heads = new List<AuditHead>();
        SealedEntry? last = null;
        await foreach (var entry in connection.QueryUnbufferedAsync<SealedEntry>(
            """
            SELECT s.partnership_id, s.seq, s.audit_id, s.hash, s.sealed_at,
                   a.at, a.actor_id, a.action, a.target_kind, a.target_id, a.detail, a.for_person_id, a.reason
            FROM audit_seal s LEFT JOIN audit a ON a.partnership_id = s.partnership_id AND a.audit_id = s.audit_id
            ORDER BY s.partnership_id, s.seq
            """, null, transaction, commandTimeout: 0).WithCancellation(cancel))
        {
            if (last is not null && last.PartnershipId != entry.PartnershipId)
            {
                heads.Add(AuditHead.Of(last));
                last = null;
            }
            if (WrongWith(entry, last, hash) is { } what)
                found(new(entry.PartnershipId, entry.Seq, entry.AuditId, what));
            expected.Remove(AuditHead.Of(entry));
            last = entry;
        }
        if (last is not null)
            heads.Add(AuditHead.Of(last));
        return heads;
    }

    // The stored hash goes on as the one before, so that each wrong entry is named and not all that follow it.
    private static string? WrongWith(SealedEntry entry, SealedEntry? last, AuditHash hash)
    {
        var next = (last?.Seq ?? 0) + 1;
        if (entry.Seq != next)
            return entry.Seq - next == 1 ? $"seal {next} before it is missing" : $"seals {next} to {entry.Seq - 1} before it are missing";
        if (entry.At is null)
            return "the entry is missing";
        return hash.Of(last?.Hash ?? [], entry).AsSpan().SequenceEqual(entry.Hash) ? null : "changed since it was sealed, or not in its place";
    }

    private static async Task FindUnsealedAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Action<AuditProblem> found, CancellationToken cancel)
    {
        await foreach (var (partnership, audit, what) in connection.QueryUnbufferedAsync<(Guid, Guid, string)>(
            """
            SELECT a.partnership_id, a.audit_id, 'has no seal and does not wait for one'
            FROM audit a
            WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.partnership_id = a.partnership_id AND s.audit_id = a.audit_id)
              AND NOT EXISTS (SELECT FROM audit_waiting w WHERE w.partnership_id = a.partnership_id AND w.audit_id = a.audit_id)
            UNION ALL
            SELECT w.partnership_id, w.audit_id, CASE WHEN a.audit_id IS NULL THEN 'the entry is missing, and was never sealed' ELSE 'has waited long for its seal' END
            FROM audit_waiting w LEFT JOIN audit a ON a.partnership_id = w.partnership_id AND a.audit_id = w.audit_id
            WHERE a.audit_id IS NULL OR w.since < now() - @LongestWait
            """, new { LongestWait }, transaction, commandTimeout: 0).WithCancellation(cancel))
            found(new(partnership, null, audit, what));
    }
}

/// <summary>What is wrong with one entry; without a <paramref name="Seq"/> it has no seal.</summary>
public sealed record AuditProblem(Guid PartnershipId, long? Seq, Guid AuditId, string What);
