using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Review.Features.Held;

/// <summary>What is held back and why. Every reading of it is in the audit: it may tell who somebody is.</summary>
internal sealed class ReadHeldStatements(TenantDatabase database)
{
    public async Task<ListHeldGroupsResponse> HandleAsync(ListHeldGroupsRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "held groups", cycleId);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        var rows = await transaction.QueryAsync<GroupRow>(
            """
            SELECT alike_key, kind, detail, statements, harm FROM (
              SELECT h.alike_key, min(h.kind) AS kind, min(h.detail) AS detail, count(DISTINCT h.statement_id) AS statements, bool_or(h.kind = @harmKind)::int AS harm
              FROM hint h JOIN statement s ON s.partnership_id = h.partnership_id AND s.statement_id = h.statement_id
              WHERE h.partnership_id = @PartnershipId AND h.cycle_id = @cycleId AND s.state = 2
              GROUP BY h.alike_key) g
            WHERE @harm::int IS NULL OR (harm, statements, alike_key) < (@harm::int, @size::bigint, @key)
            ORDER BY harm DESC, statements DESC, alike_key DESC LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                cycleId,
                harmKind = (short)HeldKind.Harm,
                harm = page.After(0),
                size = page.After(1),
                key = page.After(2),
                page.Limit,
            }, cancel);
        var next = page.Next(rows, row => [row.Harm, row.Statements, row.AlikeKey]);
        await transaction.AuditAsync("held.read", "cycle", cycleId, $"{rows.Count} groups", cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Groups = { rows.Select(row => new HeldGroup { GroupKey = row.AlikeKey, Kind = (HeldKind)row.Kind, Detail = row.Detail, Statements = row.Statements }) },
            NextPageToken = next,
        };
    }

    public async Task<ListHeldStatementsResponse> HandleAsync(ListHeldStatementsRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        var groupKey = Parse.OptionalText(request.GroupKey, "group_key", SettleHeldStatements.LongestKey);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "held statements", cycleId, groupKey);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        var rows = await transaction.QueryAsync<StatementRow>(
            """
            SELECT statement_id, question, text, held_on, harm FROM (
              SELECT s.statement_id, s.question, s.text, date_trunc('day', s.held_since, 'UTC') AS held_on, EXISTS (
                SELECT 1 FROM hint h WHERE h.partnership_id = s.partnership_id AND h.statement_id = s.statement_id AND h.kind = @harmKind)::int AS harm
              FROM statement s
              WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND s.state = 2
                AND (@groupKey = '' OR EXISTS (
                  SELECT 1 FROM hint h WHERE h.partnership_id = s.partnership_id AND h.statement_id = s.statement_id AND h.alike_key = @groupKey))) held
            WHERE @harm::int IS NULL OR (-harm, held_on, statement_id) > (-(@harm::int), @day::timestamptz, @after::uuid)
            ORDER BY harm DESC, held_on, statement_id LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                cycleId,
                groupKey,
                harmKind = (short)HeldKind.Harm,
                harm = page.After(0),
                day = page.After(1),
                after = page.After(2),
                page.Limit,
            }, cancel);
        var next = page.Next(rows, row => [row.Harm, row.HeldOn.ToString("O"), row.StatementId]);
        var hints = (await transaction.QueryAsync<HintRow>(
            """
            SELECT statement_id, kind, start, length FROM hint
            WHERE partnership_id = @PartnershipId AND statement_id = ANY(@ids) ORDER BY statement_id, place
            """,
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.StatementId) }, cancel)).ToLookup(hint => hint.StatementId);
        await transaction.AuditAsync("held.read", "cycle", cycleId, $"{rows.Count} statements", cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Statements =
            {
                rows.Select(row => new HeldStatement
                {
                    StatementId = row.StatementId.ToString(),
                    Question = (Question)row.Question,
                    Text = row.Text,
                    HeldSince = Timestamp.FromDateTime(row.HeldOn),
                    Reasons = { hints[row.StatementId].Select(hint => new HeldReason { Kind = (HeldKind)hint.Kind, Start = hint.Start, Length = hint.Length }) },
                }),
            },
            NextPageToken = next,
        };
    }

    private sealed record GroupRow(string AlikeKey, short Kind, string Detail, long Statements, int Harm);

    private sealed record StatementRow(Guid StatementId, short Question, string Text, DateTime HeldOn, int Harm);

    private sealed record HintRow(Guid StatementId, short Kind, int Start, int Length);
}
