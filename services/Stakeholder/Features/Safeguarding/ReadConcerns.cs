using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Voice;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>What waits for responders, and one concern whole. Whoever reads it whole is in the audit.</summary>
internal sealed class ReadConcerns(TenantDatabase database)
{
    public async Task<GetConcernsWaitingResponse> HandleAsync(GetConcernsWaitingRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var (waiting, late, nobody) = await transaction.GetAsync<(int, int, bool)>(
            """
            SELECT count(*) FILTER (WHERE state = 1)::int, count(*) FILTER (WHERE due_at <= @Now)::int,
              NOT EXISTS (SELECT 1 FROM membership WHERE partnership_id = @PartnershipId AND @Responder = ANY(roles))
            FROM concern WHERE partnership_id = @PartnershipId AND state <> 3
            """,
            new { transaction.PartnershipId, transaction.Now, Roles.Responder }, cancel);
        return new() { New = waiting, Late = late, NobodyResponds = nobody };
    }

    public async Task<ListConcernsResponse> HandleAsync(ListConcernsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "concerns", request.Closed);
        var rows = await transaction.QueryAsync<ConcernRow>(
            request.Closed
                ? $"""
                  {ConcernRow.Select}
                  WHERE c.partnership_id = @PartnershipId AND c.state = 3 AND (@at::timestamptz IS NULL OR c.raised_at < @at::timestamptz OR c.raised_at = @at::timestamptz AND c.concern_id > @after::uuid)
                  ORDER BY c.raised_at DESC, c.concern_id LIMIT @Limit
                  """
                : $"""
                  {ConcernRow.Select}
                  WHERE c.partnership_id = @PartnershipId AND c.state <> 3 AND (@at::timestamptz IS NULL OR (c.due_at, c.concern_id) > (@at::timestamptz, @after::uuid))
                  ORDER BY c.due_at, c.concern_id LIMIT @Limit
                  """,
            new { transaction.PartnershipId, at = page.After(0), after = page.After(1), page.Limit }, cancel);
        var next = page.Next(rows, row => [(request.Closed ? row.RaisedAt : row.DueAt!.Value).ToString("O"), row.ConcernId]);
        return new() { Concerns = { rows.ConvertAll(row => row.ToConcern(transaction.Now)) }, NextPageToken = next };
    }

    public async Task<GetConcernResponse> HandleAsync(GetConcernRequest request, Caller caller, CancellationToken cancel)
    {
        var concernId = Parse.Id(request.ConcernId, "concern_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var key = new { transaction.PartnershipId, concernId };
        var row = await transaction.FindAsync<ConcernRow>($"{ConcernRow.Select} WHERE c.partnership_id = @PartnershipId AND c.concern_id = @concernId", key, cancel)
            ?? throw Problem.NotFound("concern");
        var response = new GetConcernResponse
        {
            Concern = row.ToConcern(transaction.Now),
            Events = { await EventsAsync(transaction, concernId, cancel) },
            ToldWords = await transaction.GetAsync<string>("SELECT told_words FROM concern WHERE partnership_id = @PartnershipId AND concern_id = @concernId", key, cancel),
            Words = row.MessageId is null ? null : await WordsAsync(transaction, concernId, cancel),
        };
        await transaction.AuditAsync("concern.read", "concern", concernId, "", cancel);
        await transaction.CommitAsync(cancel);
        return response;
    }

    private static async Task<IEnumerable<ConcernEvent>> EventsAsync(TenantTransaction transaction, Guid concernId, CancellationToken cancel) =>
        (await transaction.QueryAsync<(short Step, DateTime At, string By, string Words)>(
            "SELECT step, at, done_by, words FROM concern_event WHERE partnership_id = @PartnershipId AND concern_id = @concernId ORDER BY place",
            new { transaction.PartnershipId, concernId }, cancel))
        .Select(one => new ConcernEvent { Step = (ConcernStep)one.Step, At = Timestamp.FromDateTime(one.At), By = one.By, Words = one.Words });

    private static async Task<ConcernWords> WordsAsync(TenantTransaction transaction, Guid concernId, CancellationToken cancel)
    {
        var row = await transaction.GetAsync<WordsRow>(
            """
            SELECT c.about, c.words, c.rather, m.decided_beforehand, m.came_by, m.reply_to, m.said_by_id, coalesce(s.display_name, '') AS said_by, coalesce(r.display_name, '') AS recorded_by,
              m.said_by_id IS NOT NULL OR m.receipt_hash IS NOT NULL AS can_be_told
            FROM concern c JOIN voice_message m ON m.partnership_id = c.partnership_id AND m.message_id = c.message_id
            LEFT JOIN person s ON s.partnership_id = m.partnership_id AND s.person_id = m.said_by_id
            LEFT JOIN person r ON r.partnership_id = m.partnership_id AND r.person_id = m.recorded_by_id
            WHERE c.partnership_id = @PartnershipId AND c.concern_id = @concernId
            """,
            new { transaction.PartnershipId, concernId }, cancel);
        return new()
        {
            Said = new SaidWords(row.About, row.Words, row.Rather, row.DecidedBeforehand).ToSaid(),
            AboutReasons = { SignsIn(row.About) },
            WordsReasons = { SignsIn(row.Words) },
            RatherReasons = { SignsIn(row.Rather) },
            CameBy = (CameBy)row.CameBy,
            ReplyTo = row.ReplyTo,
            SaidById = row.SaidById?.ToString() ?? "",
            SaidBy = row.SaidBy,
            RecordedBy = row.RecordedBy,
            CanBeTold = row.CanBeTold,
        };
    }

    // Who somebody is, is what a responder has to know: names are not marked.
    private static IEnumerable<HeldReason> SignsIn(string text) => SaidWords.ReasonsIn(text).Where(reason => reason.Kind == HeldKind.Harm);

    private sealed record WordsRow(string About, string Words, string Rather, bool DecidedBeforehand, short CameBy, string ReplyTo, Guid? SaidById, string SaidBy, string RecordedBy, bool CanBeTold);
}
