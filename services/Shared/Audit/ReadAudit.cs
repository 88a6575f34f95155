using System.Globalization;
using CoProduction.Audit.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Shared.Audit;

/// <summary>Shows a partnership its audit, and adds to it that somebody looked.</summary>
internal sealed class ReadAudit(TenantDatabase database)
{
    private const int BatchSize = 1000;
    private const int LongestAction = 100;

    // Comparing the whole key at once lets the index start where the last page ended.
    private const string Entries =
        """
        SELECT a.audit_id, a.at, a.actor_id, a.action, a.target_kind, a.target_id, a.detail, a.for_person_id, a.reason, coalesce(s.seq, 0) AS seal
        FROM audit a LEFT JOIN audit_seal s ON s.partnership_id = a.partnership_id AND s.audit_id = a.audit_id
        WHERE a.partnership_id = @PartnershipId
          AND a.at >= coalesce(@from::timestamptz, '-infinity') AND a.at < coalesce(@to::timestamptz, 'infinity')
          AND starts_with(a.action, @action)
          AND (@actor::uuid IS NULL OR a.actor_id = @actor)
          AND (@target::uuid IS NULL OR a.target_id = @target)
          AND (@person::uuid IS NULL OR a.for_person_id = @person)
          AND (a.at, a.audit_id) < (coalesce(@afterAt::timestamptz, 'infinity'), coalesce(@afterId::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY a.at DESC, a.audit_id DESC
        """;

    public async Task<ListAuditEntriesResponse> HandleAsync(ListAuditEntriesRequest request, Caller caller, CancellationToken cancel)
    {
        var filter = Filter.Read(request.Filter);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "audit", filter);
        var rows = await transaction.QueryAsync<EntryRow>($"{Entries} LIMIT {page.Limit}", filter.Parameters(transaction.PartnershipId, page.After(0), page.After(1)), cancel);
        var next = page.Next(rows, row => [At(row), row.AuditId]);
        await transaction.AuditAsync("audit.read", "partnership", transaction.PartnershipId, $"{rows.Count} entries", cancel, filter.Person);
        await transaction.CommitAsync(cancel);
        return new() { Entries = { rows.Select(row => row.ToEntry()) }, NextPageToken = next };
    }

    public async Task HandleAsync(ExportAuditEntriesRequest request, Caller caller, IServerStreamWriter<ExportAuditEntriesResponse> answer, CancellationToken cancel)
    {
        var filter = Filter.Read(request.Filter);
        await RecordExportAsync(caller, filter, cancel);
        for (EntryRow? last = null; ;)
        {
            var rows = await BatchAsync(caller, filter, last, cancel);
            if (rows.Count > 0)
                await answer.WriteAsync(new() { Entries = { rows.Select(row => row.ToEntry()) } }, cancel);
            if (rows.Count < BatchSize)
                return;
            last = rows[^1];
        }
    }

    // The next older ones, in a transaction of their own: no connection waits for a reader's line, and what is added meanwhile is newer than all that is still to come.
    private async Task<List<EntryRow>> BatchAsync(Caller caller, Filter filter, EntryRow? last, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        return await transaction.QueryAsync<EntryRow>(
            $"{Entries} LIMIT {BatchSize}", filter.Parameters(transaction.PartnershipId, last is null ? null : At(last), last?.AuditId.ToString()), cancel);
    }

    private static string At(EntryRow row) => row.At.ToString("O", CultureInfo.InvariantCulture);

    // Before the first entry leaves, or whoever hangs up before the last would have read without a trace.
    private async Task RecordExportAsync(Caller caller, Filter filter, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        await transaction.AuditAsync("audit.export", "partnership", transaction.PartnershipId, "", cancel, filter.Person);
        await transaction.CommitAsync(cancel);
    }

    private sealed record Filter(DateTime? From, DateTime? To, string Action, Guid? Actor, Guid? Target, Guid? Person)
    {
        public static Filter Read(AuditFilter? asked) => asked is null ? new(null, null, "", null, null, null) : new(
            Parse.OptionalTime(asked.From, "from"), Parse.OptionalTime(asked.To, "to"),
            Parse.OptionalText(asked.ActionPrefix, "action_prefix", LongestAction),
            Parse.OptionalId(asked.ActorId, "actor_id"), Parse.OptionalId(asked.TargetId, "target_id"), Parse.OptionalId(asked.ForPersonId, "for_person_id"));

        public object Parameters(Guid partnershipId, string? afterAt, string? afterId) => new
        {
            PartnershipId = partnershipId,
            from = From,
            to = To,
            action = Action,
            actor = Actor,
            target = Target,
            person = Person,
            afterAt,
            afterId,
        };
    }

    private sealed record EntryRow(
        Guid AuditId, DateTime At, Guid ActorId, string Action, string TargetKind, Guid TargetId, string Detail, Guid? ForPersonId, string Reason, long Seal)
    {
        public AuditEntry ToEntry() => new()
        {
            AuditId = AuditId.ToString(),
            At = Timestamp.FromDateTime(At),
            ActorId = ActorId.ToString(),
            Action = Action,
            TargetKind = TargetKind,
            TargetId = TargetId.ToString(),
            Detail = Detail,
            ForPersonId = ForPersonId?.ToString() ?? "",
            Reason = Reason,
            Seal = Seal,
        };
    }
}
