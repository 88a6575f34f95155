using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>
/// Tells responders by email of concerns that are new, and everybody who answers for the partnership of those that are late, again and again until somebody takes them on.
/// Who is to be told is in the database: what could not be sent is sent later, whatever ends meanwhile, and rather twice than never.
/// </summary>
internal sealed partial class TellResponders(TenantDatabase database, IMailSender sender, TimeProvider time, ILogger<TellResponders> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _tryAgain = TimeSpan.FromMinutes(2); // longer than letters take to send: of several processes one sends them
    private static readonly TimeSpan _remind = TimeSpan.FromHours(1);

    /// <summary>Tells everybody who is to be told by now.</summary>
    public async Task TellAsync(CancellationToken cancel)
    {
        List<Guid> partnerships;
        await using (var transaction = await database.BeginAsync(Caller.System, Guid.Empty, cancel))
            partnerships = await transaction.QueryAsync<Guid>("SELECT partnership_id FROM partnerships_with_concerns_to_tell(@Now) AS partnership_id", new { transaction.Now }, cancel);
        foreach (var partnershipId in partnerships)
            await TellAsync(partnershipId, cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_every, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await TellAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(FailureTrace.Kind(e));
            }
        }
    }

    // Nothing is locked while a mail server is waited for.
    private async Task TellAsync(Guid partnershipId, CancellationToken cancel)
    {
        var told = await ClaimAsync(partnershipId, cancel);
        var sent = true;
        foreach (var group in told.GroupBy(one => one.IsLate))
            sent &= await SendAsync(partnershipId, group.Key, [.. group], cancel);
        if (sent)
            await MarkAsync(partnershipId, told, cancel);
    }

    private async Task<List<ToTell>> ClaimAsync(Guid partnershipId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, partnershipId, cancel);
        var claimed = await transaction.QueryAsync<ToTell>(
            """
            UPDATE concern c SET tell_at = @again FROM (
              SELECT concern_id FROM concern WHERE partnership_id = @PartnershipId AND tell_at <= @Now FOR UPDATE SKIP LOCKED) due
            WHERE c.partnership_id = @PartnershipId AND c.concern_id = due.concern_id
            RETURNING c.concern_id, c.due_at, c.due_at <= @Now AS is_late, CASE WHEN c.state = 2 THEN c.taken_by_id END AS taken_by_id
            """,
            new { transaction.PartnershipId, transaction.Now, again = transaction.Now + _tryAgain }, cancel);
        await transaction.CommitAsync(cancel);
        return claimed;
    }

    // True when anybody has it, or there is nobody whom an email could reach: pages tell them.
    private async Task<bool> SendAsync(Guid partnershipId, bool isLate, List<ToTell> concerns, CancellationToken cancel)
    {
        var whom = await WhomAsync(partnershipId, isLate, concerns, cancel);
        var reached = whom.Count == 0;
        foreach (var (name, email, dueBy, count) in whom)
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                patience.CancelAfter(_patience);
                await sender.SendAsync(ConcernLetters.Waits(email, name, count, dueBy, isLate), patience.Token);
                reached = true;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                NotSent(FailureTrace.Kind(e)); // the exception's own text may hold the address
            }
        }
        return reached;
    }

    // New ones: those on duty, or everybody when nobody is. Handed on: whom it was given to. Late ones: all responders and administrators.
    private async Task<List<(string Name, string Email, string DueBy, int Concerns)>> WhomAsync(Guid partnershipId, bool isLate, List<ToTell> concerns, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, partnershipId, cancel);
        var responders = await ResponderRow.ReadAsync(transaction, cancel);
        var reachable = responders.Where(one => one.Email.Length > 0).ToList();
        var administrators = isLate || reachable.Count == 0 ? await AdministratorsAsync(transaction, cancel) : [];
        var onDuty = isLate || !reachable.Exists(one => one.IsOnDuty) ? reachable : reachable.FindAll(one => one.IsOnDuty);
        var dueBy = await transaction.GetAsync<string>(
            "SELECT to_char(@due::timestamptz AT TIME ZONE 'Europe/London', 'HH24:MI \"on\" FMDD FMMonth')", new { due = concerns.Min(one => one.DueAt) }, cancel);
        var given = concerns.Where(one => one.TakenById is not null).Select(one => one.TakenById!.Value).ToHashSet();
        var isGivenOnly = !isLate && concerns.TrueForAll(one => one.TakenById is not null);
        return
        [
            .. reachable.Where(one => given.Contains(one.PersonId)).Concat(isGivenOnly ? [] : onDuty).Select(one => (one.DisplayName, one.Email))
                .Concat(isGivenOnly ? [] : administrators).DistinctBy(one => one.Email, StringComparer.OrdinalIgnoreCase).Select(one => (one.DisplayName, one.Email, dueBy, concerns.Count)),
        ];
    }

    private static Task<List<(string DisplayName, string Email)>> AdministratorsAsync(TenantTransaction transaction, CancellationToken cancel) => transaction.QueryAsync<(string, string)>(
        """
        SELECT a.display_name, a.email FROM membership m JOIN account a ON a.person_id = m.person_id
        WHERE m.partnership_id = @PartnershipId AND @Administrator = ANY(m.roles) AND a.email <> '' ORDER BY a.display_name
        """,
        new { transaction.PartnershipId, Roles.Administrator }, cancel);

    // A step that somebody took meanwhile has said itself when they are told next.
    private async Task MarkAsync(Guid partnershipId, List<ToTell> told, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, partnershipId, cancel);
        await transaction.ExecuteAsync(
            """
            WITH told AS (
              UPDATE concern c SET tell_at = CASE WHEN t.is_late THEN @remind ELSE c.due_at END, events = c.events + t.is_late::int
              FROM unnest(@ids, @late, @dues) AS t (concern_id, is_late, due_at)
              WHERE c.partnership_id = @PartnershipId AND c.concern_id = t.concern_id AND c.due_at = t.due_at
              RETURNING c.concern_id, c.events, t.is_late)
            INSERT INTO concern_event (partnership_id, concern_id, place, step, at) SELECT @PartnershipId, concern_id, events, 2, @Now FROM told WHERE is_late
            """,
            new
            {
                transaction.PartnershipId,
                transaction.Now,
                remind = transaction.Now + _remind,
                ids = told.ConvertAll(one => one.ConcernId),
                late = told.ConvertAll(one => one.IsLate),
                dues = told.ConvertAll(one => one.DueAt),
            }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private sealed record ToTell(Guid ConcernId, DateTime DueAt, bool IsLate, Guid? TakenById);

    [LoggerMessage(LogLevel.Warning, "Telling safeguarding responders was interrupted; it goes on in a moment: {Failure}")]
    private partial void Interrupted(string failure);

    [LoggerMessage(LogLevel.Error, "A letter to a safeguarding responder could not be sent: {Failure}. Unless another one was reached it is tried again in two minutes; check the setting Mail:Smtp")]
    private partial void NotSent(string failure);
}
