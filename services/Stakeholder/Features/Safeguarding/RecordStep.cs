using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>What a responder did about a concern: who, what and when, one after the other, and never changed afterwards.</summary>
internal sealed class RecordStep(Commands commands)
{
    private const int MostHours = 720;

    /// <summary>Of concern c: nothing of what somebody said who asked to be forgotten.</summary>
    internal const string WithoutWords = "about = '', words = 'Taken out, as whoever said it wished.', rather = '', told_words = ''";

    public Task<RecordStepResponse> HandleAsync(RecordStepRequest request, Caller caller, CancellationToken cancel)
    {
        var concernId = Parse.Id(request.ConcernId, "concern_id");
        var step = Step.From(request);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var before = await LockAsync(transaction, concernId, cancel);
            await RequireUnchangedAsync(transaction, concernId, before, request.Etag, cancel);
            RequireFits(step.Kind, before);
            if (step.TellWords.Length > 0 && !before.CanBeTold)
                throw Problem.Invalid("tell_words", "Nobody knows who wrote this, so they cannot be told here. Ask whoever wrote it down.");
            var (takenById, takenBy) = await TakenByAsync(transaction, step, before, cancel);
            await SaveAsync(transaction, concernId, step, takenById, takenBy, cancel);
            if (step.Kind == ConcernStep.Closed)
                await ForgetAsync(transaction, concernId, cancel);
            await transaction.AuditAsync($"concern.{step.Kind.ToString().ToLowerInvariant()}", "concern", concernId, step.TellWords.Length > 0 ? "and told the person who wrote" : "", cancel);
            return new RecordStepResponse();
        }, cancel);
    }

    private static async Task<Before> LockAsync(TenantTransaction transaction, Guid concernId, CancellationToken cancel) => await transaction.FindAsync<Before>(
        """
        SELECT c.state, c.version, c.taken_by_id, c.taken_by, coalesce(m.said_by_id IS NOT NULL OR m.receipt_hash IS NOT NULL, false) AS can_be_told
        FROM concern c LEFT JOIN voice_message m ON m.partnership_id = c.partnership_id AND m.message_id = c.message_id
        WHERE c.partnership_id = @PartnershipId AND c.concern_id = @concernId FOR UPDATE OF c
        """,
        new { transaction.PartnershipId, concernId }, cancel) ?? throw Problem.NotFound("concern");

    private static async Task RequireUnchangedAsync(TenantTransaction transaction, Guid concernId, Before before, string etag, CancellationToken cancel)
    {
        if (before.Version.ToString() == etag)
            return;
        var who = await transaction.FindAsync<string>(
            "SELECT done_by FROM concern_event WHERE partnership_id = @PartnershipId AND concern_id = @concernId AND done_by_id IS NOT NULL ORDER BY place DESC LIMIT 1",
            new { transaction.PartnershipId, concernId }, cancel);
        throw Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE",
            $"{(string.IsNullOrEmpty(who) ? "Something" : who)} has changed this meanwhile. Look at it as it is now, then go on.", ("who", who ?? ""));
    }

    private static void RequireFits(ConcernStep step, Before before)
    {
        var isClosed = before.State == (short)ConcernState.Closed;
        if (isClosed && step != ConcernStep.Reopened)
            throw Problem.Of(StatusCode.FailedPrecondition, "CONCERN_CLOSED", "This is closed. Open it again to go on with it.");
        if (!isClosed && step == ConcernStep.Reopened)
            throw Problem.Of(StatusCode.FailedPrecondition, "CONCERN_OPEN", "This is open already.");
    }

    // Whoever does something about it works on it, unless somebody does already.
    private static async Task<(Guid?, string)> TakenByAsync(TenantTransaction transaction, Step step, Before before, CancellationToken cancel)
    {
        if (step.Kind != ConcernStep.HandedOn)
            return step.Kind != ConcernStep.Taken && before.TakenById is { } already ? (already, before.TakenBy) : (transaction.Caller.PersonId, transaction.Caller.DisplayName);
        var to = (await ResponderRow.ReadAsync(transaction, cancel)).Find(one => one.PersonId == step.ToPersonId)
            ?? throw Problem.Invalid("to_person_id", "Choose one of the responders.");
        return (to.PersonId, to.DisplayName);
    }

    private static Task SaveAsync(TenantTransaction transaction, Guid concernId, Step step, Guid? takenById, string takenBy, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE concern SET state = @state, events = events + 1, version = version + 1, taken_by_id = @takenById, taken_by = @takenBy, due_at = @dueAt::timestamptz,
          tell_at = CASE WHEN @isHandedOn THEN @Now ELSE @dueAt::timestamptz END, told_words = CASE WHEN @TellWords = '' THEN told_words ELSE @TellWords END
        WHERE partnership_id = @PartnershipId AND concern_id = @concernId;
        INSERT INTO concern_event (partnership_id, concern_id, place, step, at, done_by_id, done_by, words)
        SELECT partnership_id, concern_id, events, @kind, @Now, @PersonId, @DisplayName, @Words FROM concern WHERE partnership_id = @PartnershipId AND concern_id = @concernId
        """,
        new
        {
            transaction.PartnershipId,
            concernId,
            state = (short)(step.Kind == ConcernStep.Closed ? ConcernState.Closed : ConcernState.Taken),
            takenById,
            takenBy,
            dueAt = step.Kind == ConcernStep.Closed ? (DateTimeOffset?)null : transaction.Now.AddHours(step.LookAgainHours),
            isHandedOn = step.Kind == ConcernStep.HandedOn,
            kind = (short)step.Kind,
            step.Words,
            step.TellWords,
            transaction.Now,
            transaction.Caller.PersonId,
            transaction.Caller.DisplayName,
        }, cancel);

    // They asked for it while it was open.
    private static Task ForgetAsync(TenantTransaction transaction, Guid concernId, CancellationToken cancel) => transaction.ExecuteAsync(
        $"""
        UPDATE concern c SET {WithoutWords} FROM voice_message m JOIN person p ON p.partnership_id = m.partnership_id AND p.person_id = m.said_by_id
        WHERE c.partnership_id = @PartnershipId AND c.concern_id = @concernId AND m.partnership_id = c.partnership_id AND m.message_id = c.message_id AND p.erased_at IS NOT NULL
        """,
        new { transaction.PartnershipId, concernId }, cancel);

    private sealed record Before(short State, int Version, Guid? TakenById, string TakenBy, bool CanBeTold);

    private sealed record Step(ConcernStep Kind, string Words, int LookAgainHours, Guid? ToPersonId, string TellWords)
    {
        public static Step From(RecordStepRequest request)
        {
            var kind = request.Step is ConcernStep.Taken or ConcernStep.Done or ConcernStep.HandedOn or ConcernStep.Closed or ConcernStep.Reopened
                ? request.Step
                : throw Problem.Invalid("step", "Choose what you did.");
            var words = kind == ConcernStep.Taken
                ? Parse.OptionalLines(request.Words, "words", 4000)
                : Parse.Lines(request.Words, "words", 4000, kind == ConcernStep.Closed ? "Say what was done, and why nothing more is needed." : "Say what was done, or what comes next.");
            var hours = kind == ConcernStep.Closed ? 0
                : request.LookAgainHours is >= 1 and <= MostHours ? request.LookAgainHours
                : throw Problem.Invalid("look_again_hours", $"Give a number of hours from 1 to {MostHours}.");
            var tell = Parse.OptionalLines(request.TellWords, "tell_words", 2000);
            if (tell.Length > 0 && !request.IsSafe)
                throw Problem.Invalid("is_safe", "Tick this when it is safe. If it is not, leave the words out and reach them another way.");
            return new(kind, words, hours, kind == ConcernStep.HandedOn ? Parse.Id(request.ToPersonId, "to_person_id") : null, tell);
        }
    }
}
