using CoProduction.Shared.Access;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Domain;

/// <summary>The words of some statements at a time, for streams: the connection is given back before they go out, because nobody knows how long a reader's line takes.</summary>
internal static class StatementWords
{
    /// <summary>As many as fit into one message however long they are: 10,000 characters each.</summary>
    public const int AtOnce = 200;

    /// <summary>The words by the statements' ids, of those that may be read at this moment.</summary>
    public static async Task<Dictionary<Guid, string>> ReadAsync(TenantDatabase database, Caller caller, Guid partnershipId, Guid[] ids, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, partnershipId, cancel);
        var rows = await transaction.QueryAsync<(Guid Id, string Text)>(
            "SELECT statement_id, text FROM statement WHERE partnership_id = @partnershipId AND statement_id = ANY(@ids) AND state IN (1, 3)", new { partnershipId, ids }, cancel);
        return rows.ToDictionary(row => row.Id, row => row.Text);
    }
}
